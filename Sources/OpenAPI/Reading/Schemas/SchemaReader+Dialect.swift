import DocumentTree

/// What to say about keywords of other dialects and of the parts of JSON Schema that are not supported.
extension SchemaReader {
    func reportOtherVersion(_ keyword: SchemaKeyword, _ member: Node.Member) {
        let versions = keyword.versions
        if versions.contains(version) { return }
        let other = version < versions.lowerBound ? versions.lowerBound : versions.upperBound
        context.log.warning(
            "other-version-keyword",
            "\(version.name) has no keyword '\(member.key)'; it is understood as in \(other.name)",
            at: member.keyLocation,
            help: otherVersionHelp(keyword)
        )
    }

    private func otherVersionHelp(_ keyword: SchemaKeyword) -> String? {
        switch (version, keyword) {
        case (.v2_0, .nullable): "write 'x-nullable: true'"
        case (.v2_0, _): nil
        case (.v3_0, _): "declare 'openapi: 3.1.0' if the schema is written for it"
        case (_, .nullable): "add 'null' to 'type' instead"
        default: nil
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
