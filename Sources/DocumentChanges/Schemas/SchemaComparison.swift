internal import DocumentTree
internal import OpenAPI

/// Compares the keywords of two schemas; the schemas written in them become children.
struct SchemaComparison {
    var old: ResolvedSchema
    var new: ResolvedSchema
    var findings: [SchemaFinding] = []
    var children: [SchemaPair.Child] = []

    init(old: ResolvedSchema, new: ResolvedSchema) {
        self.old = old
        self.new = new
    }

    mutating func run(_ graph: inout SchemaGraph) {
        if compareListedTypes() { return }
        unwrap(graph)
        if isOneConjunction(&graph) || compareWrapping(&graph) { return }
        compareTypes(graph)
        compareNull()
        for keyword in LimitKeyword.all { note(keyword.finding(old.schema, new.schema)) }
        compareValues()
        compareAnnotations()
        compareProperties(&graph)
        compareParts(&graph)
        compareCompositions(&graph)
    }

    // MARK: Noting

    mutating func note(_ difference: SchemaFinding.Difference?, old: SourceLocation? = nil, new: SourceLocation? = nil)
    {
        guard let difference else { return }
        note(.keyword(difference), old: old, new: new)
    }

    mutating func note(_ kind: SchemaFinding.Kind, old: SourceLocation? = nil, new: SourceLocation? = nil) {
        findings.append(
            SchemaFinding(kind: kind, old: old ?? self.old.schema.location, new: new ?? self.new.schema.location))
    }

    // MARK: Spellings of one thing

    /// Takes off a composition of one, or an alternative to null, that only one of the schemas has.
    private mutating func unwrap(_ graph: SchemaGraph) {
        if let sole = graph.new.sole(new, beside: old.schema) { new = sole }
        if let sole = graph.old.sole(old, beside: new.schema) { old = sole }
        let (oldInner, newInner) = (graph.old.nonNull(old), graph.new.nonNull(new))
        switch (oldInner, newInner) {
        case (nil, let inner?): new = inner
        case (let inner?, nil): old = inner
        default: break
        }
    }

    /// Whether one schema says in several parts what the other says in one; then its properties are compared with those.
    private mutating func isOneConjunction(_ graph: inout SchemaGraph) -> Bool {
        let parts = old.schema.allOf + new.schema.allOf
        guard old.schema.allOf.isEmpty != new.schema.allOf.isEmpty, !parts.contains(where: \.isAnnotation)
        else { return false }
        var (oldParts, newParts) = (Conjunction(graph.old), Conjunction(graph.new))
        guard let before = oldParts.merged(old.schema), let after = newParts.merged(new.schema) else { return false }
        var comparison = SchemaComparison(
            old: ResolvedSchema(schema: before, name: old.name), new: ResolvedSchema(schema: after, name: new.name))
        comparison.run(&graph)
        guard comparison.findings.isEmpty else { return false }
        children = comparison.children
        return true
    }

    /// Alternatives that are types and nothing else are compared as a list of types.
    ///
    /// - Returns: Whether that is all there is to say.
    private mutating func compareListedTypes() -> Bool {
        let (before, after) = (old.schema.listedTypes, new.schema.listedTypes)
        guard before != nil || after != nil, let before = before ?? soleType(of: old.schema),
            let after = after ?? soleType(of: new.schema)
        else { return false }
        let removed = before.filter { !after.contains($0) && !($0 == "integer" && after.contains("number")) }
        let added = after.filter { !before.contains($0) }
        if removed == ["null"] {
            note(.init("became-not-nullable", .narrows, "null is no longer allowed"))
        } else if !removed.isEmpty {
            note(.init("list-of-types-narrowed", .narrows, "\(Self.list(removed)) is no longer among the types"))
        }
        if added == ["null"] {
            note(.init("became-nullable", .widens, "null is allowed now"))
        } else if !added.isEmpty {
            note(.init("list-of-types-widened", .widens, "\(Self.list(added)) is among the types now"))
        }
        compareValues()
        compareAnnotations()
        return true
    }

    /// The type of a schema that says nothing else of values but which ones they are.
    private func soleType(of schema: Schema) -> [String]? {
        schema.types.count == 1 && schema.withoutAnnotations.allSatisfy(["type", "enum", "const"].contains)
            ? schema.typeNames : nil
    }

    // MARK: Types

    private mutating func compareTypes(_ graph: SchemaGraph) {
        let before = TypeSet(old.schema, items: old.schema.items.map { graph.old.resolve($0).schema })
        let after = TypeSet(new.schema, items: new.schema.items.map { graph.new.resolve($0).schema })
        if before != after { note(.types(old: before, new: after)) }
        if old.schema.isNever != new.schema.isNever {
            let isNever = new.schema.isNever
            note(
                .init(
                    isNever ? "became-impossible" : "became-possible", isNever ? .narrows : .widens,
                    isNever ? "no value is allowed any more" : "values are allowed now"))
        }
    }

    /// Where only one of the two states types, null belongs to every type of the other.
    private mutating func compareNull() {
        guard old.schema.types.isEmpty == new.schema.types.isEmpty, old.schema.isNullable != new.schema.isNullable
        else { return }
        note(
            new.schema.isNullable
                ? .init("became-nullable", .widens, "null is allowed now")
                : .init("became-not-nullable", .narrows, "null is no longer allowed"))
    }

    /// `a, b and c`, each in backquotes.
    static func list(_ names: [String]) -> String {
        let quoted = names.map { "`\($0)`" }
        guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
        return "\(quoted.dropLast().joined(separator: ", ")) and \(last)"
    }
}
