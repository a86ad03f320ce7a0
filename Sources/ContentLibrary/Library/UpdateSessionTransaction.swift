import Foundation
import GRDB

/// Runs the update session's machine against the store: loads state and facts, and does what the machine decides.
struct UpdateSessionTransaction {
    /// What became of an event.
    struct Transition: Sendable {
        /// The session afterwards; nil if there is none any more.
        var session: UpdateSessionRecord?
        /// Uploads to end once the transaction is committed.
        var aborted: [String] = []
        /// What to tell the caller once the transaction is committed.
        var refusal: LibraryError?
    }

    let transaction: LibraryTransaction
    /// What the adapter found in the content, for events that depend on it.
    let inspection: ContentInspection?
    var db: Database { transaction.db }

    init(_ transaction: LibraryTransaction, inspection: ContentInspection? = nil) {
        self.transaction = transaction
        self.inspection = inspection
    }

    /// - Throws: what the machine refuses without any change. A refusal that comes with a change (an expired session
    ///   is deleted *and* NotFound) is in the result, so that throwing it does not roll the change back.
    func run(_ event: UpdateSessionEvent, on id: String) throws -> Transition {
        guard let session = try UpdateSessionRecord.lookUp(db, id: id) else {
            _ = try UpdateSessionMachine.run(event, in: nil, facts: UpdateSessionFacts(id: id))
            throw LibraryError.notFound(.updateSession, id)
        }
        guard try !session.isOver(at: transaction.now, db) else {
            var result = try apply(.expire, to: session)
            result.refusal = .notFound(.updateSession, id)
            return result
        }
        return try apply(event, to: session)
    }

    /// Deletes a session whose time is over.
    ///
    /// - Returns: uploads to end once the transaction is committed.
    func expire(_ id: String) throws -> [String] {
        guard let session = try UpdateSessionRecord.lookUp(db, id: id), try session.isOver(at: transaction.now, db)
        else {
            return []
        }
        return try apply(.expire, to: session).aborted
    }

    /// Begins a session on an item, unless another one is ACTIVE on it.
    func create(on item: ItemRecord, by user: Principal, warningBehavior: [WarningBehavior]) throws -> Transition {
        var aborted: [String] = []
        var holder = try UpdateSessionRecord.active(db, onItem: item.id)
        if let session = holder, try session.isOver(at: transaction.now, db) {
            aborted = try apply(.expire, to: session).aborted
            holder = nil
        }
        let facts = UpdateSessionFacts(
            id: holder?.id ?? "", itemId: item.id, adapter: ContentAdapter(type: item.type))
        let outcome = try UpdateSessionMachine.run(
            .create(warningBehavior: warningBehavior), in: holder?.state, facts: facts)
        let session = UpdateSessionRecord(
            id: transaction.ids.next(), itemId: item.id, user: user.name, state: .active,
            itemContentVersion: item.contentVersion, clientProgress: 0, warningBehavior: [],
            expirationTime: transaction.now)
        try session.insert(db)
        var result = try commit(outcome, to: session)
        try transaction.checkUpdateSessionCount(of: user)
        result.aborted += aborted
        return result
    }

    /// - Throws: `ContentInspection.Outdated` where the content is no longer what was inspected.
    func facts(of session: UpdateSessionRecord) throws -> UpdateSessionFacts {
        let files = try SessionFileRecord.all(db, session: session.id)
        let item = try ItemRecord.find(db, id: session.itemId)
        if let inspection, session.state == .active {
            let content = try SessionContent(item: item, files: files, db)
            guard inspection.content == content else { throw ContentInspection.Outdated() }
        }
        return UpdateSessionFacts(
            id: session.id, itemId: session.itemId, progress: session.clientProgress,
            isCompleting: session.completing, files: files.map(\.facts),
            itemFiles: Set(try ItemFileRecord.all(db, item: session.itemId).map(\.name)),
            adapter: ContentAdapter(type: item.type), missing: inspection?.missing ?? [],
            invalid: inspection?.invalid.map(\.name) ?? [], warnings: inspection?.preview?.warnings ?? [],
            warningBehavior: session.warningBehavior)
    }

    private func apply(_ event: UpdateSessionEvent, to session: UpdateSessionRecord) throws -> Transition {
        let outcome = try UpdateSessionMachine.run(event, in: session.state, facts: facts(of: session))
        return try commit(outcome, to: session)
    }

    private func commit(_ outcome: UpdateSessionOutcome, to session: UpdateSessionRecord) throws -> Transition {
        var result = Transition(session: session, refusal: outcome.refusal)
        var session = session
        for effect in outcome.effects {
            switch effect {
            case .abortUpload(let upload):
                result.aborted.append(upload)
            case .deleteSession:
                try session.delete(db)
            case .extendLifetime:
                session.expirationTime = transaction.now.addingTimeInterval(transaction.settings.sessionTimeout)
            case .startRetention:
                session.expirationTime = transaction.now.addingTimeInterval(
                    transaction.settings.finishedSessionRetention)
            case .setProgress(let progress):
                session.clientProgress = progress
            case .setWarningBehavior(let behavior):
                session.warningBehavior = behavior
            case .recordError(let message):
                session.errorMessage = message
            case .awaitPulls:
                session.completing = true
            case .setPreview(let preview):
                session.preview = preview
            case .commitFiles:
                try ItemCommit(transaction).commit(session, inspection)
            default:
                try SessionFileEffects(transaction, session: session).apply(effect)
            }
        }
        guard let state = outcome.state else {
            result.session = nil
            return result
        }
        session.state = state
        if state != .active { session.preview = nil }
        if session != result.session { try session.update(db) }
        result.session = session
        return result
    }
}
