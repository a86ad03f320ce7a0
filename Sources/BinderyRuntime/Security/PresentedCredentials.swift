import HTTPTypes

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A credential as a request has it, not yet believed.
public enum PresentedCredential: Sendable, Equatable {
    /// An API key, of a header field, query parameter or cookie.
    case key(String)
    /// A user name and a password.
    case basic(username: String, password: String)
    /// A bearer token: of HTTP's scheme `bearer`, of OAuth 2.0, or of OpenID Connect.
    case token(String)
    /// What follows the name of another HTTP scheme.
    case other(String)
    /// A certificate, which the transport knows and the request does not show.
    case certificate
}

/// All that a request presents to meet one of its operation's requirements.
public struct PresentedCredentials: Sendable {
    /// The requirement, with the scopes that each scheme's credential has to allow.
    public let requirement: SecurityRequirement
    private let credentials: [String: PresentedCredential]

    /// Looks for the credentials of a requirement.
    /// - Returns: nil where one is missing.
    init?(_ requirement: SecurityRequirement, _ schemes: [SecurityScheme], in context: RequestContext) {
        var credentials: [String: PresentedCredential] = [:]
        for entry in requirement.entries {
            guard let scheme = schemes.first(where: { $0.name == entry.scheme }),
                let credential = scheme.kind.credential(in: context)
            else { return nil }
            credentials[entry.scheme] = credential
        }
        self.requirement = requirement
        self.credentials = credentials
    }

    /// The credential of a scheme; nil where the requirement does not ask for it.
    public subscript(scheme: SecurityScheme) -> PresentedCredential? { credentials[scheme.name] }

    /// The scopes that the operation asks for of a scheme.
    public func scopes(of scheme: SecurityScheme) -> [String] {
        requirement.entries.first { $0.scheme == scheme.name }?.scopes ?? []
    }
}

extension SecurityScheme.Kind {
    /// The credential that a request has; nil where it has none, or one that is malformed.
    func credential(in context: RequestContext) -> PresentedCredential? {
        switch self {
        case .header(let name): HTTPField.Name(name).flatMap { context.head.headerFields[$0] }.map { .key($0) }
        case .query(let name): context.query.values(of: name).first.map { .key($0) }
        case .cookie(let name):
            QueryString(cookies: RequestReader.cookies(in: context.head.headerFields[.cookie])).values(of: name).first
                .map { .key($0) }
        case .basic: Self.authorization("Basic", in: context).flatMap(Self.login)
        case .bearer: Self.authorization("Bearer", in: context).map { .token($0) }
        case .http(let scheme): Self.authorization(scheme, in: context).map { .other($0) }
        case .mutualTLS: .certificate
        }
    }

    /// What follows the name of an HTTP scheme, whose case means nothing (RFC 9110 §11.1).
    private static func authorization(_ scheme: String, in context: RequestContext) -> String? {
        guard let field = context.head.headerFields[.authorization] else { return nil }
        let name = field.prefix { $0 != " " }
        let value = field[name.endIndex...].drop { $0 == " " }
        return name.lowercased() == scheme.lowercased() && !value.isEmpty ? String(value) : nil
    }

    /// User name and password up to and behind the first colon (RFC 7617 §2).
    private static func login(_ base64: String) -> PresentedCredential? {
        guard let data = Data(base64Encoded: base64), let text = String(validating: data, as: UTF8.self),
            let colon = text.firstIndex(of: ":")
        else { return nil }
        return .basic(username: String(text[..<colon]), password: String(text[text.index(after: colon)...]))
    }
}
