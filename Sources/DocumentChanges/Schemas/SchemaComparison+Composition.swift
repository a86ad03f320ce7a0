internal import DocumentTree
internal import OpenAPI

/// `allOf`, `oneOf` and `anyOf` (JSON Schema 2020-12 core §10.2.1). Their order means nothing, so their schemas are
/// matched: by the name of a reference, by being the same, by title, and last where one on either side is left.
extension SchemaComparison {
    mutating func compareCompositions(_ graph: inout SchemaGraph) {
        compareComposition("allOf", "all-of", \.allOf, isConjunction: true, &graph)
        compareComposition("oneOf", "one-of", \.oneOf, isConjunction: false, &graph)
        compareComposition("anyOf", "any-of", \.anyOf, isConjunction: false, &graph)
    }

    private mutating func compareComposition(
        _ keyword: String, _ id: String, _ path: KeyPath<Schema, [Schema]>, isConjunction: Bool,
        _ graph: inout SchemaGraph
    ) {
        let (before, after) = (old.schema[keyPath: path], new.schema[keyPath: path])
        if before.isEmpty, after.isEmpty { return }
        var matching = Matching(before, after)
        matching.run(&graph)
        for (left, right) in matching.pairs {
            children.append(
                .init(
                    step: "\(keyword)[\(Self.label(after[right], at: right))]",
                    pair: graph.pair(before[left], after[right]), isConjunct: isConjunction))
        }
        for index in matching.oldLeft {
            let schema = before[index]
            let suffix = isConjunction && schema.isAnnotation ? "-removed-annotation-only" : "-removed"
            note(
                .init(
                    id + suffix, Self.effect(isConjunction ? .widens : .narrows, of: schema, isConjunction),
                    "`\(keyword)` no longer has \(Self.phrase(schema, at: index))"), old: schema.location)
        }
        for index in matching.newLeft {
            let schema = after[index]
            let suffix = isConjunction && schema.isAnnotation ? "-added-annotation-only" : "-added"
            note(
                .init(
                    id + suffix, Self.effect(isConjunction ? .narrows : .widens, of: schema, isConjunction),
                    "`\(keyword)` has \(Self.phrase(schema, at: index)) now"), new: schema.location)
        }
    }

    private static func effect(_ effect: Effect, of schema: Schema, _ isConjunction: Bool) -> Effect {
        isConjunction && schema.isAnnotation ? .annotates : effect
    }

    /// `Dog` for a reference, a title, or the number.
    private static func label(_ schema: Schema, at index: Int) -> String {
        schema.referenceName ?? schema.title ?? "\(index + 1)"
    }

    private static func phrase(_ schema: Schema, at index: Int) -> String {
        schema.referenceName.map { "`\($0)`" } ?? schema.title.map { "`\($0)`" } ?? "schema \(index + 1)"
    }

    /// A schema that became one of several alternatives, or the other way round.
    ///
    /// - Returns: Whether that was so, and there is nothing else to say.
    mutating func compareWrapping(_ graph: inout SchemaGraph) -> Bool {
        if let alternatives = Self.alternatives(new.schema), Self.alternatives(old.schema) == nil,
            !old.schema.isAnnotation,
            old.schema.allOf.isEmpty || !old.schema.properties.isEmpty
        {
            return noteWrapping(
                of: old.schema, into: alternatives, isWrapped: true, same: { graph.isSame($0, $1) })
        }
        if let alternatives = Self.alternatives(old.schema), Self.alternatives(new.schema) == nil,
            !new.schema.isAnnotation,
            new.schema.allOf.isEmpty || !new.schema.properties.isEmpty
        {
            return noteWrapping(
                of: new.schema, into: alternatives, isWrapped: false, same: { graph.isSame($1, $0) })
        }
        return false
    }

    private mutating func noteWrapping(
        of schema: Schema, into alternatives: (id: String, keyword: String, schemas: [Schema]), isWrapped: Bool,
        same: (Schema, Schema) -> Bool
    ) -> Bool {
        let index = alternatives.schemas.firstIndex { same(schema, $0) }
        if let index {
            for (other, alternative) in alternatives.schemas.enumerated() where other != index {
                let phrase = Self.phrase(alternative, at: other)
                note(
                    isWrapped
                        ? .init("\(alternatives.id)-added", .widens, "\(phrase) is an alternative now")
                        : .init("\(alternatives.id)-removed", .narrows, "\(phrase) is no longer an alternative"),
                    old: isWrapped ? nil : alternative.location, new: isWrapped ? alternative.location : nil)
            }
            return true
        }
        guard isWrapped, alternatives.keyword == "oneOf" else { return false }
        note(
            .init(
                "wrapped-in-one-of", .replaces,
                "there are \(alternatives.schemas.count) alternatives where there was one schema, none of them like it")
        )
        return true
    }

    /// The alternatives of a schema that says nothing else of values.
    private static func alternatives(_ schema: Schema) -> (id: String, keyword: String, schemas: [Schema])? {
        guard schema.withoutComposition.isAnnotation, schema.allOf.isEmpty else { return nil }
        switch (schema.oneOf.isEmpty, schema.anyOf.isEmpty) {
        case (false, true): return ("one-of", "oneOf", schema.oneOf)
        case (true, false): return ("any-of", "anyOf", schema.anyOf)
        default: return nil
        }
    }
}

extension Schema {
    /// The last segment of `$ref`.
    var referenceName: String? {
        reference.map { id in
            let name = id.pointer.split(separator: "/").last.map(String.init)
            return name ?? id.filePath
        }
    }
}

/// Finds which schemas of two lists stand for each other.
private struct Matching {
    private let before: [Schema]
    private let after: [Schema]
    private(set) var pairs: [(Int, Int)] = []
    private(set) var oldLeft: [Int]
    private(set) var newLeft: [Int]

    init(_ before: [Schema], _ after: [Schema]) {
        self.before = before
        self.after = after
        oldLeft = Array(before.indices)
        newLeft = Array(after.indices)
    }

    mutating func run(_ graph: inout SchemaGraph) {
        match { left, right in left.reference != nil && left.referenceName == right.referenceName }
        match { left, right in !graph.hasBoth(left, right) && graph.isSame(left, right) }
        match { left, right in
            left.reference == nil && right.reference == nil && left.title != nil && left.title == right.title
        }
        // What is written in place on either side, if there is one, was changed.
        let oldInline = oldLeft.filter { before[$0].reference == nil }
        let newInline = newLeft.filter { after[$0].reference == nil }
        if oldInline.count == 1, newInline.count == 1 {
            pairs.append((oldInline[0], newInline[0]))
            oldLeft.removeAll { $0 == oldInline[0] }
            newLeft.removeAll { $0 == newInline[0] }
        }
    }

    private mutating func match(_ isMatch: (Schema, Schema) -> Bool) {
        for left in oldLeft {
            guard let position = newLeft.firstIndex(where: { isMatch(before[left], after[$0]) }) else { continue }
            pairs.append((left, newLeft.remove(at: position)))
            oldLeft.removeAll { $0 == left }
        }
    }
}
