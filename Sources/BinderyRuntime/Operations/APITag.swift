/// The operations of one tag. Generated enums conform, around the operations that have the tag first.
public protocol APITag {
    /// The tag's name in the document; nil for the operations without one.
    static var tag: String? { get }
    /// What its operations ask for where they say nothing else.
    static var usualSecurity: [SecurityRequirement] { get }
}

extension APITag {
    public static var usualSecurity: [SecurityRequirement] { [] }

    /// The route of an operation that has this tag, and no other, and asks for what is usual, unless told otherwise.
    /// - Parameters:
    ///   - method: the method.
    ///   - path: the path template.
    ///   - query: what the query must have.
    ///   - operationID: the operation's id in the document.
    ///   - tags: the operation's tags in the document, where this one is not the only one.
    ///   - security: the security requirements of the operation, where they are not the usual ones.
    ///   - server: the address of the operation's own server.
    public static func makeRoute(
        _ method: HTTPMethod, _ path: String, query: [QueryConstraint] = [], operationID: String? = nil,
        tags: [String]? = nil, security: [SecurityRequirement]? = nil, server: String? = nil
    ) -> Route {
        Route(
            method, path, query: query, operationID: operationID, tags: tags ?? tag.map { [$0] } ?? [],
            security: security ?? usualSecurity, server: server)
    }
}

/// The routes that a middleware takes part in.
struct RouteScope: Sendable {
    private let contains: @Sendable (Route) -> Bool

    /// The operations of a tag, be it their first or not.
    init<Tag: APITag>(_ type: Tag.Type) {
        let tag = type.tag
        contains = { route in tag.map { route.tags.contains($0) } ?? route.tags.isEmpty }
    }

    /// One operation.
    init<Operation: APIOperation>(_ type: Operation.Type) {
        let operation = type.route
        contains = { $0.isRoute(of: operation) }
    }

    func contains(_ route: Route?) -> Bool { route.map(contains) ?? false }
}
