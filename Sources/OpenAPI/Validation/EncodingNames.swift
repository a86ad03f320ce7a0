import DocumentTree

/// The keys of `encoding` are properties of the media type's schema (OpenAPI 3.0.3 §4.7.14.1).
enum EncodingNames {
    static func check(_ operations: [Operation], _ schemas: SchemaTable, log: inout DiagnosticLog) {
        for mediaType in operations.compactMap(\.requestBody).flatMap(\.content) where !mediaType.encoding.isEmpty {
            guard let schema = mediaType.schema, let names = propertyNames(schema, schemas) else { continue }
            for encoding in mediaType.encoding where !names.contains(encoding.propertyName) {
                let near = Spelling.closest(to: encoding.propertyName, among: names.sorted())
                log.warning(
                    "unknown-encoding",
                    "the schema has no property '\(encoding.propertyName.escapedForMessage)' to encode",
                    at: encoding.location,
                    help: near.map { "did you mean '\($0)'?" }
                )
            }
        }
    }

    /// The names of all properties, or nil where there may be others than those that are named.
    private static func propertyNames(_ schema: Schema, _ schemas: SchemaTable) -> Set<String>? {
        var names: Set<String> = []
        var seen: Set<SchemaID> = []
        var waiting = [schema]
        while let schema = waiting.popLast() {
            guard schema.oneOf.isEmpty, schema.anyOf.isEmpty, schema.patternProperties.isEmpty else { return nil }
            switch schema.additionalProperties {
            case .allowed, .schema: return nil
            case .unstated, .forbidden: break
            }
            names.formUnion(schema.properties.map(\.name))
            waiting += schema.allOf
            if let reference = schema.reference, seen.insert(reference).inserted {
                guard let target = schemas[reference]?.schema else { return nil }
                waiting.append(target)
            }
        }
        return names.isEmpty ? nil : names
    }
}
