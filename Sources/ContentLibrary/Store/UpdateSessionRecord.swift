import Foundation
import GRDB

/// An update session (`UpdateSessionModel`).
struct UpdateSessionRecord: StoreRecord, Equatable {
    static let databaseTableName = "update_session"

    var id: String
    var itemId: String
    var user: String
    var state: UpdateSessionState
    var itemContentVersion: Int64
    var clientProgress: Int64
    var warningBehavior: [WarningBehavior]
    var errorMessage: LibraryMessage?
    var expirationTime: Date
    /// `complete` was called, and files that the server fetches are still on their way.
    var completing = false
    /// What the client may know of the content before it completes; nil is UNAVAILABLE.
    var preview: ContentPreview?

    static func active(_ db: Database, onItem item: String) throws -> UpdateSessionRecord? {
        try filter(Column("item_id") == item && Column("state") == UpdateSessionState.active.rawValue).fetchOne(db)
    }
}

extension UpdateSessionRecord {
    /// As it is decoded anyway, but with less ado: no other record is read so often.
    init(row: Row) throws {
        self.init(
            id: try row.decode(forColumn: "id"), itemId: try row.decode(forColumn: "item_id"),
            user: try row.decode(forColumn: "user"), state: try row.choice("state"),
            itemContentVersion: try row.decode(forColumn: "item_content_version"),
            clientProgress: try row.decode(forColumn: "client_progress"),
            warningBehavior: try row.list("warning_behavior"), errorMessage: try row.structure("error_message"),
            expirationTime: try row.time("expiration_time"), completing: try row.decode(forColumn: "completing"),
            preview: try row.structure("preview"))
    }
}

/// A file of an update session (`updatesession.File.Info`).
struct SessionFileRecord: StoreRecord, Equatable {
    static let databaseTableName = "update_session_file"

    var sessionId: String
    var name: String
    var position: Int64
    var sourceType: FileSourceType
    var declaredSize: Int64?
    var declaredAlgorithm: ChecksumAlgorithm?
    var declaredChecksum: String?
    var status: FileTransferStatus
    var uploadId: String?
    var objectId: String?
    var size: Int64?
    var errorMessage: LibraryMessage?
    var keepInStorage: Bool?
    /// The archive that brought the file.
    var archive: String?

    var declared: Checksum? {
        guard let declaredAlgorithm, let declaredChecksum else { return nil }
        return Checksum(known: declaredAlgorithm, declaredChecksum)
    }

    var facts: UpdateSessionFacts.File {
        UpdateSessionFacts.File(name: name, source: sourceType, status: status, upload: uploadId)
    }

    static func all(_ db: Database, session: String) throws -> [SessionFileRecord] {
        try all(db, "WHERE session_id = ? ORDER BY position, name", [session])
    }

    /// A file of the session as the item has it.
    init(unchanged file: ItemFileRecord, size: Int64, session: String) {
        sessionId = session
        name = file.name
        position = file.position
        sourceType = .none
        status = .ready
        objectId = file.objectId
        self.size = size
    }

    /// A file that came in an archive.
    init(unpacked file: UnpackedFile, from archive: SessionFileRecord, position: Int64) {
        sessionId = archive.sessionId
        name = file.name
        self.position = position
        sourceType = archive.sourceType
        status = .ready
        objectId = file.content.objectId
        size = file.content.size
        keepInStorage = file.keepInStorage
        self.archive = archive.name
    }

    /// A file of the session that waits for its bytes.
    init(expecting file: FileAddition, position: Int64, session: String) {
        sessionId = session
        name = file.name
        self.position = position
        sourceType = file.source
        declaredSize = file.size
        declaredAlgorithm = file.checksum?.algorithm
        declaredChecksum = file.checksum?.value
        status = .waitingForTransfer
        keepInStorage = file.keepInStorage
    }
}
