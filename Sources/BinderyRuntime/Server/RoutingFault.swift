public import HTTPTypes

/// A request that no operation answers.
public enum RoutingFault: ResponseError, Sendable, Equatable, CustomStringConvertible {
    /// No path template matches.
    case notFound(path: String)
    /// A path template matches, but has no operation of this method.
    case methodNotAllowed(HTTPMethod, allowed: [HTTPMethod])
    /// Path and method have operations, but none for this query; the known ones as documents spell them.
    case queryMismatch(known: [String])
    /// The operation answers in none of the media types that the request accepts.
    case notAcceptable(known: [String])

    /// 404, 405, 400 or 406.
    public var status: Int {
        switch self {
        case .notFound: 404
        case .methodNotAllowed: 405
        case .queryMismatch: 400
        case .notAcceptable: 406
        }
    }

    /// What is wrong in general.
    public var title: String {
        switch self {
        case .notFound: "Not found"
        case .methodNotAllowed: "Method not allowed"
        case .queryMismatch: "No such operation"
        case .notAcceptable: "Not acceptable"
        }
    }

    /// What is wrong here.
    public var detail: String {
        switch self {
        case .notFound(let path): "there is nothing at \(path)"
        case .methodNotAllowed(let method, let allowed):
            "\(method) is not one of \(allowed.map(\.rawValue).joined(separator: ", "))"
        case .queryMismatch(let known):
            "the query selects none of the operations here: \(known.joined(separator: ", "))"
        case .notAcceptable(let known): "the response may be \(known.joined(separator: " or "))"
        }
    }

    /// What is wrong here, as one sentence without a full stop.
    public var description: String { detail }

    /// `Allow`, where the method is at fault (RFC 9110 §15.5.6).
    public var headerFields: HTTPFields {
        guard case .methodNotAllowed(_, let allowed) = self else { return [:] }
        return [.allow: allowed.map(\.rawValue).joined(separator: ", ")]
    }
}

/// An operation that the document describes and nobody has implemented.
public struct NotImplemented: ResponseError, Sendable, CustomStringConvertible {
    /// The operation's route; nil where none is known.
    public let route: Route?

    /// Makes an error.
    /// - Parameter context: the request that nothing answers.
    public init(_ context: RequestContext) {
        route = context.route
    }

    /// 501 Not Implemented.
    public var status: Int { 501 }
    /// What is wrong in general.
    public var title: String { "Not implemented" }
    /// What is wrong here.
    public var detail: String {
        "\(route.map { $0.operationID ?? $0.description } ?? "the operation") is not implemented"
    }
    /// What is wrong here, as one sentence without a full stop.
    public var description: String { detail }
}

/// A request whose sender is not known, or may not do this; thrown by authenticators.
public struct AuthenticationFault: ResponseError, Sendable, CustomStringConvertible {
    /// 401 where the sender is not known, 403 where it is and may not.
    public let status: Int
    /// What is wrong here.
    public let detail: String
    private let challenge: String?

    /// The sender is not known.
    /// - Parameters:
    ///   - challenge: the `WWW-Authenticate` field.
    ///   - detail: what is wrong, as one sentence without a full stop.
    public static func unauthenticated(challenge: String? = nil, detail: String = "authentication is required") -> Self
    {
        Self(status: 401, detail: detail, challenge: challenge)
    }

    /// The sender is known and may not do this.
    /// - Parameter detail: what is wrong, as one sentence without a full stop.
    public static func forbidden(detail: String = "this is not allowed") -> Self {
        Self(status: 403, detail: detail, challenge: nil)
    }

    /// The same with a challenge, where it has none and is about who the sender is.
    func challenging(with challenge: String?) -> Self {
        status == 401 && self.challenge == nil ? Self(status: status, detail: detail, challenge: challenge) : self
    }

    /// What is wrong in general.
    public var title: String { status == 401 ? "Unauthenticated" : "Forbidden" }
    /// What is wrong here, as one sentence without a full stop.
    public var description: String { detail }

    /// `WWW-Authenticate`, where there is a challenge.
    public var headerFields: HTTPFields {
        guard let challenge else { return [:] }
        return [.wwwAuthenticate: challenge]
    }
}
