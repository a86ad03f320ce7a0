internal import DocumentTree
internal import OpenAPI

extension SchemaText {
    /// Says what the server does not hold bodies against, if the document limits it: parts that are streams, for one.
    mutating func noteUnchecked(_ remainder: BodyCheckPlan.Remainder) {
        guard let (keyword, place) = remainder.isWhole ? limit(in: remainder.schema) : keyword(of: remainder.schema)
        else { return }
        log.report(
            Diagnostic(
                id: "constraints-not-checked", severity: .note,
                message: "\(remainder.subject) "
                    + (remainder.subject.hasPrefix("bodies") ? "are" : "is") + " not held against '\(keyword)'",
                location: place, help: nil))
    }

    /// The first keyword of a schema that decides whether a value is valid.
    private func keyword(of schema: Schema) -> (String, SourceLocation)? {
        // What is met on the way is not needed.
        var text = self
        return text.text(schema).members.first.map { ($0.0, schema.keywordLocations[$0.0] ?? schema.location) }
    }

    /// The first keyword that limits values, in `schema` or what it holds.
    private func limit(in schema: Schema) -> (String, SourceLocation)? {
        var seen: Set<SchemaID> = []
        return limit(in: schema, &seen)
    }

    private func limit(in schema: Schema, _ seen: inout Set<SchemaID>) -> (String, SourceLocation)? {
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
            if let found = limit(in: part, &seen) { return found }
        }
        return nil
    }
}
