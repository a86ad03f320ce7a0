import GRDB

/// The content objects that somebody let go of: garbage, unless somebody else still holds them.
enum ReleasedObjects {
    /// Gives up the released objects that nobody refers to, and forgets the others.
    ///
    /// From here on nothing can refer to what is returned, so its bytes may go. Each stays listed until they are gone.
    static func giveUp(_ db: Database) throws -> [String] {
        try db.execute(
            sql: """
                DELETE FROM released_object WHERE
                    EXISTS (SELECT 1 FROM item_file WHERE object_id = released_object.id)
                    OR EXISTS (SELECT 1 FROM update_session_file WHERE object_id = released_object.id)
                    OR EXISTS (SELECT 1 FROM subscribed_file WHERE object_id = released_object.id)
                    OR EXISTS (SELECT 1 FROM download_session_file WHERE object_id = released_object.id)
                """)
        try db.execute(sql: "DELETE FROM content_object WHERE id IN (SELECT id FROM released_object)")
        return try String.fetchAll(db, sql: "SELECT id FROM released_object ORDER BY id")
    }

    static func any(_ db: Database) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM released_object)") ?? false
    }

    static func forget(_ ids: [String], _ db: Database) throws {
        for id in ids {
            try db.execute(sql: "DELETE FROM released_object WHERE id = ?", arguments: [id])
        }
    }
}
