import GRDB
import Logging

/// Has content fetched that a download session asks for and that is not here: that of items of subscribed libraries that
/// download on demand, or do so later (`downloadsession.File.prepare`).
///
/// The whole item is fetched, since that is what a library shows. Nobody waits for it; the session's file says how far it is.
struct DownloadPreparation: Sendable {
    let environment: LibraryEnvironment
    private var sessions: DownloadSessionService { DownloadSessionService(environment: environment) }

    /// Begins to fetch the item of a session, and has its file follow.
    func begin(_ name: String, of session: DownloadSessionRecord) async {
        let synchronization: Task<Void, Never>?
        do {
            synchronization = try await SubscribedItemService(environment: environment).synchronize(
                session.itemId, content: true)
        } catch {
            return await end(name, of: session, error)
        }
        Task {
            await note(.preparationBegan(name: name), on: session.id)
            await synchronization?.value
            await end(name, of: session, nil)
        }
    }

    private func end(_ name: String, of session: DownloadSessionRecord, _ error: (any Error)?) async {
        let message = await failure(name, of: session, error)
        await note(.preparationEnded(name: name, failure: message), on: session.id)
    }

    /// Why the content is not here, if it is not.
    private func failure(
        _ name: String, of session: DownloadSessionRecord, _ error: (any Error)?
    ) async -> LibraryMessage {
        do {
            if let error { throw error }
            let known = try await environment.store.read { db in
                let item = try ItemRecord.find(db, id: session.itemId)
                return try SubscriptionRecord.lookUp(db, id: item.libraryId)?.lastError
            }
            return known
                ?? LibraryMessage("session.file.not_fetched", "The publisher's item has no file {0} any more.", name)
        } catch {
            return LibrarySynchronization.message(error)
        }
    }

    /// A session that ended meanwhile does not hear of it any more.
    private func note(_ event: DownloadSessionEvent, on session: String) async {
        do { try await sessions.perform(event, on: session) } catch {
            environment.logger.debug("a preparation goes unnoticed", metadata: ["error": "\(error)"])
        }
    }
}

extension Recovery {
    /// No preparation outlives its server; who waits for one asks again.
    func endPreparations() async throws {
        let message = LibraryMessage("session.file.interrupted", "The server ended while it fetched the file.")
        try await environment.transaction { transaction in
            let statuses = [PrepareStatus.prepareRequested, .preparing].map(\.rawValue)
            for var file in try DownloadFileRecord.filter(statuses.contains(Column("status"))).fetchAll(transaction.db)
            {
                file.status = .error
                file.errorMessage = message
                try file.update(transaction.db)
            }
        }
    }
}
