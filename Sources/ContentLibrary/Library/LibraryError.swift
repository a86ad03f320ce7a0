/// What every service of the library throws: one of the 25 standard errors with its stack of messages.
///
/// The first message describes the error from the caller's point of view, each following one the cause of the one
/// before it. Handlers turn it into the generated standard error one to one.
public struct LibraryError: Error, Equatable, Codable, Sendable, CustomStringConvertible {
    /// Which of the standard errors it is.
    public var kind: LibraryErrorKind
    /// The error and its causes, the outermost first.
    public var messages: [LibraryMessage]
    /// What a client may want to act on, as strings (`Error.data`).
    public var data: [String: String]
    /// How to authenticate; only for Unauthenticated and Unauthorized.
    public var challenge: String?
    /// After how many seconds it may be worth trying again (`Retry-After`, RFC 9110 §10.2.3).
    public var retryAfter: Int?

    /// Makes an error.
    public init(
        _ kind: LibraryErrorKind, _ messages: LibraryMessage..., data: [String: String] = [:], challenge: String? = nil
    ) {
        self.kind = kind
        self.messages = messages
        self.data = data
        self.challenge = challenge
    }

    /// All messages, for people.
    var text: String { messages.map(\.description).joined(separator: " ") }

    /// The kind and all messages, for logs.
    public var description: String {
        "\(kind.rawValue): " + messages.map(\.description).joined(separator: " <- ")
    }
}

extension LibraryError {
    /// What an identifier may fail to name.
    enum Resource: String {
        case library
        case item = "library item"
        case updateSession = "update session"
        case downloadSession = "download session"
        case loginSession = "login session"
        case file
        case subscription
        case trustedCertificate = "trusted certificate"
        case usage
        case task
        case datastore

        /// The last part of the message's identifier.
        var key: String { rawValue.split(separator: " ").joined(separator: "_") }
    }

    static func notFound(_ resource: Resource, _ id: String) -> LibraryError {
        LibraryError(
            .notFound,
            LibraryMessage("\(resource.key).not_found", "There is no \(resource.rawValue) with the identifier {0}.", id)
        )
    }

    static func notFound(file name: String, inItem item: String) -> LibraryError {
        LibraryError(
            .notFound, LibraryMessage("file.not_found", "The library item {1} has no file named {0}.", name, item))
    }

    /// A file the session does not know is a bad argument, not a missing resource (`updatesession.File.get`).
    static func unknownFile(_ name: String) -> LibraryError {
        LibraryError(
            .invalidArgument, LibraryMessage("session.file.unknown", "The session has no file named {0}.", name))
    }

    static func invalid(_ field: String, _ messages: LibraryMessage...) -> LibraryError {
        var error = LibraryError(
            .invalidArgument, LibraryMessage("argument.invalid", "The argument {0} is not valid.", field))
        error.messages += messages
        return error
    }

    static func missing(_ field: String) -> LibraryError {
        invalid(field, LibraryMessage("argument.missing", "It is required and was not given."))
    }

    /// The optimistic lock of `Library.update` and `Item.update`.
    static func versionMismatch(given: String, current: Int64) -> LibraryError {
        invalid(
            "version",
            LibraryMessage(
                "argument.version_mismatch",
                "The version given is {0}, the current version is {1}: someone changed it since.",
                given, String(current)))
    }

    static func duplicateName(_ name: String) -> LibraryError {
        LibraryError(
            .alreadyExists,
            LibraryMessage("item.name_taken", "The library already has an item named {0}.", name))
    }

    static func notBuilt(_ id: String, _ what: String) -> LibraryError {
        LibraryError(.unsupported, LibraryMessage(id, "This server does not support {0} yet.", what))
    }
}
