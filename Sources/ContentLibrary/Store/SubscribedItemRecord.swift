import Foundation
import GRDB

/// An item of a subscribed library, as its publisher last described it.
struct SubscribedItemRecord: StoreRecord, Equatable {
    static let databaseTableName = "subscribed_item"

    var itemId: String
    /// The publisher's, of its metadata and content together.
    var version: String
    /// Where its `item.json` is.
    var selfHref: String
    /// What everyone sees of the item is what the publisher described.
    var isCached: Bool
    /// Its files were asked for although the library downloads on demand.
    var wantsContent: Bool
    var lastSyncTime: Date
}

/// A file that the publisher's item has, with what of it is here.
struct SubscribedFileRecord: StoreRecord, Equatable {
    static let databaseTableName = "subscribed_file"

    var itemId: String
    var name: String
    var position: Int64
    /// Unset where the publisher does not say.
    var size: Int64?
    /// What the publisher knows this content of the file by.
    var tag: String
    var href: String
    /// The file, received and verified.
    var objectId: String?
    /// The bytes that came before a transfer was cut.
    var stagingId: String?
    /// What those bytes are a part of.
    var entityTag: String?

    static func all(_ db: Database, item: String) throws -> [SubscribedFileRecord] {
        try all(db, "WHERE item_id = ? ORDER BY position, name", [item])
    }

    /// Whether the publisher's item has files that are not here.
    static func anyMissing(_ db: Database, item: String) throws -> Bool {
        try !filter(Column("item_id") == item && Column("object_id") == nil).isEmpty(db)
    }

    /// The bytes that stay when their transfer is cut.
    static func stagingIdentifiers(_ db: Database) throws -> Set<String> {
        try String.fetchSet(db, sql: "SELECT staging_id FROM subscribed_file WHERE staging_id IS NOT NULL")
    }

    /// Gives up what came of the files of a library.
    /// - Returns: the staged bytes that nobody goes on with.
    static func forgetStaged(_ db: Database, library: String) throws -> Set<String> {
        let before = try stagingIdentifiers(db)
        try db.execute(
            sql: """
                UPDATE subscribed_file SET staging_id = NULL, entity_tag = NULL
                WHERE item_id IN (SELECT id FROM library_item WHERE library_id = ?)
                """, arguments: [library])
        return before.subtracting(try stagingIdentifiers(db))
    }
}
