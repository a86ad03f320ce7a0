import Foundation
import GRDB

/// A change of an item (`item.Changes`).
struct ItemChangeRecord: StoreRecord, Equatable {
    static let databaseTableName = "item_change"
    /// How many are kept of an item; the oldest go first.
    static let limit: Int64 = 1000
    /// How long the short form of a message is.
    static let shortLength = 80

    var itemId: String
    var version: Int64
    var time: Date
    var user: String?
    var message: String

    /// The message, cut where it is long.
    var shortMessage: String {
        message.count <= Self.shortLength ? message : message.prefix(Self.shortLength - 1) + "…"
    }

    /// Adds to the history of an item, in the transaction that changes it.
    static func add(_ message: String, to item: String, by user: String?, _ transaction: LibraryTransaction) throws {
        let last = try Int64.fetchOne(
            transaction.db, sql: "SELECT max(version) FROM item_change WHERE item_id = ?", arguments: [item])
        let change = ItemChangeRecord(
            itemId: item, version: (last ?? 0) + 1, time: transaction.now, user: user, message: message)
        try change.insert(transaction.db)
        try transaction.db.execute(
            sql: "DELETE FROM item_change WHERE item_id = ? AND version <= ?",
            arguments: [item, change.version - limit])
    }
}
