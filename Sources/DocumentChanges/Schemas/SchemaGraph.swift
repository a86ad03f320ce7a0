internal import DocumentTree
internal import OpenAPI

/// Two schemas that stand for each other in two documents, with what differs in their own keywords.
struct SchemaPair {
    /// A pair of schemas that are written in this one.
    struct Child {
        /// The way there, such as `items` or a property's name.
        var step: String
        var pair: Int
        /// Whether the schema says what is not allowed.
        var isNegated = false
        /// Whether it is one of `allOf`.
        var isConjunct = false
        /// Whether it is a property that must be there.
        var isRequired = false
    }

    var old: ResolvedSchema
    var new: ResolvedSchema
    var findings: [SchemaFinding] = []
    var children: [Child] = []
    /// Whether ``findings`` and ``children`` are known.
    var isCompared = false
}

/// All pairs of schemas that are compared, each once however many messages have it. Recursive schemas are cycles here.
struct SchemaGraph {
    private struct Key: Hashable {
        let old: SourceLocation
        let new: SourceLocation
    }

    let old: SchemaResolver
    let new: SchemaResolver
    private(set) var pairs: [SchemaPair] = []
    private let newNames: Set<String>
    private var indices: [Key: Int] = [:]
    private var waiting: [Int] = []
    /// How deep the search for equal alternatives is.
    private var depth = 0

    init(old: SchemaTable, new: SchemaTable) {
        self.old = SchemaResolver(table: old)
        self.new = SchemaResolver(table: new)
        newNames = Set(new.entries.map(\.name))
    }

    /// The pair of two schemas, which may not be compared yet.
    mutating func pair(_ old: Schema, _ new: Schema) -> Int {
        pair(self.old.resolve(old), self.new.resolve(new))
    }

    mutating func pair(_ old: ResolvedSchema, _ new: ResolvedSchema) -> Int {
        let key = Key(old: old.schema.location, new: new.schema.location)
        if let index = indices[key] { return index }
        let index = pairs.count
        indices[key] = index
        pairs.append(SchemaPair(old: old, new: new))
        waiting.append(index)
        return index
    }

    /// Whether two schemas are components by different names, of which the new document has both: they mean different
    /// things to its author even where they are the same.
    func hasBoth(_ old: Schema, _ new: Schema) -> Bool {
        guard let oldName = old.referenceName, new.reference != nil else { return false }
        return newNames.contains(oldName)
    }

    /// Compares what waits, and what that leads to.
    mutating func compareAll() {
        while let index = waiting.popLast() { compare(index) }
    }

    private mutating func compare(_ index: Int) {
        if pairs[index].isCompared { return }
        // Set before, so that a schema that leads to itself counts as the same there.
        pairs[index].isCompared = true
        var comparison = SchemaComparison(old: pairs[index].old, new: pairs[index].new)
        comparison.run(&self)
        pairs[index].findings = comparison.findings
        pairs[index].children = comparison.children
    }

    /// Whether nothing differs in two schemas and in all that they lead to.
    mutating func isSame(_ old: Schema, _ new: Schema) -> Bool {
        // A document could make the search as deep as it likes; beyond this the two count as different.
        guard depth < 32 else { return false }
        depth += 1
        defer { depth -= 1 }
        var stack = [pair(old, new)]
        var seen = Set(stack)
        while let index = stack.popLast() {
            compare(index)
            guard pairs[index].findings.isEmpty else { return false }
            for child in pairs[index].children where seen.insert(child.pair).inserted { stack.append(child.pair) }
        }
        return true
    }

    /// For each pair, whether it or a pair that it leads to has a finding.
    func pairsWithFindings() -> [Bool] {
        var parents: [[Int]] = Array(repeating: [], count: pairs.count)
        for (index, pair) in pairs.enumerated() {
            for child in pair.children { parents[child.pair].append(index) }
        }
        var result = pairs.map { !$0.findings.isEmpty }
        var stack = result.indices.filter { result[$0] }
        while let index = stack.popLast() {
            for parent in parents[index] where !result[parent] {
                result[parent] = true
                stack.append(parent)
            }
        }
        return result
    }
}
