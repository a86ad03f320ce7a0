import DocumentTree

/// Every `operationId` is unique (OpenAPI 3.0.3 §4.7.10.1), and links name one that exists (§4.7.20.1).
enum OperationIDs {
    static func check(_ operations: [Operation], log: inout DiagnosticLog) {
        var first: [String: SourceLocation] = [:]
        for operation in operations {
            guard let id = operation.operationID, let location = operation.operationIDLocation else { continue }
            guard let other = first[id] else {
                first[id] = location
                continue
            }
            // One description that references lead to from several paths.
            if other.isSame(as: location) { continue }
            log.warning(
                "duplicate-operation-id",
                "the operationId '\(id.escapedForMessage)' was used before, at \(other.printed(from: location))",
                at: location,
                help: "give each operation its own"
            )
        }
        for link in operations.flatMap(\.responses).flatMap(\.links) {
            guard let id = link.operationID, first[id] == nil else { continue }
            let near = Spelling.closest(to: id, among: first.keys.sorted())
            log.warning(
                "unknown-operation-id",
                "the link '\(link.name.escapedForMessage)' leads to the operation '\(id.escapedForMessage)', which does not exist",
                at: link.location,
                help: near.map { "did you mean '\($0)'?" }
            )
        }
    }
}

extension Document {
    /// The operations of all paths and webhooks, each followed by those of its callbacks.
    var everyOperation: [Operation] {
        var found: [Operation] = []
        func add(_ items: [PathItem]) {
            for operation in items.flatMap(\.operations) {
                found.append(operation)
                for callback in operation.callbacks { add(callback.pathItems) }
            }
        }
        add(paths)
        add(webhooks)
        return found
    }
}

extension SourceLocation {
    /// Whether both are one place of one file.
    func isSame(as other: SourceLocation) -> Bool {
        file === other.file && line == other.line && column == other.column
    }

    /// The place for a message about another one: `line 3`, or `other.yaml:3` in another file.
    func printed(from place: SourceLocation) -> String {
        file === place.file ? "line \(line)" : "\(file.path):\(line)"
    }
}
