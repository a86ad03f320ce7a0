import DocumentTree

/// The dialect of JSON Schema that `jsonSchemaDialect` or `$schema` names (OpenAPI 3.1.1 §4.8.24.5).
enum SchemaDialect {
    private static let supported = [
        "https://spec.openapis.org/oas/3.1/dialect/",
        "https://spec.openapis.org/oas/3.2/dialect/",
        "https://json-schema.org/draft/2020-12/schema",
    ]

    /// Warns of a dialect whose keywords may mean something else.
    static func check(_ text: String, at location: SourceLocation, in context: ReadingContext) {
        guard !supported.contains(where: text.hasPrefix) else { return }
        context.log.warning(
            "unsupported-dialect",
            "the dialect '\(text.escapedForMessage)' is not known; schemas are read as JSON Schema 2020-12",
            at: location
        )
    }
}
