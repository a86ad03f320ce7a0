package import OpenAPI

/// The schemas of values that a document states, which tell whether these are valid.
package struct ValueSchemas {
    private var schemas: SchemaText
    private var values: [(String, JSONLiteral)] = []

    /// - Parameter formats: what values of a format have to be, as JSON Schema.
    package init(_ document: Document, formats: [String: String]) {
        schemas = SchemaText(document)
        schemas.formats = formats.mapValues { JSONLiteral($0) }
    }

    /// Takes the schema of a value.
    /// - Returns: its name in the text.
    package mutating func add(_ schema: Schema) -> String {
        // No component has a space in its name (OpenAPI 3.1.1 §4.8.7.1).
        let name = "value \(values.count)"
        values.append((name, schemas.text(schema)))
        return name
    }

    /// One JSON text with all of them, as the runtime's `SchemaSet` takes it.
    package mutating func text() -> String {
        "{\(RequestSchemas.part("schemas", values + schemas.definitions()) ?? "")}"
    }
}
