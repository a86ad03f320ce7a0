/// The part of the session machine that deals with bytes on their way, for an ACTIVE session.
///
/// Each `PUT` has an identifier of its own, and a file remembers the one it listens to: what an older `PUT` reports
/// afterwards is refused, whatever order the reports come in.
enum UpdateSessionUploads {
    static func run(
        _ event: UpdateSessionEvent, facts: UpdateSessionFacts
    ) throws(LibraryError) -> UpdateSessionOutcome {
        switch event {
        case .uploadStarted(let name, let upload):
            let file = try facts.file(name)
            guard file.source == .push else { throw Refusal.notPushed(name) }
            let status = try next(file, .started)
            let superseded: [UpdateSessionEffect] = file.upload.map { [.abortUpload($0)] } ?? []
            return UpdateSessionOutcome(
                .active, superseded + [.setTransfer(name: name, status: status, upload: upload), .extendLifetime])
        case .pullStarted(let name, let upload):
            let file = try facts.file(name)
            guard file.source == .pull, file.status == .waitingForTransfer else {
                throw Refusal.transferNotPossible(name, file.status)
            }
            return UpdateSessionOutcome(
                .active, [.setTransfer(name: name, status: try next(file, .started), upload: upload), .extendLifetime])
        case .uploadProgressed(let name, let upload):
            _ = try facts.file(name, receiving: upload)
            return UpdateSessionOutcome(.active, [.extendLifetime])
        case .uploadArrived(let name, let upload):
            let status = try next(facts.file(name, receiving: upload), .arrived)
            return UpdateSessionOutcome(
                .active, [.setTransfer(name: name, status: status, upload: upload), .extendLifetime])
        case .uploadFinished(let name, let upload, let content):
            _ = try next(facts.file(name, receiving: upload), .verified)
            return UpdateSessionOutcome(
                .active,
                [.keepContent(name: name, content: content)] + facts.preview(received: name)
                    + [.extendLifetime])
        case .archiveUnpacked(let name, let upload, let size, let files):
            _ = try next(facts.file(name, receiving: upload), .verified)
            let names = Set(files.map(\.name))
            let replaced = facts.files.filter { $0.name != name && names.contains($0.name) }.compactMap(\.upload)
            return UpdateSessionOutcome(
                .active,
                replaced.map { .abortUpload($0) } + [
                    .keepMembers(archive: name, size: size, files: files), .setPreview(.preparing), .extendLifetime,
                ])
        case .uploadFailed(let name, let upload, let reason):
            let file = try facts.file(name, receiving: upload)
            _ = try next(file, .refuted)
            // The upload itself reports this, so it is not among those to abort.
            var others = facts
            others.files.removeAll { $0.name == name }
            return UpdateSessionMachine.finish(
                .error, others, [.failFile(name: name, reason: reason), .recordError(reason)])
        case .connectionDropped(let name, let upload):
            let status = try next(facts.file(name, receiving: upload), .dropped)
            return UpdateSessionOutcome(
                .active, [.setTransfer(name: name, status: status, upload: nil), .extendLifetime])
        default:
            throw LibraryError(.internalServerError, LibraryMessage("session.event", "No transfer takes this event."))
        }
    }

    private static func next(
        _ file: UpdateSessionFacts.File, _ event: FileTransferEvent
    ) throws(LibraryError) -> FileTransferStatus {
        guard let status = FileTransferMachine.next(file.status, on: event) else {
            throw Refusal.transferNotPossible(file.name, file.status)
        }
        return status
    }
}

extension UpdateSessionFacts {
    /// The file, if it still listens to this upload.
    func file(_ name: String, receiving upload: String) throws(LibraryError) -> File {
        let file = try file(name)
        guard file.upload == upload else { throw Refusal.superseded(name) }
        return file
    }
}
