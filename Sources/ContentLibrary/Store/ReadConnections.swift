import GRDB
import Synchronization

/// Connections to the database that only read, each used by one reader at a time.
///
/// There are as many as were ever needed at once, so no reader waits for another, and the statements that each prepared
/// stay with it.
final class ReadConnections: Sendable {
    private struct State {
        var idle: [DatabaseQueue] = []
        var isClosed = false
    }

    private let path: String
    private let configuration: Configuration
    private let state = Mutex(State())

    /// - Parameter path: a database that somebody has open for writing, with WAL.
    init(path: String, configuration: Configuration) {
        self.path = path
        self.configuration = configuration
    }

    /// Reads as of one instant, on the calling thread.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        let connection = try take()
        defer { giveBack(connection) }
        return try connection.inDatabase { db in
            try db.cachedStatement(sql: "BEGIN").execute()
            do {
                let value = try body(db)
                try db.cachedStatement(sql: "COMMIT").execute()
                return value
            } catch {
                try db.cachedStatement(sql: "ROLLBACK").execute()
                throw error
            }
        }
    }

    /// Closes what nobody reads with, and the others when they are given back.
    func close() throws {
        let idle = state.withLock { state in
            state.isClosed = true
            defer { state.idle = [] }
            return state.idle
        }
        for connection in idle { try connection.close() }
    }

    private func take() throws -> DatabaseQueue {
        let idle = try state.withLock { state in
            guard !state.isClosed else { throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "closed") }
            return state.idle.popLast()
        }
        return try idle ?? DatabaseQueue(path: path, configuration: configuration)
    }

    private func giveBack(_ connection: DatabaseQueue) {
        let isClosed = state.withLock { state in
            if !state.isClosed { state.idle.append(connection) }
            return state.isClosed
        }
        // Nobody waits for this any more.
        if isClosed { try? connection.close() }
    }
}
