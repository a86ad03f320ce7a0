/// Finds out who sends a request by the security schemes of a document.
///
/// ```swift
/// router.authenticator = SchemeAuthenticator(PetstoreSecurity.schemes) { credentials, _ in
///     guard case .token(let token)? = credentials[PetstoreSecurity.oauth] else {
///         throw AuthenticationFault.unauthenticated()
///     }
///     return try await users.user(of: token, scopes: credentials.scopes(of: PetstoreSecurity.oauth))
/// }
/// ```
///
/// Operations without requirements are open to anybody, and so are those with an empty one (`{}`) where the request
/// presents nothing for any other. Else every requirement whose credentials are all there is verified, in the order of the
/// document, until one is found good. Where none is there at all the answer is 401, with a challenge for each scheme
/// (RFC 9110 §11.6.1), before the body is read.
public struct SchemeAuthenticator: Authenticator {
    /// Verifies the credentials of one requirement, and says who the sender is.
    ///
    /// It throws ``AuthenticationFault/unauthenticated(challenge:detail:)`` for credentials that are no good, and
    /// ``AuthenticationFault/forbidden(detail:)`` for those that do not allow what the scopes say.
    public typealias Verifier = @Sendable (PresentedCredentials, RequestContext) async throws -> any Sendable

    private let schemes: [SecurityScheme]
    private let realm: String
    private let verify: Verifier

    /// Makes an authenticator.
    /// - Parameters:
    ///   - schemes: the document's security schemes.
    ///   - realm: what the credentials are for, as challenges name it.
    ///   - verify: verifies the credentials of one requirement.
    public init(_ schemes: [SecurityScheme], realm: String = "API", verify: @escaping Verifier) {
        self.schemes = schemes
        self.realm = realm
        self.verify = verify
    }

    /// The sender of a request, as the verifier found it; nil where the operation is open and nothing is presented.
    public func principal(of request: ServerRequest, context: RequestContext) async throws -> (any Sendable)? {
        let security = context.route?.security ?? []
        var fault: AuthenticationFault?
        for requirement in security where !requirement.entries.isEmpty {
            guard let presented = PresentedCredentials(requirement, schemes, in: context) else { continue }
            do {
                return try await verify(presented, context)
            } catch let error as AuthenticationFault {
                fault = fault ?? error
            }
        }
        if let fault { throw fault.challenging(with: challenges(security, isRefused: true)) }
        if security.isEmpty || security.contains(where: \.entries.isEmpty) { return nil }
        throw AuthenticationFault.unauthenticated(challenge: challenges(security, isRefused: false))
    }

    /// A challenge for each scheme of the requirements.
    private func challenges(_ security: [SecurityRequirement], isRefused: Bool) -> String? {
        var challenges: [String] = []
        for entry in security.flatMap(\.entries) {
            let kind = schemes.first { $0.name == entry.scheme }?.kind
            let challenge = kind?.challenge(realm: realm, scopes: entry.scopes, isRefused: isRefused)
            if let challenge, !challenges.contains(challenge) { challenges.append(challenge) }
        }
        return challenges.isEmpty ? nil : challenges.joined(separator: ", ")
    }
}

extension SecurityScheme.Kind {
    /// What tells a client to send such a credential; nil where HTTP has no words for it.
    ///
    /// API keys are no scheme of HTTP, but an answer 401 has to have a challenge.
    fileprivate func challenge(realm: String, scopes: [String], isRefused: Bool) -> String? {
        func quoted(_ text: String) -> String {
            "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        let realm = "realm=\(quoted(realm))"
        switch self {
        case .header(let name): return "ApiKey \(realm), in=\"header\", name=\(quoted(name))"
        case .query(let name): return "ApiKey \(realm), in=\"query\", name=\(quoted(name))"
        case .cookie(let name): return "ApiKey \(realm), in=\"cookie\", name=\(quoted(name))"
        case .basic: return "Basic \(realm), charset=\"UTF-8\""
        case .bearer:
            // RFC 6750 §3.
            let scope = scopes.isEmpty ? "" : ", scope=\(quoted(scopes.joined(separator: " ")))"
            return "Bearer \(realm)\(scope)\(isRefused ? ", error=\"invalid_token\"" : "")"
        case .http(let scheme): return "\(scheme) \(realm)"
        case .mutualTLS: return nil
        }
    }
}
