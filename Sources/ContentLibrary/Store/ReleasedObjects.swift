import GRDB

/// A content object that is garbage, and where its bytes are.
struct ReleasedObject: Sendable {
    var id: String
    var backing: StorageBacking
}

/// The content objects that somebody let go of: garbage, unless somebody else still holds them.
enum ReleasedObjects {
    /// Gives up the released objects that nobody refers to, and forgets the others.
    ///
    /// From here on nothing can refer to what is returned, so its bytes may go. Each stays listed until they are gone.
    static func giveUp(_ db: Database) throws -> [ReleasedObject] {
        try db.execute(
            sql: """
                DELETE FROM released_object WHERE
                    EXISTS (SELECT 1 FROM item_file WHERE object_id = released_object.id)
                    OR EXISTS (SELECT 1 FROM update_session_file WHERE object_id = released_object.id)
                    OR EXISTS (SELECT 1 FROM subscribed_file WHERE object_id = released_object.id)
                    OR EXISTS (SELECT 1 FROM download_session_file WHERE object_id = released_object.id)
                """)
        // What was given up before there were several backings has no content_object any more.
        try db.execute(
            sql: """
                INSERT INTO garbage_object
                SELECT id, coalesce((SELECT backing FROM content_object WHERE content_object.id = released_object.id), ?)
                FROM released_object WHERE true ON CONFLICT DO NOTHING
                """, arguments: [StorageBacking.data])
        try db.execute(sql: "DELETE FROM content_object WHERE id IN (SELECT id FROM released_object)")
        try db.execute(sql: "DELETE FROM released_object")
        return try Row.fetchAll(db, sql: "SELECT id, backing FROM garbage_object ORDER BY id").map { row in
            ReleasedObject(id: row["id"], backing: row["backing"])
        }
    }

    static func any(_ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: "SELECT EXISTS (SELECT 1 FROM released_object) OR EXISTS (SELECT 1 FROM garbage_object)") ?? false
    }

    static func forget(_ ids: [String], _ db: Database) throws {
        for id in ids {
            try db.execute(sql: "DELETE FROM garbage_object WHERE id = ?", arguments: [id])
        }
    }
}
