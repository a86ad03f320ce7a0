import Foundation
import GRDB

/// A download session (`DownloadSessionModel`).
struct DownloadSessionRecord: StoreRecord, Equatable {
    static let databaseTableName = "download_session"

    var id: String
    var itemId: String
    var user: String
    var state: DownloadSessionState
    var itemContentVersion: Int64
    var clientProgress: Int64
    var errorMessage: LibraryMessage?
    var expirationTime: Date
}

/// A file of a download session (`downloadsession.File.Info`).
struct DownloadFileRecord: StoreRecord, Equatable {
    static let databaseTableName = "download_session_file"

    var sessionId: String
    var name: String
    var position: Int64
    var status: PrepareStatus
    /// Nil until the content is here, and once the session is over.
    var objectId: String?
    /// What the publisher says of a file that is not here; 0 where it does not.
    var size: Int64
    var checksumAlgorithm: ChecksumAlgorithm
    /// Empty where nobody knows it before the content is here.
    var checksum: String
    var bytesTransferred: Int64
    var endpointType = DownloadEndpointType.https
    /// What kept the file from being prepared.
    var errorMessage: LibraryMessage?

    static func all(_ db: Database, session: String) throws -> [DownloadFileRecord] {
        try all(db, "WHERE session_id = ? ORDER BY position, name", [session])
    }
}
