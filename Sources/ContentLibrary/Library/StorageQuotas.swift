import GRDB

/// How many bytes a library, and the whole store, may have (``LibraryLimits/libraryQuota``, ``LibraryLimits/storeQuota``).
///
/// A library has what its items have, each file counted where it is, and what was received for its active update sessions.
/// The store has the bytes that are on the disk.
struct StorageQuotas: Sendable {
    private let library: Int64?
    private let store: Int64?

    init(_ limits: LibraryLimits) {
        library = limits.libraryQuota
        store = limits.storeQuota
    }

    /// - Throws: UnableToAllocateResource if there would be more than there may be.
    func check(_ db: Database, library id: String, announced: Int64) throws {
        if let library, try libraryUsage(db, id) > library - announced {
            throw LibraryError.limit("library_quota", "A library has at most {0} bytes.", library)
        }
        if let store, try storeUsage(db) > store - announced {
            throw LibraryError.limit("store_quota", "The storage backing has at most {0} bytes of content.", store)
        }
    }

    /// How many bytes may still come into a session; nil for as many as the disk takes.
    func room(_ db: Database, session: String) throws -> Int64? {
        let rooms = [
            try library.map { library in
                let id = try UpdateSessionRecord.library(db, of: session)
                return library - (try id.map { try libraryUsage(db, $0) } ?? 0)
            },
            try store.map { $0 - (try storeUsage(db)) },
        ].compactMap(\.self)
        return rooms.min()
    }

    private func storeUsage(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT coalesce(sum(size), 0) FROM content_object") ?? 0
    }

    /// What the items have, what update sessions bring, and what is here of a publisher's items that are not whole yet.
    private func libraryUsage(_ db: Database, _ id: String) throws -> Int64 {
        try Int64.fetchOne(
            db,
            sql: """
                WITH siblings AS (SELECT id FROM library_item WHERE library_id = :library)
                SELECT (
                    SELECT coalesce(sum(size), 0) FROM item_file
                    JOIN content_object ON content_object.id = object_id
                    WHERE item_id IN (SELECT id FROM siblings)
                ) + (
                    SELECT coalesce(sum(update_session_file.size), 0) FROM update_session
                    JOIN update_session_file ON session_id = update_session.id
                    WHERE item_id IN (SELECT id FROM siblings) AND source_type <> 'NONE' AND object_id IS NOT NULL
                ) + (
                    SELECT coalesce(sum(content_object.size), 0) FROM subscribed_file
                    JOIN content_object ON content_object.id = object_id
                    WHERE item_id IN (SELECT id FROM siblings) AND NOT EXISTS (
                        SELECT 1 FROM item_file
                        WHERE item_file.item_id = subscribed_file.item_id AND item_file.object_id = content_object.id)
                )
                """, arguments: ["library": id]) ?? 0
    }
}

extension UpdateSessionRecord {
    /// The library whose item a session is on.
    static func library(_ db: Database, of session: String) throws -> String? {
        try String.fetchOne(
            db,
            sql: """
                SELECT library_id FROM library_item JOIN update_session ON item_id = library_item.id
                WHERE update_session.id = ?
                """, arguments: [session])
    }
}
