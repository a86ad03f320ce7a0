internal import DocumentTree
internal import OpenAPI

extension SchemaText {
    /// Says that the server does not hold bodies of a media type against what the document limits in them: they are read
    /// as they come, or are no values.
    mutating func noteUnchecked(_ schema: Schema, in mediaType: String) {
        var seen: Set<SchemaID> = []
        guard let (keyword, place) = constraint(in: schema, &seen) else { return }
        log.report(
            Diagnostic(
                id: "constraints-not-checked", severity: .note,
                message: "bodies of '\(mediaType)' are not held against '\(keyword)' and the other limits of their "
                    + "schema",
                location: place, help: nil))
    }

    /// The first keyword that limits values, in `schema` or what it holds.
    private func constraint(in schema: Schema, _ seen: inout Set<SchemaID>) -> (String, SourceLocation)? {
        if let keyword = Constraints.plans(of: schema).first?.keyword {
            return (keyword, schema.keywordLocations[keyword] ?? schema.location)
        }
        var parts = schema.properties.map(\.schema) + schema.allOf + schema.oneOf + schema.anyOf
        if let items = schema.items { parts.append(items) }
        if case .schema(let value) = schema.additionalProperties { parts.append(value) }
        if let id = schema.reference, seen.insert(id).inserted, let target = document.schemas[id] {
            parts.append(target.schema)
        }
        for part in parts {
            if let found = constraint(in: part, &seen) { return found }
        }
        return nil
    }
}
