import GRDB

/// What a client asks of a library's publication (`library.PublishInfo`).
struct PublishRequest: Equatable, Sendable {
    var published: Bool?
    var authenticationMethod: FeedAuthentication?
    var userName: String?
    var password: String?
    var currentPassword: String?
    var persistJSONEnabled: Bool?
}

/// A change of how a library is published: decided, and its password hashed, before the transaction that makes it.
struct PublicationChange: Sendable {
    /// What the library was found to have.
    private let before: PublicationRecord?
    private let after: PublicationRecord

    /// - Parameter library: the library; unset for one that is being created.
    /// - Throws: InvalidArgument where the method or the password is missing, the current password is not the one in
    ///   force, or what is asked for is not possible (`LocalLibrary.create`, `.update`).
    init?(_ request: PublishRequest?, of library: String? = nil, environment: LibraryEnvironment) async throws {
        guard let request else { return nil }
        try Self.check(request)
        let before = try await environment.store.read { db in
            try library.flatMap { try PublicationRecord.lookUp(db, id: $0) }
        }
        var after =
            before
            ?? PublicationRecord(libraryId: library ?? "", published: false, authenticationMethod: .none)
        after.published = request.published ?? after.published
        if after.published, before == nil, request.authenticationMethod == nil {
            throw LibraryError.missing("publish_info.authentication_method")
        }
        after.authenticationMethod = request.authenticationMethod ?? after.authenticationMethod
        if let hash = before?.passwordHash, request.password != nil || after.authenticationMethod == .none {
            try await Self.checkCurrent(request.currentPassword, hash, environment)
        }
        after.passwordHash = try await Self.hash(after, request, environment)
        self.before = before
        self.after = after
    }

    /// Makes the change.
    /// - Throws: ConcurrentChange if somebody else made another one meanwhile.
    func apply(to library: LibraryRecord, _ db: Database) throws {
        guard library.type == .local else {
            throw LibraryError(
                .invalidElementType,
                LibraryMessage(
                    "library.not_publishable", "The library {0} is subscribed and not published.", library.id))
        }
        guard try PublicationRecord.lookUp(db, id: library.id) == before else {
            throw LibraryError(
                .concurrentChange,
                LibraryMessage(
                    "library.publication_changed", "How the library {0} is published was changed meanwhile.", library.id
                ))
        }
        var record = after
        record.libraryId = library.id
        try record.save(db)
    }

    private static func check(_ request: PublishRequest) throws {
        if let user = request.userName, user != FeedAuthentication.userName {
            throw LibraryError.invalid(
                "publish_info.user_name",
                LibraryMessage("library.publish_user", "Subscribers authenticate as {0}.", FeedAuthentication.userName))
        }
        if request.persistJSONEnabled == true {
            throw LibraryError.invalid(
                "publish_info.persist_json_enabled",
                LibraryMessage(
                    "library.persist_json",
                    "The server answers for the index files itself and writes none to the storage of the library."))
        }
        guard let password = request.password else { return }
        try NameRules.checkCharacters(password, "publish_info.password")
        guard !password.isEmpty, password.utf8.count <= 1024 else {
            throw LibraryError.invalid(
                "publish_info.password",
                LibraryMessage("library.password_length", "A password has from 1 to 1024 bytes."))
        }
    }

    private static func checkCurrent(_ given: String?, _ hash: String, _ environment: LibraryEnvironment) async throws {
        let field = "publish_info.current_password"
        guard let given else { throw LibraryError.missing(field) }
        guard try await environment.feedPasswords.matches(given, hash, now: environment.clock.now()) else {
            throw LibraryError.invalid(
                field, LibraryMessage("library.wrong_password", "It is not the password in force."))
        }
    }

    private static func hash(
        _ after: PublicationRecord, _ request: PublishRequest, _ environment: LibraryEnvironment
    ) async throws -> String? {
        guard after.authenticationMethod == .basic else {
            guard request.password == nil else {
                throw LibraryError.invalid(
                    "publish_info.password",
                    LibraryMessage("library.password_unused", "Only the authentication method BASIC has a password."))
            }
            return nil
        }
        if let password = request.password { return try await environment.feedPasswords.hash(password) }
        guard let known = after.passwordHash else { throw LibraryError.missing("publish_info.password") }
        return known
    }
}
