import BinderyRuntime
import Logging

/// The transfer of one PULL file, from TRANSFERRING to READY or ERROR.
///
/// Its bytes take the way of an upload's: staged, verified, synced, renamed, and READY in one transaction.
struct PullTransfer: Sendable {
    let ticket: UploadTicket
    let source: PullSource
    let environment: LibraryEnvironment
    private var transfer: UploadTransfer { UploadTransfer(ticket: ticket, environment: environment) }

    init(ticket: UploadTicket, source: PullSource, environment: LibraryEnvironment) {
        self.ticket = ticket
        self.source = source
        self.environment = environment
    }

    func run() async {
        do {
            try environment.settings.faults.reach(.pullStarted)
            try await transfer.receive { try await stage($0) }
            await SessionInspector(environment: environment).preview(ticket.session, after: ticket.name)
        } catch {
            // What follows must happen although this task may be cancelled.
            await Task { await settle(error) }.value
        }
    }

    private func stage(_ declared: UploadTransfer.Declaration) async throws -> StagedUpload {
        switch try source.place(environment.settings) {
        case .network(let uri):
            guard let fetcher = try await environment.sourceFetcher() else {
                throw LibraryError.notBuilt("source.network", "fetching from the network")
            }
            return try await fetcher.fetch(.init(uri: uri, trust: source.trust)) { response in
                // Where the source began anew, there is something.
                await environment.removeStaged(ticket)
                return try await transfer.stage(response.body, declared)
            }
        case .storage(let file):
            let (descriptor, size) = try await environment.pools.reading.run { try file.open() }
            let chunks = ObjectChunks(
                descriptor: descriptor, range: 0..<size, pool: environment.pools.reading,
                bandwidth: environment.bandwidth)
            return try await transfer.stage(chunks, declared)
        }
    }

    /// Leaves the file as it must be after a transfer that did not succeed.
    private func settle(_ error: any Error) async {
        await environment.removeStaged(ticket)
        let reason = reason(error)
        let event: UpdateSessionEvent =
            if let reason {
                .uploadFailed(name: ticket.name, upload: ticket.id, reason: reason)
            } else {
                .connectionDropped(name: ticket.name, upload: ticket.id)
            }
        environment.logger.info(
            "a file was not fetched", metadata: ["session": "\(ticket.session)", "error": "\(error)"])
        do {
            try await UpdateSessionService(environment: environment).perform(event, on: ticket.session)
        } catch is LibraryError {
            // The session ended, or does not want the file any more: nobody listens.
        } catch {
            environment.logger.warning("a pull stays in flight until restart", metadata: ["error": "\(error)"])
        }
    }

    /// - Returns: nil if it was only ended, and nothing speaks against fetching the file another time.
    private func reason(_ error: any Error) -> LibraryMessage? {
        switch error {
        case is CancellationError: nil
        case UploadReceiver.Failure.connection(let error), UploadReceiver.Failure.stopped(let error): reason(error)
        case let wrong as UploadTransfer.WrongContent: wrong.reason
        case let failure as FetchFailure: failure.message
        case let failure as FileSystemError: failure.libraryError.messages.first
        case let failure as LibraryError: failure.messages.last
        default: LibraryMessage("session.file.not_fetched", "The file {0} could not be fetched.", ticket.name)
        }
    }
}
