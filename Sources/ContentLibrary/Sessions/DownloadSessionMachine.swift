/// What a client or time does to a download session. Looking at it does nothing to it and is no event.
enum DownloadSessionEvent: Equatable, Sendable {
    case create
    case keepAlive(progress: Int64?)
    case cancel
    case fail(message: String)
    case delete
    case prepareFile(name: String)
    /// The server begins to fetch what it has not.
    case preparationBegan(name: String)
    /// It ended, with the content being here, or for a reason.
    case preparationEnded(name: String, failure: LibraryMessage)
    /// A `GET` of the endpoint.
    case readFile(name: String)
    case expire
}

extension DownloadSessionEvent {
    /// An event without what comes with it, so that one can go through all.
    enum Kind: CaseIterable, Sendable {
        case create, keepAlive, cancel, fail, delete, prepareFile, preparationBegan, preparationEnded, readFile, expire
    }

    var kind: Kind {
        switch self {
        case .create: .create
        case .keepAlive: .keepAlive
        case .cancel: .cancel
        case .fail: .fail
        case .delete: .delete
        case .prepareFile: .prepareFile
        case .preparationBegan: .preparationBegan
        case .preparationEnded: .preparationEnded
        case .readFile: .readFile
        case .expire: .expire
        }
    }
}

enum DownloadSessionEffect: Equatable, Sendable {
    case snapshotItemFiles
    case extendLifetime
    case startRetention
    case setProgress(Int64)
    case setPreparation(name: String, PrepareStatus, LibraryMessage? = nil)
    /// The publisher has to be asked for the content.
    case fetchContent
    /// The session no longer keeps the content it was made for.
    case releaseContent
    case recordError(LibraryMessage)
    case deleteSession
}

struct DownloadSessionFacts: Equatable, Sendable {
    var id = ""
    var progress: Int64 = 0
    var files: [String: File] = [:]

    struct File: Equatable, Sendable {
        var status: PrepareStatus
        /// Whether its content is here.
        var isHere = true
    }
}

struct DownloadSessionOutcome: Equatable, Sendable {
    /// Nil: there is no such session any more.
    var state: DownloadSessionState?
    var effects: [DownloadSessionEffect] = []
}

/// The download session as a pure function: `(state, event, facts) → (state, effects) | error`.
enum DownloadSessionMachine {
    static func run(
        _ event: DownloadSessionEvent, in state: DownloadSessionState?, facts: DownloadSessionFacts
    ) throws(LibraryError) -> DownloadSessionOutcome {
        if event == .create {
            // Any number of downloads may go on at once, so the state of another session does not matter.
            return DownloadSessionOutcome(state: .active, effects: [.snapshotItemFiles, .extendLifetime])
        }
        guard let state else { throw .notFound(.downloadSession, facts.id) }
        switch event {
        case .delete, .expire:
            // Unlike an update session, an ACTIVE one may be deleted (`DownloadSession.delete` declares only NotFound).
            return DownloadSessionOutcome(state: nil, effects: [.deleteSession])
        default:
            guard state == .active else { throw Refusal.notActive(facts.id, state.rawValue) }
            return try runActive(event, facts)
        }
    }

    private static func runActive(
        _ event: DownloadSessionEvent, _ facts: DownloadSessionFacts
    ) throws(LibraryError) -> DownloadSessionOutcome {
        switch event {
        case .keepAlive(let given):
            guard let progress = try SessionProgress.check(given), progress > facts.progress else {
                return DownloadSessionOutcome(state: .active, effects: [.extendLifetime])
            }
            return DownloadSessionOutcome(state: .active, effects: [.setProgress(progress), .extendLifetime])
        case .cancel:
            return DownloadSessionOutcome(state: .canceled, effects: [.releaseContent, .startRetention])
        case .fail(let message):
            let message = LibraryMessage("session.client_error", "{0}", message)
            return DownloadSessionOutcome(
                state: .error, effects: [.recordError(message), .releaseContent, .startRetention])
        case .prepareFile(let name):
            return DownloadSessionOutcome(
                state: .active, effects: prepare(name, try facts.file(name)) + [.extendLifetime])
        case .preparationBegan(let name):
            let next = PrepareMachine.next(try facts.file(name).status, on: .began)
            return DownloadSessionOutcome(state: .active, effects: next.map { [.setPreparation(name: name, $0)] } ?? [])
        case .preparationEnded(let name, let failure):
            let file = try facts.file(name)
            guard let next = PrepareMachine.next(file.status, on: file.isHere ? .succeeded : .failed) else {
                return DownloadSessionOutcome(state: .active)
            }
            return DownloadSessionOutcome(
                state: .active,
                effects: [.setPreparation(name: name, next, file.isHere ? nil : failure), .extendLifetime])
        case .readFile(let name):
            guard try facts.file(name).status == .prepared else { throw unprepared(name) }
            return DownloadSessionOutcome(state: .active, effects: [.extendLifetime])
        default:
            return DownloadSessionOutcome(state: .active)
        }
    }

    /// What is here is prepared at once; the rest is asked for, unless it has been already.
    private static func prepare(_ name: String, _ file: DownloadSessionFacts.File) -> [DownloadSessionEffect] {
        if file.isHere { return [.setPreparation(name: name, PrepareMachine.prepared(from: file.status))] }
        guard let next = PrepareMachine.next(file.status, on: .requested) else { return [] }
        return [.setPreparation(name: name, next), .fetchContent]
    }

    private static func unprepared(_ name: String) -> LibraryError {
        LibraryError(
            .notAllowedInCurrentState,
            LibraryMessage("session.file.unprepared", "The file {0} must be prepared before it is downloaded.", name))
    }
}

extension DownloadSessionFacts {
    func file(_ name: String) throws(LibraryError) -> File {
        guard let file = files[name] else { throw .unknownFile(name) }
        return file
    }
}
