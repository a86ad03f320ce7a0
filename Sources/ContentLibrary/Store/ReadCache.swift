import Synchronization

/// What was read since the last write, by what it was asked for.
///
/// As long as nobody writes, what was read is what the database has; SQLite keeps its pages by the same rule. While
/// somebody writes, everything is read.
final class ReadCache: Sendable {
    private struct Key: Hashable {
        var type: ObjectIdentifier
        var id: String
    }

    private struct State {
        var values: [Key: any Sendable] = [:]
        var writers = 0
        /// How many writes have begun.
        var writes = 0
    }

    private static let capacity = 10_000
    private let state = Mutex(State())

    /// The value that an identifier leads to.
    /// - Parameter read: reads it; all that it depends on is the database.
    func value<Value: Sendable>(of id: String, read: () throws -> Value) rethrows -> Value {
        let key = Key(type: ObjectIdentifier(Value.self), id: id)
        let (known, writes) = state.withLock { ($0.values[key], $0.writes) }
        if let known, let value = known as? Value { return value }
        let value = try read()
        state.withLock { state in
            // What somebody began to write meanwhile may be in the value, or not.
            guard state.writes == writes, state.writers == 0 else { return }
            if state.values.count >= Self.capacity { state.values = [:] }
            state.values[key] = value
        }
        return value
    }

    /// Comes before a transaction begins to write.
    func willWrite() {
        state.withLock { state in
            state.writers += 1
            state.writes += 1
            state.values = [:]
        }
    }

    /// Comes when the transaction has ended.
    func didWrite() {
        state.withLock { $0.writers -= 1 }
    }
}
