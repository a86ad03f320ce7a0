import Foundation
import GRDB

/// Runs the download session's machine against the store.
struct DownloadSessionTransaction {
    /// What became of an event. The refusal is thrown once the transaction is committed.
    struct Transition: Sendable {
        var session: DownloadSessionRecord?
        var refusal: LibraryError?
        /// Whether content has to be fetched.
        var fetches = false
    }

    let transaction: LibraryTransaction
    var db: Database { transaction.db }

    init(_ transaction: LibraryTransaction) {
        self.transaction = transaction
    }

    func run(_ event: DownloadSessionEvent, on id: String) throws -> Transition {
        guard let session = try DownloadSessionRecord.lookUp(db, id: id) else {
            throw LibraryError.notFound(.downloadSession, id)
        }
        let expired = session.expirationTime <= transaction.now
        if !expired, session.state == .active, let name = event.prepared { try takeOver(name, session) }
        let facts = DownloadSessionFacts(
            id: id, progress: session.clientProgress,
            files: Dictionary(
                try DownloadFileRecord.all(db, session: id).map {
                    ($0.name, .init(status: $0.status, isHere: $0.objectId != nil))
                },
                uniquingKeysWith: { first, _ in first }))
        let outcome = try DownloadSessionMachine.run(expired ? .expire : event, in: session.state, facts: facts)
        return Transition(
            session: try commit(outcome, to: session), refusal: expired ? .notFound(.downloadSession, id) : nil,
            fetches: outcome.effects.contains(.fetchContent))
    }

    /// Deletes a session whose time is over.
    func expire(_ id: String) throws {
        guard let session = try DownloadSessionRecord.lookUp(db, id: id), session.expirationTime <= transaction.now
        else { return }
        let outcome = try DownloadSessionMachine.run(
            .expire, in: session.state, facts: DownloadSessionFacts(id: id, progress: session.clientProgress))
        _ = try commit(outcome, to: session)
    }

    func create(on item: ItemRecord, by user: Principal) throws -> DownloadSessionRecord? {
        let outcome = try DownloadSessionMachine.run(.create, in: nil, facts: DownloadSessionFacts())
        let session = DownloadSessionRecord(
            id: transaction.ids.next(), itemId: item.id, user: user.name, state: .active,
            itemContentVersion: item.contentVersion, clientProgress: 0, expirationTime: transaction.now)
        try session.insert(db)
        let created = try commit(outcome, to: session)
        try transaction.checkDownloadSessionCount(of: user)
        return created
    }

    private func commit(_ outcome: DownloadSessionOutcome, to before: DownloadSessionRecord) throws
        -> DownloadSessionRecord?
    {
        var session = before
        for effect in outcome.effects {
            switch effect {
            case .snapshotItemFiles: try snapshot(session)
            case .extendLifetime:
                session.expirationTime = transaction.now.addingTimeInterval(transaction.settings.sessionTimeout)
            case .startRetention:
                session.expirationTime = transaction.now.addingTimeInterval(
                    transaction.settings.finishedSessionRetention)
            case .setProgress(let progress): session.clientProgress = progress
            case .recordError(let message): session.errorMessage = message
            case .setPreparation(let name, let status, let failure):
                if var file = try DownloadFileRecord.find(db, name, session: session.id) {
                    file.status = status
                    file.errorMessage = failure
                    try file.update(db)
                }
            case .fetchContent: break
            case .releaseContent:
                try db.execute(
                    sql: "UPDATE download_session_file SET object_id = NULL WHERE session_id = ?",
                    arguments: [session.id])
            case .deleteSession: try session.delete(db)
            }
        }
        guard let state = outcome.state else { return nil }
        session.state = state
        if session != before { try session.update(db) }
        return session
    }

    private func snapshot(_ session: DownloadSessionRecord) throws {
        let files = try ItemFileRecord.all(db, item: session.itemId)
        if files.isEmpty { try announce(session) }
        for file in files {
            guard let object = try ContentObjectRecord.fetchOne(db, key: file.objectId) else { continue }
            try DownloadFileRecord(
                sessionId: session.id, name: file.name, position: file.position, status: .unprepared,
                objectId: object.id,
                size: object.size, checksumAlgorithm: object.checksumAlgorithm, checksum: object.checksum,
                bytesTransferred: 0
            ).insert(db)
        }
    }

    /// The files of an item whose content is not here, as the publisher describes them.
    private func announce(_ session: DownloadSessionRecord) throws {
        for file in try SubscribedFileRecord.all(db, item: session.itemId) {
            var record = DownloadFileRecord(
                sessionId: session.id, name: file.name, position: file.position, status: .unprepared,
                size: file.size ?? 0, checksumAlgorithm: .sha256, checksum: "", bytesTransferred: 0)
            try record.take(file, db)
            try record.insert(db)
        }
    }

    /// Content that came since the session began.
    private func takeOver(_ name: String, _ session: DownloadSessionRecord) throws {
        guard var record = try DownloadFileRecord.find(db, name, session: session.id), record.objectId == nil,
            let file = try SubscribedFileRecord.fetchOne(db, key: ["item_id": session.itemId, "name": name])
        else { return }
        try record.take(file, db)
        try record.update(db)
    }
}

extension DownloadFileRecord {
    static func find(_ db: Database, _ name: String, session: String) throws -> DownloadFileRecord? {
        try fetchOne(db, key: ["session_id": session, "name": name])
    }

    fileprivate mutating func take(_ file: SubscribedFileRecord, _ db: Database) throws {
        guard let id = file.objectId, let object = try ContentObjectRecord.fetchOne(db, key: id) else { return }
        objectId = id
        size = object.size
        checksumAlgorithm = object.checksumAlgorithm
        checksum = object.checksum
    }
}

extension DownloadSessionEvent {
    /// The file whose content has to be here.
    fileprivate var prepared: String? {
        switch self {
        case .prepareFile(let name), .preparationEnded(let name, _): name
        default: nil
        }
    }
}
