import GRDB

/// The SQLite database: many readers at once, one writer, and a commit that is on the disk when it returns.
struct LibraryStore: Sendable {
    private let writer: DatabaseQueue
    private let readers: ReadConnections
    private let cache = ReadCache()
    private let reading = BlockingPool(label: "content-library.store", threads: 4)

    init(path: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        // Whoever opens the database first after a kill holds all of its locks until the write-ahead log is recovered,
        // and whoever closes it last while the log goes (sqlite.org/wal.html): `verify` or `backup`, it may be, while
        // the server starts.
        configuration.busyMode = .timeout(10)
        readers = ReadConnections(path: path, configuration: configuration.forReading)
        configuration.journalMode = .wal
        writer = try DatabaseQueue(path: path, configuration: configuration)
        // WAL alone loses the last commits with the power; FULL does not (sqlite.org/pragma.html#pragma_synchronous).
        // Only now: opening it turned WAL on, and GRDB sets NORMAL with it.
        try writer.inDatabase { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
    }

    /// Whether no server ever worked with this database.
    func isNew() throws -> Bool {
        try readNow { db in try Schema.migrator.appliedIdentifiers(db).isEmpty }
    }

    func migrate() throws {
        try Schema.migrator.migrate(writer)
    }

    /// Reads on the calling thread: a few rows that are found by their keys, which takes less time than to hand that over
    /// to another thread.
    func readNow<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try readers.read(body)
    }

    /// Looks something up by its identifier, on the calling thread; where nobody wrote since it was looked up last, there
    /// is nothing to do.
    /// - Parameter body: finds it. All that it depends on is the database.
    func lookUp<Value: Sendable>(_ id: String, _ body: (Database) throws -> Value) throws -> Value {
        try cache.value(of: id) { try readers.read(body) }
    }

    /// Reads at length, which keeps no thread that others need.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await reading.run { [readers] in try readers.read(body) }
    }

    /// One transaction: all of it happens, or, if `body` throws, nothing.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        cache.willWrite()
        defer { cache.didWrite() }
        return try await writer.write(body)
    }

    /// What the connection that writes is asked outside of any transaction.
    func writeOutsideTransaction<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        cache.willWrite()
        defer { cache.didWrite() }
        return try await writer.writeWithoutTransaction(body)
    }

    /// A write that takes place although the calling task is cancelled: what cleans up after it.
    func writeRegardless<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value
    {
        try await Task { try await write(body) }.value
    }

    func close() throws {
        try readers.close()
        try writer.close()
    }
}

extension Configuration {
    /// The same for a connection that only reads.
    fileprivate var forReading: Configuration {
        var configuration = self
        configuration.readonly = true
        return configuration
    }
}
