internal import DocumentTree

/// The changes found so far. What several operations meet through a shared component is one change of all of them.
struct ChangeLog {
    private struct Key: Hashable {
        let id: String
        let level: Change.Level
        let message: String
        let old: SourceLocation?
        let new: SourceLocation?
    }

    private var found: [(change: Change, operations: [OperationName])] = []
    private var indices: [Key: Int] = [:]

    /// The changes in the order in which they were first found.
    var changes: [Change] {
        found.map { change, operations in
            var change = change
            if !operations.isEmpty { change.scope = .operations(operations) }
            return change
        }
    }

    /// Adds a change that all operations of its scope meet. Changes of one operation are added one after the other.
    mutating func add(_ change: Change) {
        let key = Key(
            id: change.id, level: change.level, message: change.message, old: change.old, new: change.new)
        guard let index = indices[key] else {
            indices[key] = found.count
            found.append((change, change.operations))
            return
        }
        for operation in change.operations where found[index].operations.last != operation {
            found[index].operations.append(operation)
        }
    }
}
