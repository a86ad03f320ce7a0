/// What a transition asks of the store and of the transfers. The machine decides, someone else does.
enum UpdateSessionEffect: Equatable, Sendable {
    /// The session begins as a snapshot of the item's files (`updatesession.File.get`).
    case snapshotItemFiles
    /// It may now be idle for the whole time-out again.
    case extendLifetime
    /// It is finished and will be deleted after a while.
    case startRetention
    case setProgress(Int64)
    case setWarningBehavior([WarningBehavior])
    /// The file waits for its bytes; one of the same name is replaced.
    case expectFile(FileAddition)
    /// The file is again what the item has.
    case restoreFile(name: String)
    /// The item will not have the file.
    case dropFile(name: String)
    case setTransfer(name: String, status: FileTransferStatus, upload: String?)
    /// The file is READY with this content.
    case keepContent(name: String, content: ReceivedContent)
    /// The archive is READY, and the session has its files instead of those that it brought before.
    case keepMembers(archive: String, size: Int64, files: [UnpackedFile])
    case setPreview(ContentPreview?)
    /// The file is ERROR.
    case failFile(name: String, reason: LibraryMessage)
    case abortUpload(String)
    /// The session completes by itself once its PULL files have arrived.
    case awaitPulls
    /// The item becomes what the session says, all at once.
    case commitFiles
    /// The session no longer holds the bytes it received.
    case releaseContent
    case recordError(LibraryMessage)
    case deleteSession
}

/// Where a transition leads.
struct UpdateSessionOutcome: Equatable, Sendable {
    /// Nil: there is no such session any more.
    var state: UpdateSessionState?
    var effects: [UpdateSessionEffect] = []
    /// What the caller is told although the transition took place: an unignored warning makes the session ERROR
    /// *and* the call fail.
    var refusal: LibraryError?

    init(_ state: UpdateSessionState?, _ effects: [UpdateSessionEffect] = [], refusal: LibraryError? = nil) {
        self.state = state
        self.effects = effects
        self.refusal = refusal
    }
}
