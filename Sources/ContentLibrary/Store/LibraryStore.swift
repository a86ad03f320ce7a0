import GRDB

/// The SQLite database: many readers at once, one writer, and a commit that is on the disk when it returns.
struct LibraryStore: Sendable {
    private let pool: DatabasePool

    init(path: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = 4
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

    /// Reads on the calling thread, which waits: for what opens the library.
    func readNow<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try pool.read(body)
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        // Not `pool.read`: that gives the reader back on one of Swift's cooperative threads, and `close`, which waits for
        // every reader, may be what keeps the last of them.
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncRead { db in continuation.resume(with: Result { try body(db.get()) }) }
        }
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

/// A record whose properties are its table's columns, in Swift's spelling.
protocol StoreRecord: Codable, FetchableRecord, PersistableRecord, Sendable {}

extension StoreRecord {
    /// The record of an identifier as a client sent it: every look-up by one is made here.
    ///
    /// SQLite takes text to end at NUL, so an identifier with a NUL would find what the part before it names.
    static func lookUp(_ db: Database, id: String) throws -> Self? {
        guard !id.utf8.contains(0) else { return nil }
        return try fetchOne(db, key: id)
    }

    static var databaseColumnDecodingStrategy: DatabaseColumnDecodingStrategy { .convertFromSnakeCase }
    static var databaseColumnEncodingStrategy: DatabaseColumnEncodingStrategy { .convertToSnakeCase }
}
