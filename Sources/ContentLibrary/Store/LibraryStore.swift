import Foundation
import GRDB

/// The SQLite database: many readers at once, one writer, and a commit that is on the disk when it returns.
struct LibraryStore: Sendable {
    private static let longReaders = 4

    private let pool: DatabasePool
    private let readers = BlockingPool(label: "content-library.store", threads: longReaders)

    init(path: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        // Whoever looks something up does not wait for those who read at length.
        configuration.maximumReaderCount = Self.longReaders + ProcessInfo.processInfo.activeProcessorCount
        // Connections that are being opened, and other processes that read, may hold the lock for a moment.
        configuration.busyMode = .timeout(10)
        pool = try DatabasePool(path: path, configuration: configuration)
        // WAL alone loses the last commits with the power; FULL does not (sqlite.org/pragma.html#pragma_synchronous).
        // Only now: opening the pool turned WAL on, and GRDB sets NORMAL with it.
        try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
    }

    /// Whether no server ever worked with this database.
    func isNew() throws -> Bool {
        try pool.read { db in try Schema.migrator.appliedIdentifiers(db).isEmpty }
    }

    func migrate() throws {
        try Schema.migrator.migrate(pool)
    }

    /// Reads on the calling thread: a few rows that are found by their keys, which takes less time than to hand it over to
    /// another thread. Readers wait for no writer.
    func readNow<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try pool.read(body)
    }

    /// Reads at length, which keeps none of Swift's cooperative threads.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await readers.run { try readNow(body) }
    }

    /// One transaction: all of it happens, or, if `body` throws, nothing.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await pool.write(body)
    }

    /// What the connection that writes is asked outside of any transaction.
    func writeOutsideTransaction<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await pool.writeWithoutTransaction(body)
    }

    /// A write that takes place although the calling task is cancelled: what cleans up after it.
    func writeRegardless<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value
    {
        let pool = pool
        return try await Task { try await pool.write(body) }.value
    }

    func close() throws {
        try pool.close()
    }
}
