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

    /// An alternative in sentences.
    static func phrase(_ schema: Schema, at index: Int) -> String {
        schema.referenceName.map { "`\($0)`" } ?? schema.title.map { "`\($0)`" } ?? "schema \(index + 1)"
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
        func isSame(_ left: Schema, _ right: Schema) -> Bool {
            !graph.hasBoth(left, right) && graph.isSame(left, right)
        }
        for index in oldLeft where newLeft.contains(index) && isSame(before[index], after[index]) { pair(index, index) }
        // Each with each; of long lists that would be too many.
        if oldLeft.count * newLeft.count <= 10_000 { match(isSame) }
        match { left, right in
            left.reference == nil && right.reference == nil && left.title != nil && left.title == right.title
        }
        // What is written in place on either side, if there is one, was changed.
        let oldInline = oldLeft.filter { before[$0].reference == nil }
        let newInline = newLeft.filter { after[$0].reference == nil }
        if oldInline.count == 1, newInline.count == 1 {
            pair(oldInline[0], newInline[0])
        }
    }

    private mutating func match(_ isMatch: (Schema, Schema) -> Bool) {
        for left in oldLeft {
            if let right = newLeft.first(where: { isMatch(before[left], after[$0]) }) { pair(left, right) }
        }
    }

    private mutating func pair(_ left: Int, _ right: Int) {
        pairs.append((left, right))
        oldLeft.removeAll { $0 == left }
        newLeft.removeAll { $0 == right }
    }
}
