/// What a client, an upload or time does to an update session. Looking at it does nothing to it and is no event.
enum UpdateSessionEvent: Equatable, Sendable {
    case create(warningBehavior: [WarningBehavior])
    case update(warningBehavior: [WarningBehavior]?)
    case keepAlive(progress: Int64?)
    case complete
    case cancel
    case fail(message: String)
    case delete
    case addFile(FileAddition)
    case removeFile(name: String)
    case validate
    case uploadStarted(name: String, upload: String)
    /// The server begins to fetch a file. What follows is as with an upload.
    case pullStarted(name: String, upload: String)
    /// Bytes keep coming: a session with a transfer in it is not idle.
    case uploadProgressed(name: String, upload: String)
    case uploadArrived(name: String, upload: String)
    case uploadFinished(name: String, upload: String, content: ReceivedContent)
    /// The bytes came whole and are wrong.
    case uploadFailed(name: String, upload: String, reason: LibraryMessage)
    /// The archive was taken apart, and its files are there.
    case archiveUnpacked(name: String, upload: String, size: Int64, files: [UnpackedFile])
    /// The adapter read what the preview is made of; nil where it is of no use.
    case previewed(ContentPreview?)
    /// Nothing of what the server fetches is on its way any more.
    case pullsArrived
    case connectionDropped(name: String, upload: String)
    case expire
}

extension UpdateSessionEvent {
    /// An event without what comes with it, so that one can go through all.
    enum Kind: CaseIterable, Sendable {
        case create, update, keepAlive, complete, cancel, fail, delete, addFile, removeFile, validate, uploadStarted
        case pullStarted, uploadProgressed, uploadArrived, uploadFinished, uploadFailed, archiveUnpacked, previewed
        case pullsArrived, connectionDropped, expire
    }

    var kind: Kind {
        switch self {
        case .create: .create
        case .update: .update
        case .keepAlive: .keepAlive
        case .complete: .complete
        case .cancel: .cancel
        case .fail: .fail
        case .delete: .delete
        case .addFile: .addFile
        case .removeFile: .removeFile
        case .validate: .validate
        case .uploadStarted: .uploadStarted
        case .pullStarted: .pullStarted
        case .uploadProgressed: .uploadProgressed
        case .uploadArrived: .uploadArrived
        case .uploadFinished: .uploadFinished
        case .uploadFailed: .uploadFailed
        case .archiveUnpacked: .archiveUnpacked
        case .previewed: .previewed
        case .pullsArrived: .pullsArrived
        case .connectionDropped: .connectionDropped
        case .expire: .expire
        }
    }
}

/// A file as the client announces it (`updatesession.File.AddSpec`).
struct FileAddition: Equatable, Sendable {
    var name: String
    var source: FileSourceType
    /// Verified after receipt, if given.
    var size: Int64?
    /// Verified after receipt, if given.
    var checksum: Checksum?
    /// Where PULL fetches from.
    var pull: PullSource?
    /// Whether the item will list the file; unset is yes.
    var keepInStorage: Bool?

    init(
        name: String, source: FileSourceType, size: Int64? = nil, checksum: Checksum? = nil, pull: PullSource? = nil
    ) {
        self.name = name
        self.source = source
        self.size = size
        self.checksum = checksum
        self.pull = pull
    }
}

/// Bytes that are in the content folder, whole, verified and durable.
struct ReceivedContent: Equatable, Sendable {
    /// The content object's identifier, which is also the name of its file.
    var objectId: String
    var size: Int64
    var sha256: String
    /// With the algorithm the client declared; SHA256 if it declared none.
    var checksum: Checksum
    /// Where the bytes are.
    var backing = StorageBacking.data
}

/// A file that came in an archive.
struct UnpackedFile: Equatable, Sendable {
    var name: String
    var content: ReceivedContent
    var keepInStorage: Bool?
}

/// What the machine must know of a session beyond its state.
struct UpdateSessionFacts: Equatable, Sendable {
    struct File: Equatable, Sendable {
        var name: String
        var source: FileSourceType
        var status: FileTransferStatus
        /// The upload in flight.
        var upload: String?

        /// Whether the server fetches it or is about to.
        var isBeingPulled: Bool { source == .pull && FileTransferStatus.unfinished.contains(status) }
    }

    var id = ""
    var itemId = ""
    var progress: Int64 = 0
    /// `complete` was called, and PULL files are still on their way.
    var isCompleting = false
    var files: [File] = []
    /// What the item holds now, outside of the session.
    var itemFiles: Set<String> = []
    /// Who checks the content.
    var adapter = ContentAdapter.other
    /// Files that the content requires and the session has not.
    var missing: [String] = []
    /// Files whose content is wrong.
    var invalid: [String] = []
    /// What the content is warned about.
    var warnings: [WarningType] = []
    var warningBehavior: [WarningBehavior] = []

    var uploads: [String] { files.compactMap(\.upload) }

    /// Warnings that would make `complete` fail the session.
    var unignoredWarnings: [WarningType] {
        warnings.filter { !warningBehavior.contains(WarningBehavior(type: $0, ignored: true)) }
    }
}
