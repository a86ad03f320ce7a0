import DocumentTree

/// Finds schemas that consist of themselves: `A` is a reference to `B`, which is one to `A`, or a part of its own
/// `allOf`. No value could ever be checked against them (JSON Schema 2020-12 core §9.4.1).
enum ReferenceCycles {
    static func check(_ schemas: SchemaTable, log: inout DiagnosticLog) {
        var finished: Set<SchemaID> = []
        for entry in schemas.entries where !finished.contains(entry.id) {
            search(from: entry.id, in: schemas, finished: &finished, log: &log)
        }
    }

    /// Depth-first, with its own stack: chains of references may be longer than the thread's.
    private static func search(
        from start: SchemaID,
        in schemas: SchemaTable,
        finished: inout Set<SchemaID>,
        log: inout DiagnosticLog
    ) {
        var path: [(id: SchemaID, remaining: [SchemaID])] = [(start, parts(of: start, in: schemas))]
        var onPath: Set<SchemaID> = [start]
        while let (id, remaining) = path.last {
            guard let next = remaining.last else {
                path.removeLast()
                onPath.remove(id)
                finished.insert(id)
                continue
            }
            path[path.count - 1].remaining.removeLast()
            if onPath.contains(next) {
                report(id, leadingBackTo: next, in: schemas, log: &log)
            } else if !finished.contains(next) {
                onPath.insert(next)
                path.append((next, parts(of: next, in: schemas)))
            }
        }
    }

    /// What a value must match to match the schema: where its references lead, through `allOf` too.
    private static func parts(of id: SchemaID, in schemas: SchemaTable) -> [SchemaID] {
        guard let schema = schemas[id]?.schema else { return [] }
        var found: [SchemaID] = []
        var waiting = [schema]
        while let schema = waiting.popLast() {
            if let reference = schema.reference { found.append(reference) }
            waiting += schema.allOf
        }
        return found
    }

    private static func report(
        _ id: SchemaID,
        leadingBackTo start: SchemaID,
        in schemas: SchemaTable,
        log: inout DiagnosticLog
    ) {
        guard let entry = schemas[id] else { return }
        let name = schemas[start]?.name ?? start.pointer
        log.error(
            "reference-cycle",
            "the schema '\(entry.name.escapedForMessage)' refers to '\(name.escapedForMessage)', which consists of it",
            at: entry.nameLocation,
            help: "a schema may refer to itself in its properties and items, not as a whole"
        )
    }
}
