import DocumentTree

/// Which styles say how a value is written depends on its type (the table of OpenAPI 3.0.3 §4.7.12.3, where the other
/// combinations are "n/a").
enum ParameterStyles {
    static func check(_ operations: [Operation], _ schemas: SchemaTable, log: inout DiagnosticLog) {
        for parameter in operations.flatMap(\.parameters) {
            guard case .schema(let schema, let style, _, _) = parameter.content else { continue }
            let possible = possibleTypes(style)
            guard !possible.isEmpty else { continue }
            let types = statedTypes(schema, schemas)
            guard !types.isEmpty, types.allSatisfy({ !possible.contains($0) }) else { continue }
            log.warning(
                "style-not-applicable",
                "the style '\(style.rawValue)' does not say how \(types[0].phrase) is written",
                at: parameter.sourceLocation,
                help: style == .deepObject ? "it is for objects" : "it is for arrays and objects"
            )
        }
    }

    /// Empty where every type is possible.
    private static func possibleTypes(_ style: Parameter.Style) -> [JSONType] {
        switch style {
        case .deepObject: [.object]
        case .spaceDelimited, .pipeDelimited: [.array, .object]
        case .form, .simple, .label, .matrix: []
        }
    }

    /// The types that a schema states itself or where its references lead.
    private static func statedTypes(_ schema: Schema, _ schemas: SchemaTable) -> [JSONType] {
        var current = schema
        for _ in 0..<20 {
            if !current.types.isEmpty { return current.types }
            guard let next = current.reference.flatMap({ schemas[$0]?.schema }) else { return [] }
            current = next
        }
        return []
    }
}

extension JSONType {
    fileprivate var phrase: String {
        switch self {
        case .object, .array, .integer: "an \(rawValue)"
        case .string, .number, .boolean: "a \(rawValue)"
        }
    }
}
