import Foundation

/// Says who a request comes from, by any of the ways the API knows: the session identifier in
/// `vmware-api-session-id`, `Authorization: Bearer SESSION-ID`, or `Authorization: Basic …`.
struct AccessService: Sendable {
    /// What a request carries to say who it comes from.
    struct Credentials: Equatable, Sendable {
        var sessionId: String?
        var authorization: String?
        /// Where it comes from, as the transport names it: guessing is slowed down by it.
        var address: String?
    }

    let users: UserDirectory
    let sessions: LoginSessions
    let clock: WallClock
    private let verified = VerifiedPasswords()
    private let throttle: LoginThrottle
    let checks = PasswordChecks()
    /// What the password of a user who does not exist is compared with, so that it takes as long.
    private let nobody: PasswordHash

    init(users: UserDirectory, environment: LibraryEnvironment) throws {
        self.users = users
        sessions = LoginSessions(environment: environment)
        clock = environment.clock
        throttle = LoginThrottle(policy: environment.settings.limits.loginThrottle)
        nobody = try users.names.first.flatMap(users.password) ?? PasswordHash(password: UUID().uuidString)
    }

    /// - Throws: Unauthenticated, with nothing in it that would tell which part was wrong.
    func authenticate(_ credentials: Credentials) async throws -> Principal {
        if let id = credentials.sessionId ?? bearer(credentials) { return try await session(id) }
        guard let authorization = credentials.authorization else { throw Self.noCredentials }
        return try await basic(authorization, from: credentials.address)
    }

    /// `POST /session`: only a password begins a login session.
    /// - Parameter address: where the request comes from, as the transport names it.
    func logIn(authorization: String?, from address: String? = nil) async throws -> (id: String, principal: Principal) {
        guard let authorization else { throw Self.noCredentials }
        let principal = try await basic(authorization, from: address)
        return (try await sessions.create(user: principal.name), principal)
    }

    /// `GET /session`.
    func loginSession(_ credentials: Credentials) async throws -> LoginSession {
        guard let id = credentials.sessionId ?? bearer(credentials) else { throw Self.noSession }
        guard let session = try await sessions.use(id), users.principal(session.user) != nil else {
            throw Self.rejected
        }
        return session
    }

    /// `DELETE /session`: the identifier is worth nothing afterwards.
    func logOut(_ credentials: Credentials) async throws {
        _ = try await loginSession(credentials)
        if let id = credentials.sessionId ?? bearer(credentials) { try await sessions.delete(id) }
    }

    private func session(_ id: String) async throws -> Principal {
        guard let session = try await sessions.use(id), let principal = users.principal(session.user) else {
            throw Self.rejected
        }
        AuditTrail.current?.user = principal.name
        return principal
    }

    private func basic(_ authorization: String, from address: String?) async throws -> Principal {
        guard let pair = NamePassword(authorization: authorization) else { throw Self.rejected }
        AuditTrail.current?.user = pair.name
        if verified.contains(pair, now: clock.now()), let principal = users.principal(pair.name) { return principal }
        try throttle.check(user: pair.name, address: address, now: clock.now())
        let hash = users.password(pair.name) ?? nobody
        guard try await checks.matches(pair.password, hash), let principal = users.principal(pair.name) else {
            throttle.failed(user: pair.name, address: address, now: clock.now())
            throw Self.rejected
        }
        throttle.succeeded(user: pair.name)
        verified.insert(pair, now: clock.now())
        return principal
    }

    private func bearer(_ credentials: Credentials) -> String? {
        credentials.authorization.flatMap { AuthorizationField.value(of: $0, scheme: "bearer") }
    }

    private static var rejected: LibraryError {
        .unauthenticated(LibraryMessage("access.rejected", "The user name, the password or the session is not valid."))
    }

    private static var noCredentials: LibraryError {
        .unauthenticated(
            LibraryMessage(
                "access.no_credentials",
                "The request does not say who it comes from: send vmware-api-session-id, or Authorization with Basic or Bearer."
            ))
    }

    private static var noSession: LibraryError {
        .unauthenticated(LibraryMessage("access.no_session", "The request does not belong to a login session."))
    }
}
