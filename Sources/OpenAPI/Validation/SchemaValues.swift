import DocumentTree

/// `default` and the values of `enum` are of the schema's own type (OpenAPI 3.0.3 §4.7.24.1, "MUST conform to the
/// defined type").
enum SchemaValues {
    static func check(_ schema: Schema, in context: ReadingContext) {
        if schema.types.isEmpty { return }
        for value in schema.enumValues ?? [] where !accepts(value, schema) {
            report(value, "a value of 'enum'", schema, in: context)
        }
        if let value = schema.defaultValue, !accepts(value, schema) {
            report(value, "'default'", schema, in: context)
        }
    }

    private static func accepts(_ value: Node, _ schema: Schema) -> Bool {
        switch value.value {
        // A default of null says that there is none, in all documents that have it.
        case .null: true
        case .bool: schema.types.contains(.boolean)
        case .string: schema.types.contains(.string)
        case .sequence: schema.types.contains(.array)
        case .mapping: schema.types.contains(.object)
        case .integer: schema.types.contains(.integer) || schema.types.contains(.number)
        case .decimal(let text):
            schema.types.contains(.number) || (schema.types.contains(.integer) && isIntegral(text))
        }
    }

    private static func isIntegral(_ text: String) -> Bool {
        Double(text).map { $0 == $0.rounded() } ?? false
    }

    private static func report(_ value: Node, _ subject: String, _ schema: Schema, in context: ReadingContext) {
        let types = schema.types.map { "'\($0.rawValue)'" }.joined(separator: " or ")
        let isUnquoted = schema.types.contains(.string) && value.objectMembers == nil
        context.log.warning(
            "value-of-wrong-type",
            "the type is \(types), but \(subject) is \(value.shape)",
            at: value.location,
            help: isUnquoted ? "write the value in quotes" : nil
        )
    }
}
