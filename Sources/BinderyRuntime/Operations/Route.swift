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
    /// The operation's tags in the document.
    public let tags: [String]
    /// The security requirements: any one of them suffices, of which all schemes are needed.
    public let security: [SecurityRequirement]
    /// The address of the operation's own server; nil where it is at that of the document. One that begins with a slash
    /// is at the host of the document's.
    public let server: String?

    let template: PathTemplate
    /// The path in the document, wherever the operation has been put.
    private var documentPath: String

    /// Makes a route.
    /// - Parameters:
    ///   - method: the method.
    ///   - path: the path template; a variable may be part of a segment (`/{id}.json`).
    ///   - query: what the query must have.
    ///   - operationID: the operation's id in the document.
    ///   - tags: the operation's tags in the document.
    ///   - security: the security requirements of the operation.
    ///   - server: the address of the operation's own server.
    public init(
        _ method: HTTPMethod, _ path: String, query: [QueryConstraint] = [], operationID: String? = nil,
        tags: [String] = [], security: [SecurityRequirement] = [], server: String? = nil
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.operationID = operationID
        self.tags = tags
        self.security = security
        self.server = server
        template = PathTemplate(path)
        documentPath = path
    }

    /// The route as documents spell it: `POST /items/{itemId}?action=copy`.
    public var description: String {
        let query = query.map(\.description).joined(separator: "&")
        return query.isEmpty ? "\(method) \(path)" : "\(method) \(path)?\(query)"
    }

    /// The route at another path.
    func at(_ path: String) -> Route {
        var route = Route(method, path, query: query, operationID: operationID, tags: tags, security: security)
        route.documentPath = documentPath
        return route
    }

    /// Whether it is the route of an operation, wherever that has been put.
    func isRoute(of operation: Route) -> Bool {
        method == operation.method && documentPath == operation.documentPath && query == operation.query
            && operationID == operation.operationID
    }

    /// Whether the operation asks for this security scheme in any of its requirements.
    public func uses(securityScheme: String) -> Bool {
        security.contains { $0.entries.contains { $0.scheme == securityScheme } }
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
