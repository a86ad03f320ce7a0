import Foundation
import GRDB

/// Runs the download session's machine against the store.
struct DownloadSessionTransaction {
    /// What became of an event. The refusal is thrown once the transaction is committed.
    struct Transition: Sendable {
        var session: DownloadSessionRecord?
        var refusal: LibraryError?
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
        let facts = DownloadSessionFacts(
            id: id, progress: session.clientProgress,
            files: Dictionary(
                try DownloadFileRecord.all(db, session: id).map { ($0.name, $0.status) },
                uniquingKeysWith: { first, _ in first }))
        let outcome = try DownloadSessionMachine.run(expired ? .expire : event, in: session.state, facts: facts)
        return Transition(
            session: try commit(outcome, to: session), refusal: expired ? .notFound(.downloadSession, id) : nil)
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
            case .prepareFile(let name, let status):
                try db.execute(
                    sql: "UPDATE download_session_file SET status = ? WHERE session_id = ? AND name = ?",
                    arguments: [status.rawValue, session.id, name])
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
        for file in try ItemFileRecord.all(db, item: session.itemId) {
            guard let object = try ContentObjectRecord.fetchOne(db, key: file.objectId) else { continue }
            try DownloadFileRecord(
                sessionId: session.id, name: file.name, position: file.position, status: .unprepared,
                objectId: object.id,
                size: object.size, checksumAlgorithm: object.checksumAlgorithm, checksum: object.checksum,
                bytesTransferred: 0
            ).insert(db)
        }
    }
}
