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
