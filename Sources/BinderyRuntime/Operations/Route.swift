/// Where an operation is: its method, path, and the part of the query that belongs to its address.
public struct Route: Sendable, CustomStringConvertible {
    /// The method.
    public let method: HTTPMethod
    /// The path template, `/items/{itemId}`, below the base path of the server.
    public let path: String
    /// What the query must have for this operation and no other to be meant.
    public let query: [QueryConstraint]
    /// The operation's id in the document.
    public let operationID: String?
    /// The security requirements: any one of them suffices, of which all schemes are needed.
    public let security: [[String]]

    let template: PathTemplate

    /// Makes a route.
    /// - Parameters:
    ///   - method: the method.
    ///   - path: the path template; a variable may be part of a segment (`/{id}.json`).
    ///   - query: what the query must have.
    ///   - operationID: the operation's id in the document.
    ///   - security: the security requirements of the operation.
    public init(
        _ method: HTTPMethod, _ path: String, query: [QueryConstraint] = [], operationID: String? = nil,
        security: [[String]] = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.operationID = operationID
        self.security = security
        template = PathTemplate(path)
    }

    /// The route as documents spell it: `POST /items/{itemId}?action=copy`.
    public var description: String {
        let query = query.map(\.description).joined(separator: "&")
        return query.isEmpty ? "\(method) \(path)" : "\(method) \(path)?\(query)"
    }

    /// Whether the operation asks for this security scheme in any of its requirements.
    public func uses(securityScheme: String) -> Bool {
        security.contains { $0.contains(securityScheme) }
    }
}

/// What a query must have for a route to match.
public enum QueryConstraint: Sendable, Hashable, CustomStringConvertible {
    /// The name with exactly this value: `?action=complete`.
    case equals(String, String)
    /// The name with any value or none: `?library_id`.
    case present(String)

    /// The name that the constraint is about.
    public var name: String {
        switch self {
        case .equals(let name, _), .present(let name): name
        }
    }

    /// The constraint as documents spell it.
    public var description: String {
        switch self {
        case .equals(let name, let value): "\(name)=\(value)"
        case .present(let name): name
        }
    }
}
