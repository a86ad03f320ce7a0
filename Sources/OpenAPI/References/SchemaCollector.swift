import DocumentTree

/// Gathers every schema that has an identity, each once: the components first, then what references lead to, in the
/// order in which the references were met.
final class SchemaCollector {
    private(set) var table = SchemaTable()
    private var known: Set<SchemaID> = []
    private var waiting: [ReferenceTarget] = []
    private var nextWaiting = 0

    /// Notes that a reference leads to a schema, which is read later if it was not met before.
    func expect(_ target: ReferenceTarget) {
        if known.insert(target.id).inserted { waiting.append(target) }
    }

    /// Notes a component that is going to be read.
    func begin(_ id: SchemaID) {
        known.insert(id)
    }

    /// The next schema that is to be read.
    func next() -> ReferenceTarget? {
        guard nextWaiting < waiting.count else { return nil }
        defer { nextWaiting += 1 }
        return waiting[nextWaiting]
    }

    func add(_ entry: SchemaTable.Entry) {
        table.add(entry)
    }
}
