import Logging
import Tracing

/// Takes the bytes of a session's file: the `PUT` to its `upload_endpoint`.
///
/// The order is what durability rests on: bytes into `staging/` · size and checksum verified · bytes synced · renamed
/// into `objects/` · one transaction that makes the file READY. No lock and no transaction is held while bytes come.
///
/// A second `PUT` to the same file supersedes the first: its connection may be half-open, which only the client that
/// tries again can know. The first then ends with NotAllowedInCurrentState, and its bytes go.
struct UploadService: Sendable {
    let environment: LibraryEnvironment
    private var sessions: UpdateSessionService { UpdateSessionService(environment: environment) }

    init(environment: LibraryEnvironment) {
        self.environment = environment
    }

    /// - Parameters:
    ///   - length: what `Content-Length` says, if it says anything.
    ///   - user: whose uploads it counts among.
    /// - Throws: InvalidArgument where the bytes are wrong, the session's own refusals, and what the disk refuses,
    ///   UnableToAllocateResource where a quota has no room, ServiceUnavailable where too many uploads run. After
    ///   anything but wrong bytes the file waits for another `PUT`.
    ///
    /// Bytes that came and are wrong make file and session ERROR: a wrong checksum, fewer or more bytes than were
    /// declared. More count as wrong as soon as they come; who sends without a length cannot be told sooner. A request
    /// whose `Content-Length` is not the declared size is refused before a byte of it: nothing has come that could be
    /// wrong, and the file waits.
    func upload<Body: AsyncSequence & Sendable>(
        _ body: Body, length: Int64? = nil, to name: String, of id: String, by user: Principal? = nil
    ) async throws where Body.Element == ArraySlice<UInt8> {
        let name = NameRules.canonical(name)
        let upload = environment.ids.next()
        try environment.transfers.begin(upload, by: user?.name, limits: environment.settings.limits)
        environment.metrics.uploadBegan()
        defer {
            environment.transfers.end(upload)
            environment.metrics.uploadEnded()
        }
        let ticket = UploadTicket(
            id: upload, session: id, name: name, length: length, backing: try await environment.backing(ofSession: id))
        try await UploadTransfer(ticket: ticket, environment: environment).checkAnnouncedLength()
        // A task of its own: a client that goes away ends the transfer, never a step of it halfway.
        let transfer = Task {
            try await withSpan("upload") { span in
                if span.isRecording { span.attributes["content_library.update_session.id"] = ticket.session }
                try await UploadTransfer(ticket: ticket, environment: environment).run(body)
            }
        }
        environment.transfers.setCancel(upload) { transfer.cancel() }
        let result = await withTaskCancellationHandler {
            await transfer.result
        } onCancel: {
            transfer.cancel()
        }
        switch result {
        case .success: environment.metrics.transferred(.upload)
        case .failure(let error):
            environment.metrics.transferFailed(.upload, error)
            throw await settle(error, ticket)
        }
        await SessionInspector(environment: environment).preview(id, after: name)
    }

    /// Leaves the file as it must be after a transfer that did not succeed.
    ///
    /// - Returns: what the client is told, if it still listens.
    private func settle(_ error: any Error, _ ticket: UploadTicket) async -> any Error {
        // This task may be cancelled, and what follows must happen nevertheless.
        await Task {
            await environment.removeStaged(ticket)
            if let wrong = error as? UploadTransfer.WrongContent {
                return await refute(wrong.reason, ticket)
            }
            do {
                try await sessions.perform(.connectionDropped(name: ticket.name, upload: ticket.id), on: ticket.session)
            } catch let refusal as LibraryError {
                // The session or the file no longer listens to this upload: that is the reason it ended.
                return error is LibraryError ? error : refusal
            } catch {
                environment.logger.warning(
                    "a dropped upload stays in flight until restart", metadata: ["error": "\(error)"])
            }
            return switch error {
            case let error as FileSystemError: error.libraryError
            case let failure as UploadReceiver.Failure: failure.underlying
            default: error
            }
        }.value
    }

    private func refute(_ reason: LibraryMessage, _ ticket: UploadTicket) async -> any Error {
        do {
            try await sessions.perform(
                .uploadFailed(name: ticket.name, upload: ticket.id, reason: reason), on: ticket.session)
        } catch {
            return error
        }
        return LibraryError.invalid("content", reason)
    }
}

extension LibraryEnvironment {
    /// Where the content of a session's item goes. It stays there: a library does not move while a session is ACTIVE.
    func backing(ofSession id: String) async throws -> StorageBacking {
        try await store.read { db in
            // A session that is not there is the machine's to refuse.
            guard let session = try UpdateSessionRecord.lookUp(db, id: id) else { return .data }
            return try LibraryRecord.find(db, id: ItemRecord.find(db, id: session.itemId).libraryId).backing
        }
    }

    /// Removes the bytes of a transfer that came to nothing, where there are any.
    func removeStaged(_ ticket: UploadTicket) async {
        let backings = backings
        await removingStaged {
            let folder = try backings.folder(of: ticket.backing)
            try folder.removeStaged(ticket.id)
            try folder.removeStagedParts(of: ticket.id)
        }
    }
}

/// One transfer: a `PUT`, or the fetching of a PULL file.
struct UploadTicket: Sendable {
    var id: String
    var session: String
    var name: String
    /// What `Content-Length` says.
    var length: Int64?
    /// Where its bytes go.
    var backing: StorageBacking
}

extension UploadReceiver.Failure {
    /// What to tell the client.
    var underlying: any Error {
        switch self {
        case .connection(let error), .stopped(let error):
            (error as? FileSystemError)?.libraryError ?? error
        case .tooLong:
            self
        }
    }
}
