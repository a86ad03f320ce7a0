import GRDB

/// What the database of a backup says otherwise than the original.
enum BackupStore {
    /// Has all content be in the data folder.
    ///
    /// A library that had content elsewhere becomes another server's: as the same one it would take what the original put
    /// into the datastores since for its own garbage.
    static func bringHome(_ db: Database) throws {
        let home = StorageBacking.data
        let isElsewhere = try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM library WHERE backing <> ?1)
                    OR EXISTS (SELECT 1 FROM content_object WHERE backing <> ?1)
                    OR EXISTS (SELECT 1 FROM garbage_object WHERE backing <> ?1)
                """, arguments: [home])
        guard isElsewhere == true else { return }
        try db.execute(sql: "UPDATE library SET backing = ?1 WHERE backing <> ?1", arguments: [home])
        try db.execute(sql: "UPDATE content_object SET backing = ?1 WHERE backing <> ?1", arguments: [home])
        try db.execute(sql: "DELETE FROM garbage_object WHERE backing <> ?1", arguments: [home])
        try db.execute(sql: "UPDATE server_identity SET guid = ?", arguments: [IDSource.random.next()])
    }
}
