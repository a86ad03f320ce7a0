import GRDB

/// The database of a data folder, read beside the server that works with it.
struct StoreReader: Sendable {
    let queue: DatabaseQueue

    init(_ folder: ContentFolder) throws {
        if BackupMarker.read(folder.path) == .incomplete { throw DataFolderError.incompleteBackup(folder: folder.path) }
        guard folder.hasDatabase else { throw DataFolderError.noLibrary(folder: folder.path) }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        queue = try DatabaseQueue(path: folder.databasePath, configuration: configuration)
    }

    /// All content that the library knows, as of one instant.
    func objects() throws -> [ContentObjectRecord] {
        try queue.read { db in try ContentObjectRecord.order(Column("id")).fetchAll(db) }
    }

    /// Where the content of libraries is, each backing with how many objects are there.
    func objectsByBacking() throws -> [StorageBacking: Int] {
        try queue.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT backing, sum(objects) AS objects FROM (
                        SELECT backing, count(*) AS objects FROM content_object GROUP BY backing
                        UNION ALL SELECT DISTINCT backing, 0 FROM library) GROUP BY backing
                    """)
            return Dictionary(uniqueKeysWithValues: rows.map { ($0["backing"], $0["objects"]) })
        }
    }

    /// The folders of the backings, as they are beside the server that works with them.
    /// - Throws: ``DataFolderError`` if the datastores are not as they must be.
    func backings(_ data: ContentFolder, datastores: [Datastore]) throws -> StorageBackings {
        try StorageBackings(
            data: data, datastores: datastores, serverGuid: queue.read(ServerIdentity.guid),
            open: StorageBackings.reading)
    }

    func knows(_ object: String) throws -> Bool {
        try queue.read { db in try ContentObjectRecord.exists(db, key: object) }
    }

    /// What SQLite finds wrong with the database.
    func faults() throws -> [String] {
        try queue.read { db in
            let broken = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
            let dangling = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { row in
                "a row of \(row["table"] as String? ?? "?") refers to none of \(row["parent"] as String? ?? "?")"
            }
            return broken + dangling
        }
    }

    /// The committed files that an object is the content of, as `library/item/file`.
    func files(of object: String) throws -> [String] {
        try queue.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT library.name || '/' || library_item.name || '/' || item_file.name FROM item_file
                    JOIN library_item ON library_item.id = item_id JOIN library ON library.id = library_id
                    WHERE object_id = ? ORDER BY 1
                    """, arguments: [object])
        }
    }
}
