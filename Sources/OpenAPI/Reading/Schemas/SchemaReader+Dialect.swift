import DocumentTree

/// What to say about keywords of other dialects and of the parts of JSON Schema that are not supported.
extension SchemaReader {
    func reportOtherVersion(_ keyword: SchemaKeyword, _ member: Node.Member) {
        switch (keyword.dialects, version.usesJSONSchema) {
        case (.both, _), (.v3_0, false), (.jsonSchema, true):
            return
        case (.v3_0, true):
            context.log.warning(
                "other-version-keyword",
                "\(version.name) has no keyword '\(member.key)'; it is understood as in OpenAPI 3.0",
                at: member.keyLocation,
                help: keyword == .nullable ? "add 'null' to 'type' instead" : nil
            )
        case (.jsonSchema, false):
            context.log.warning(
                "other-version-keyword",
                "OpenAPI 3.0 has no keyword '\(member.key)'; it is understood as in OpenAPI 3.1",
                at: member.keyLocation,
                help: "declare 'openapi: 3.1.0' if the schema is written for it"
            )
        }
    }

    /// `$schema` (JSON Schema 2020-12 core §8.1.1): only the dialect that OpenAPI 3.1 stands on is understood.
    func readDialect(_ member: Node.Member) {
        guard let text = string(member) else { return }
        SchemaDialect.check(text, at: member.value.location, in: context)
    }

    func reportUnsupported(_ keyword: SchemaKeyword, _ member: Node.Member) {
        switch keyword {
        case .dynamicReference:
            context.log.error(
                "unsupported-keyword",
                "'$dynamicRef' is not supported: what it means depends on who refers to the schema",
                at: member.keyLocation,
                help: "use '$ref' to the schema that is meant"
            )
        case .id:
            context.log.warning(
                "unsupported-keyword",
                "'$id' is not used: references inside this schema are resolved against the file's own path",
                at: member.keyLocation
            )
        default:
            context.log.warning(
                "unsupported-keyword",
                "'\(member.key)' is not supported, and has no effect",
                at: member.keyLocation
            )
        }
    }
}
