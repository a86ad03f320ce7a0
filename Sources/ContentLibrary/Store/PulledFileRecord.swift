import Foundation
import GRDB

/// Where a PULL file of an update session comes from.
struct PulledFileRecord: StoreRecord, Equatable {
    static let databaseTableName = "pulled_file"

    var id: Int64?
    var sessionId: String
    var name: String
    var uri: String
    var userInformation: String?
    var thumbprint: String?
    var certificate: String?

    init(_ source: PullSource, name: String, session: String) {
        sessionId = session
        self.name = name
        uri = source.uri
        userInformation = source.userInformation
        thumbprint = source.thumbprint
        certificate = source.certificate
    }

    var source: PullSource {
        PullSource(uri: uri, userInformation: userInformation, thumbprint: thumbprint, certificate: certificate)
    }

    static func find(_ db: Database, session: String, name: String) throws -> PulledFileRecord? {
        try fetchOne(db, key: ["session_id": session, "name": name])
    }

    /// The file that waits longest for the server to fetch it.
    static func nextWaiting(_ db: Database) throws -> PulledFileRecord? {
        try fetchOne(
            db,
            sql: """
                SELECT pulled_file.* FROM update_session_file
                JOIN update_session ON update_session.id = session_id AND state = 'ACTIVE'
                JOIN pulled_file USING (session_id, name)
                WHERE source_type = 'PULL' AND status = 'WAITING_FOR_TRANSFER'
                ORDER BY pulled_file.id LIMIT 1
                """)
    }
}

extension UpdateSessionRecord {
    /// The sessions that have a file which the server fetches or is about to.
    static let fetching = SessionFileRecord.select(Column("session_id")).filter(
        Column("source_type") == FileSourceType.pull.rawValue
            && FileTransferStatus.unfinished.map(\.rawValue).contains(Column("status")))

    /// The sessions that are to be completed and have all files.
    static func arrived(_ db: Database) throws -> [String] {
        try filter(Column("state") == UpdateSessionState.active.rawValue && Column("completing") == true)
            .filter(!fetching.contains(Column("id")))
            .select(Column("id"), as: String.self).order(Column("id")).fetchAll(db)
    }

    /// Sessions whose time is not over: one for which the server fetches, or that it completes, is not idle, however
    /// long that takes.
    static func living(at now: Date) -> QueryInterfaceRequest<UpdateSessionRecord> {
        filter(
            Column("expiration_time") > now
                || Column("state") == UpdateSessionState.active.rawValue
                    && (Column("completing") == true || fetching.contains(Column("id")))
        )
    }

    func isOver(at now: Date, _ db: Database) throws -> Bool {
        guard expirationTime <= now else { return false }
        return try Self.living(at: now).filter(Column("id") == id).isEmpty(db)
    }
}

extension FileTransferStatus {
    /// Where the transfer is not over.
    static let unfinished: [FileTransferStatus] = [.waitingForTransfer, .transferring, .validating]
}
