import HTTPTypes

/// Finds the operation that a request is for, and answers it.
///
/// A router is a value: made once, filled by the generated `register(in:)` and by hand, and then handed to a transport.
///
/// ```swift
/// var router = Router(basePath: "/api")
/// ContentLibraryHandlers(contentLibraryItem: ItemHandler(store)).register(in: &router)
/// router.on(.put, "/transfers/{id}") { request, context in … }
/// ```
///
/// Every request gets a response: nothing that a client sends is answered 500.
public struct Router: Sendable {
    /// Answers the requests of a raw endpoint.
    public typealias RawHandler = @Sendable (ServerRequest, RequestContext) async throws -> ServerResponse

    /// What all paths begin with, without a slash at its end; empty for none.
    public let basePath: String
    /// What takes part in the answering of every request; the first is the outermost.
    public var middlewares: [any ServerMiddleware] = []
    /// Finds out who sends a request; called when the route is known, before the body is read.
    public var authenticator: (any Authenticator)?
    /// Turns errors that no operation documents into responses.
    public var errors: any ErrorResponder = ProblemResponder()
    /// Hears of every error that is not the client's: those without ``ResponseError``, and those of a status from 500 on
    /// but 501.
    public var onError: (@Sendable (any Error, RequestContext) -> Void)?
    /// How many bytes a body may have that is collected before the operation runs.
    public var bodyLimit = 16 << 20
    /// Makes the id of a request.
    public var requestID: @Sendable (ServerRequest) -> String = { _ in Self.randomID() }

    private var tree = RouteTree()

    /// Makes a router without routes.
    /// - Parameter basePath: what all paths begin with, like `/api`.
    public init(basePath: String = "") {
        var path = basePath[...]
        while path.hasSuffix("/") { path.removeLast() }
        self.basePath = path.isEmpty || path.hasPrefix("/") ? String(path) : "/" + path
    }

    /// All routes.
    public var routes: [Route] { tree.routes }

    /// Adds an operation; one of the same method, path and query is replaced.
    /// - Parameters:
    ///   - operation: the operation.
    ///   - bodyLimit: how many bytes its body may have, where that is not the router's ``bodyLimit``.
    ///   - handler: what answers it. It may throw the operation's failure, which is answered as documented, or any error.
    public mutating func on<Operation: APIOperation>(
        _ operation: Operation.Type, bodyLimit: Int? = nil,
        handler: @escaping @Sendable (Operation.Input, RequestContext) async throws -> Operation.Output
    ) {
        add(operation.route, bodyLimit) { request, context, limit in
            let body = operation.requestBody == .stream ? request.body : try await Self.collected(request.body, limit)
            var reader = RequestReader(context: context, body: body)
            let input = try operation.readInput(from: &reader)
            var writer = ResponseWriter()
            do {
                operation.write(try await handler(input, context), to: &writer)
            } catch let failure as Operation.Failure {
                operation.write(failure, to: &writer)
            }
            return try writer.finish()
        }
    }

    /// Adds an endpoint that the document does not describe; its body is not collected and has no limit.
    /// - Parameters:
    ///   - method: the method.
    ///   - path: the path template below the base path. ``RequestContext/path(_:)`` has what its variables stand for.
    ///   - query: what the query must have.
    ///   - security: the security requirements, for the authenticator.
    ///   - handler: what answers it.
    public mutating func on(
        _ method: HTTPMethod, _ path: String, query: [QueryConstraint] = [], security: [[String]] = [],
        handler: @escaping RawHandler
    ) {
        add(Route(method, path, query: query, security: security), nil) { request, context, _ in
            try await handler(request, context)
        }
    }

    private mutating func add(_ route: Route, _ bodyLimit: Int?, _ handler: @escaping Endpoint.Handler) {
        tree.add(
            Endpoint(route: route, variables: route.template.variables, bodyLimit: bodyLimit, handler: handler))
    }

    private static func collected(_ body: BodyStream, _ limit: Int) async throws -> BodyStream {
        do {
            return BodyStream(try await body.collect(upTo: limit))
        } catch let error as BodyTooLarge {
            throw RequestFault(.body, .tooLarge(limit: error.limit))
        }
    }

    private static func randomID() -> String {
        let id = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - id.count) + id
    }
}

extension Router {
    /// What a request's path, method and query lead to.
    enum Destination {
        case endpoint(Endpoint, values: [Substring], omitsBody: Bool)
        case options(allowed: [HTTPMethod])
        case fault(RoutingFault)
    }

    /// Finds the operation that a request is for.
    func destination(of method: HTTPMethod, path: Substring, query: QueryString) -> Destination {
        guard path.hasPrefix(basePath + "/"), let match = tree.match(path.dropFirst(basePath.count + 1)) else {
            return .fault(.notFound(path: String(path)))
        }
        var candidates = match.endpoints.filter { $0.route.method == method }
        var omitsBody = false
        if candidates.isEmpty, method == .head {
            // What answers GET answers HEAD, but for the body (RFC 9110 §9.3.2).
            candidates = match.endpoints.filter { $0.route.method == .get }
            omitsBody = true
        }
        guard !candidates.isEmpty else {
            let allowed = Self.allowed(match.endpoints)
            return method == .options ? .options(allowed: allowed) : .fault(.methodNotAllowed(method, allowed: allowed))
        }
        guard let endpoint = QueryDispatch.select(query, among: candidates) else {
            return .fault(.queryMismatch(known: candidates.map(\.route.description).sorted()))
        }
        return .endpoint(endpoint, values: match.values, omitsBody: omitsBody)
    }

    private static func allowed(_ endpoints: [Endpoint]) -> [HTTPMethod] {
        var methods = Set(endpoints.map(\.route.method))
        if methods.contains(.get) { methods.insert(.head) }
        methods.insert(.options)
        return methods.sorted { $0.rawValue < $1.rawValue }
    }
}
