import Foundation
import GRDB

/// How a subscribed library reaches its publisher (`library.SubscriptionInfo`), and how the last synchronization went.
struct SubscriptionRecord: StoreRecord, Equatable {
    static let databaseTableName = "library_subscription"

    var libraryId: String
    var subscriptionUrl: String
    var authenticationMethod: FeedAuthentication
    var userName: String?
    var password: String?
    var sslThumbprint: String?
    var sslCertificate: String?
    var automaticSyncEnabled: Bool
    var onDemand: Bool
    var publisherId: String
    var publisherVersion: String?
    var isSyncing: Bool
    var lastAttemptTime: Date?
    var lastSyncTime: Date?
    var lastError: LibraryMessage?

    /// - Throws: NotFound where there is no such library; InvalidElementType where it is local.
    static func find(_ db: Database, library id: String) throws -> SubscriptionRecord {
        let library = try LibraryRecord.find(db, id: id)
        guard library.type == .subscribed, let subscription = try lookUp(db, id: id) else {
            throw LibraryError(
                .invalidElementType,
                LibraryMessage("library.not_of_type_subscribed", "The library {0} is not subscribed.", id))
        }
        return subscription
    }

    /// Makes a library one that mirrors nobody, with the items that it has.
    /// - Returns: the staged bytes that nobody goes on with.
    static func end(_ db: Database, library id: String) throws -> Set<String> {
        let staged = try SubscribedFileRecord.forgetStaged(db, library: id)
        for sql in [
            "DELETE FROM subscribed_item WHERE item_id IN (SELECT id FROM library_item WHERE library_id = ?)",
            "UPDATE library_item SET source_id = NULL WHERE library_id = ?",
            "DELETE FROM subscription WHERE subscribed_library_id = ?",
            "DELETE FROM library_subscription WHERE library_id = ?",
        ] { try db.execute(sql: sql, arguments: [id]) }
        return staged
    }
}

/// What a published library is pushed through (`library.Subscriptions`).
struct PushRecord: StoreRecord, Equatable {
    static let databaseTableName = "subscription"

    var id: String
    var libraryId: String
    var subscribedLibraryId: String
    var creationTime: Date
}
