import GRDB

/// The SQLite database: many readers at once, one writer, and a commit that is on the disk when it returns.
struct LibraryStore: Sendable {
    private let pool: DatabasePool

    init(path: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { db in
            // WAL alone loses the last commits with the power; FULL does not (sqlite.org/pragma.html#pragma_synchronous).
            try db.execute(sql: "PRAGMA synchronous = FULL")
        }
        pool = try DatabasePool(path: path, configuration: configuration)
        try Schema.migrator.migrate(pool)
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await pool.read(body)
    }

    /// One transaction: all of it happens, or, if `body` throws, nothing.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await pool.write(body)
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
    static var databaseColumnDecodingStrategy: DatabaseColumnDecodingStrategy { .convertFromSnakeCase }
    static var databaseColumnEncodingStrategy: DatabaseColumnEncodingStrategy { .convertToSnakeCase }
}
