internal import DocumentTree
internal import OpenAPI

/// A schema that became one of several alternatives, or the other way round.
extension SchemaComparison {
    /// The alternatives of a schema that says nothing else of values.
    private struct Alternatives {
        var id: String
        var schemas: [Schema]

        init?(_ schema: Schema) {
            guard schema.withoutComposition.isAnnotation, schema.allOf.isEmpty else { return nil }
            switch (schema.oneOf.isEmpty, schema.anyOf.isEmpty) {
            case (false, true): (id, schemas) = ("one-of", schema.oneOf)
            case (true, false): (id, schemas) = ("any-of", schema.anyOf)
            default: return nil
            }
        }
    }

    /// - Returns: Whether that was so, and there is nothing else to say.
    mutating func compareWrapping(_ graph: inout SchemaGraph) -> Bool {
        switch (Alternatives(old.schema), Alternatives(new.schema)) {
        case (nil, let after?) where !old.schema.isAnnotation:
            if let kept = after.schemas.firstIndex(where: { graph.isSame(old.schema, $0) }) {
                noteOthers(than: kept, of: after, isWrapped: true)
                noteTypes(TypeSet(old.schema, items: nil), .anyOf(types(after, graph.new)))
                return true
            }
            guard after.id == "one-of" else { return false }
            let count = after.schemas.count
            note(
                .init("wrapped-in-one-of", .replaces, "of the \(count) alternatives there are now, none is what it was")
            )
            return true
        case (let before?, nil) where !new.schema.isAnnotation:
            guard let kept = before.schemas.firstIndex(where: { graph.isSame($0, new.schema) }) else { return false }
            noteOthers(than: kept, of: before, isWrapped: false)
            noteTypes(.anyOf(types(before, graph.old)), TypeSet(new.schema, items: nil))
            return true
        default:
            return false
        }
    }

    private mutating func noteOthers(than kept: Int, of alternatives: Alternatives, isWrapped: Bool) {
        for (index, schema) in alternatives.schemas.enumerated() where index != kept {
            let phrase = Self.phrase(schema, at: index)
            if isWrapped {
                note(
                    .init("\(alternatives.id)-added", .widens, "\(phrase) is an alternative now"),
                    new: schema.location)
            } else {
                note(
                    .init("\(alternatives.id)-removed", .narrows, "\(phrase) is no longer an alternative"),
                    old: schema.location)
            }
        }
    }

    /// Notes a difference of types where alternatives are of others than the one schema is.
    private mutating func noteTypes(_ before: TypeSet, _ after: TypeSet) {
        let (one, several) = before.alternatives.isEmpty ? (before, after) : (after, before)
        guard !one.types.isEmpty, Set(several.alternatives) != Set(one.types) else { return }
        note(.types(old: before, new: after))
    }

    private func types(_ alternatives: Alternatives, _ resolver: SchemaResolver) -> [JSONType] {
        alternatives.schemas.flatMap { resolver.resolve($0).schema.types }
    }
}
