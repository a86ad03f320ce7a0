/// The update session as a pure function: `(state, event, facts) → (state, effects) | error`.
///
/// No state at all (nil) is a session that does not exist: everything but `create` is NotFound. For
/// `create` the state is that of the session that holds the item, if there is one.
enum UpdateSessionMachine {
    static func run(
        _ event: UpdateSessionEvent, in state: UpdateSessionState?, facts: UpdateSessionFacts
    ) throws(LibraryError) -> UpdateSessionOutcome {
        switch event {
        case .create(let behavior):
            guard facts.adapter != .vmTemplate else { throw Refusal.noFiles(facts.itemId) }
            guard state != .active else { throw Refusal.itemBusy(facts.itemId) }
            return UpdateSessionOutcome(.active, [.snapshotItemFiles, .setWarningBehavior(behavior), .extendLifetime])
        default:
            guard let state else { throw .notFound(.updateSession, facts.id) }
            return try run(event, existing: state, facts: facts)
        }
    }

    private static func run(
        _ event: UpdateSessionEvent, existing state: UpdateSessionState, facts: UpdateSessionFacts
    ) throws(LibraryError) -> UpdateSessionOutcome {
        switch event {
        case .delete:
            guard state != .active else { throw Refusal.stillActive(facts.id) }
            return UpdateSessionOutcome(nil, [.deleteSession])
        case .expire:
            return UpdateSessionOutcome(nil, facts.uploads.map { .abortUpload($0) } + [.deleteSession])
        default:
            guard state == .active else { throw Refusal.notActive(facts.id, state.rawValue) }
            return try runActive(event, facts: facts)
        }
    }

    private static func runActive(
        _ event: UpdateSessionEvent, facts: UpdateSessionFacts
    ) throws(LibraryError) -> UpdateSessionOutcome {
        if facts.isCompleting { try checkCompleting(event, facts) }
        switch event {
        case .update(let behavior):
            // Only `warning_behavior` changes; unset leaves it (`UpdateSession.update`).
            return UpdateSessionOutcome(.active, (behavior.map { [.setWarningBehavior($0)] } ?? []) + [.extendLifetime])
        case .keepAlive(let progress):
            return UpdateSessionOutcome(.active, try SessionProgress.effects(of: progress, after: facts.progress))
        case .complete:
            return try complete(facts)
        case .cancel:
            return finish(.canceled, facts)
        case .fail(let message):
            return finish(.error, facts, [.recordError(LibraryMessage("session.client_error", "{0}", message))])
        case .validate:
            return UpdateSessionOutcome(.active, [.extendLifetime])
        case .addFile(let file):
            return UpdateSessionOutcome(
                .active, try add(file, facts) + facts.preview(after: file) + [.extendLifetime])
        case .removeFile(let name):
            let file = try facts.file(name)
            return UpdateSessionOutcome(
                .active, abort(file) + [.dropFile(name: name)] + facts.preview(without: name) + [.extendLifetime])
        case .previewed(let preview):
            return UpdateSessionOutcome(.active, [.setPreview(preview)])
        case .pullsArrived:
            return completeUnattended(facts)
        default:
            return try UpdateSessionUploads.run(event, facts: facts)
        }
    }

    /// What complete was called on does not change any more. It can still be ended, and be asked to complete again,
    /// since the answer may have been lost.
    private static func checkCompleting(
        _ event: UpdateSessionEvent, _ facts: UpdateSessionFacts
    ) throws(LibraryError) {
        switch event {
        case .update, .addFile, .removeFile, .uploadStarted: throw Refusal.completing(facts.id)
        default: return
        }
    }

    /// Everything the session changed becomes the item, or nothing does. Missing bytes leave the session ACTIVE, so
    /// that the client can send them; a warning nobody ignored makes it ERROR. What the server fetches itself need not
    /// be there yet; the content is checked once it is.
    private static func complete(_ facts: UpdateSessionFacts) throws(LibraryError) -> UpdateSessionOutcome {
        let missing = facts.files.filter { $0.status != .ready && !$0.isBeingPulled }.map(\.name)
        guard missing.isEmpty else { throw Refusal.filesMissing(facts.id, missing) }
        if facts.files.contains(where: \.isBeingPulled) {
            return UpdateSessionOutcome(.active, [.awaitPulls, .extendLifetime])
        }
        guard facts.missing.isEmpty else { throw Refusal.filesRequired(facts.id, facts.missing) }
        guard facts.invalid.isEmpty else { throw Refusal.filesInvalid(facts.id, facts.invalid) }
        if let warning = facts.unignoredWarnings.first {
            let refusal = Refusal.unignoredWarning(facts.id, warning)
            return finish(.error, facts, [.recordError(refusal.messages[0])], refusal: refusal)
        }
        return UpdateSessionOutcome(.done, [.commitFiles, .releaseContent, .startRetention])
    }

    /// A session that was to be completed is, once its last file is there. Nobody waits for an answer: what stands in
    /// the way makes it ERROR.
    private static func completeUnattended(_ facts: UpdateSessionFacts) -> UpdateSessionOutcome {
        guard facts.isCompleting, !facts.files.contains(where: \.isBeingPulled) else {
            return UpdateSessionOutcome(.active)
        }
        do {
            var outcome = try complete(facts)
            outcome.refusal = nil
            return outcome
        } catch {
            return finish(.error, facts, error.messages.last.map { [.recordError($0)] } ?? [])
        }
    }

    private static func add(
        _ file: FileAddition, _ facts: UpdateSessionFacts
    ) throws(LibraryError) -> [UpdateSessionEffect] {
        let replaced = facts.files.first { $0.name == file.name }.map(abort) ?? []
        try facts.checkOrder(of: file)
        if facts.adapter.unpacks(file.name), file.checksum != nil { throw Refusal.checksumOfArchive(file.name) }
        var file = file
        file.keepInStorage = facts.adapter.keepsInStorage(file.name)
        switch file.source {
        case .push, .pull:
            return replaced + [.expectFile(file)]
        case .none:
            guard facts.itemFiles.contains(file.name) else { throw Refusal.nothingToKeep(file.name) }
            return replaced + [.restoreFile(name: file.name)]
        }
    }

    private static func abort(_ file: UpdateSessionFacts.File) -> [UpdateSessionEffect] {
        file.upload.map { [.abortUpload($0)] } ?? []
    }

    /// The end without effect on the item: transfers are aborted, received bytes given up.
    static func finish(
        _ state: UpdateSessionState, _ facts: UpdateSessionFacts, _ effects: [UpdateSessionEffect] = [],
        refusal: LibraryError? = nil
    ) -> UpdateSessionOutcome {
        UpdateSessionOutcome(
            state, effects + facts.uploads.map { .abortUpload($0) } + [.releaseContent, .startRetention],
            refusal: refusal)
    }
}

extension UpdateSessionFacts {
    func file(_ name: String) throws(LibraryError) -> File {
        guard let file = files.first(where: { $0.name == name }) else { throw .unknownFile(name) }
        return file
    }
}
