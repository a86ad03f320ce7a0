import GRDB
import Logging

/// Fetches the PULL files of sessions: a few at once, the others in the order in which they were added.
///
/// Which files wait is in the store and nowhere else, so that a server that was killed goes on where it was.
struct PullService: Sendable {
    let environment: LibraryEnvironment

    init(environment: LibraryEnvironment) {
        self.environment = environment
    }

    /// Has what waits be fetched, soon: called when a file was added, and now and then.
    func startSoon() {
        environment.pulls.startSoon { await fetchNext() }
    }

    /// Ends what is being fetched; its files wait for the next server.
    func stop() {
        environment.transfers.abort(environment.pulls.stop())
    }

    /// - Returns: whether there was any.
    private func fetchNext() async -> Bool {
        await completeArrived()
        let upload = environment.ids.next()
        guard environment.pulls.begin(upload) else { return false }
        defer { environment.pulls.end(upload) }
        do {
            // Before anybody can see that the file listens to it, and so abort it.
            try environment.transfers.begin(upload)
            defer { environment.transfers.end(upload) }
            guard let pulled = try await claim(upload) else { return false }
            // Another one may find something to do as well.
            startSoon()
            let ticket = UploadTicket(
                id: upload, session: pulled.sessionId, name: pulled.name,
                backing: try await environment.backing(ofSession: pulled.sessionId))
            let transfer = PullTransfer(ticket: ticket, source: pulled.source, environment: environment)
            let task = Task { await transfer.run() }
            environment.transfers.setCancel(upload) { task.cancel() }
            await task.value
            await completeArrived()
            return true
        } catch {
            environment.logger.error("no file can be fetched now", metadata: ["error": "\(error)"])
            return false
        }
    }

    /// Completes the sessions that wait for no file any more. As with a call of complete, their content is inspected
    /// first; several workers may find the same session, and one completes it.
    private func completeArrived() async {
        do {
            for id in try await environment.store.read(UpdateSessionRecord.arrived) { await complete(id) }
        } catch {
            environment.logger.error("no session can be completed now", metadata: ["error": "\(error)"])
        }
    }

    private func complete(_ session: String) async {
        let sessions = UpdateSessionService(environment: environment)
        do {
            try await sessions.inspected(session) { inspection in
                try await sessions.perform(.pullsArrived, on: session, inspection: inspection)
            }
        } catch let refusal as LibraryError where [.notFound, .notAllowedInCurrentState].contains(refusal.kind) {
            // It ended meanwhile.
            environment.logger.debug("a session does not complete", metadata: ["reason": "\(refusal)"])
        } catch {
            environment.logger.error(
                "a session cannot be completed now", metadata: ["session": "\(session)", "error": "\(error)"])
        }
    }

    /// Makes the file that waits longest TRANSFERRING.
    private func claim(_ upload: String) async throws -> PulledFileRecord? {
        let waits = try await environment.store.read { db in try PulledFileRecord.nextWaiting(db) != nil }
        guard waits else { return nil }
        return try await environment.transaction { transaction in
            guard let next = try PulledFileRecord.nextWaiting(transaction.db) else { return nil }
            _ = try UpdateSessionTransaction(transaction).run(
                .pullStarted(name: next.name, upload: upload), on: next.sessionId)
            return next
        }
    }
}
