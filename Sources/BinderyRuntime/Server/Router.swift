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
    /// but 501. So it does of what the body of a response throws while it is sent.
    public var onError: (@Sendable (any Error, RequestContext) -> Void)?
    /// How many bytes a body may have that is collected before the operation runs. Of a multipart body, which is not, as
    /// many bytes may stand in parts that are no streams.
    public var bodyLimit = 16 << 20
    /// Whether requests are held against the schemas of their operations before a handler runs.
    public var validation = RequestValidation.full
    /// Makes the id of a request.
    public var requestID: @Sendable (ServerRequest) -> String = { _ in Self.randomID() }

    private var tree = RouteTree()
    private var bodyLimits: [ObjectIdentifier: Int] = [:]

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
    ///   - path: the path template below the base path, where that is not the document's: of a webhook or a callback.
    ///   - bodyLimit: how many bytes its body may have, where that is not the router's ``bodyLimit``.
    ///   - handler: what answers it. It may throw the operation's failure, which is answered as documented, or any error.
    public mutating func on<Operation: APIOperation>(
        _ operation: Operation.Type, at path: String? = nil, bodyLimit: Int? = nil,
        handler: @escaping @Sendable (Operation.Input, RequestContext) async throws -> Operation.Output
    ) {
        if let bodyLimit { limitBody(of: operation, to: bodyLimit) }
        add(path.map(operation.route.at) ?? operation.route) { request, context, router in
            let accept = request.head.headerFields[.accept]
            let mediaTypes = operation.successMediaTypes
            if mediaTypes.count > 1, !AcceptedMediaTypes(accept).wantsAny(of: mediaTypes) {
                throw RoutingFault.notAcceptable(known: mediaTypes)
            }
            let body = try await router.body(of: request, for: operation)
            var reader = RequestReader(context: context, body: body)
            reader.collectedBytes = router.bodyLimits[ObjectIdentifier(operation)] ?? router.bodyLimit
            let input = try router.validation.input(of: operation, from: &reader)
            var writer = ResponseWriter(accept: accept)
            do {
                operation.write(try await handler(input, context), to: &writer)
            } catch let failure as Operation.Failure {
                failure.response.write(to: &writer)
            }
            return try writer.finish()
        }
    }

    /// Sets how many bytes the body of an operation may have, where that is not the router's ``bodyLimit``.
    ///
    /// It says so for operations that the generated `register(in:)` adds, before it or after it. What anybody may call can
    /// be kept small so. An operation that streams its body has no limit unless it has one here.
    public mutating func limitBody<Operation: APIOperation>(of operation: Operation.Type, to limit: Int) {
        bodyLimits[ObjectIdentifier(operation)] = limit
    }

    /// Adds an endpoint that the document does not describe; its body is not collected.
    /// - Parameters:
    ///   - method: the method.
    ///   - path: the path template below the base path. ``RequestContext/path(_:)`` has what its variables stand for.
    ///   - query: what the query must have.
    ///   - security: the security requirements, for the authenticator.
    ///   - bodyLimit: how many bytes its body may have; nil for as many as come.
    ///   - handler: what answers it. Reading more than the limit throws ``RequestFault``.
    public mutating func on(
        _ method: HTTPMethod, _ path: String, query: [QueryConstraint] = [], security: [SecurityRequirement] = [],
        bodyLimit: Int? = nil, handler: @escaping RawHandler
    ) {
        add(Route(method, path, query: query, security: security)) { request, context, _ in
            var request = request
            if let bodyLimit { request.body = try request.body.limited(to: bodyLimit) }
            return try await handler(request, context)
        }
    }

    private mutating func add(_ route: Route, _ handler: @escaping Endpoint.Handler) {
        tree.add(Endpoint(route: route, variables: route.template.variables, handler: handler))
    }

    /// The body as the operation wants it: all of it, or as it comes.
    private func body<Operation: APIOperation>(
        of request: ServerRequest, for operation: Operation.Type
    ) async throws -> BodyStream {
        let limit = bodyLimits[ObjectIdentifier(operation)]
        if operation.requestBody.streams(request.head.headerFields[.contentType]) {
            return try limit.map { try request.body.limited(to: $0) } ?? request.body
        }
        do {
            return BodyStream(try await request.body.collect(upTo: limit ?? bodyLimit))
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
        case endpoint(Endpoint, values: [Substring])
        case options(allowed: [HTTPMethod])
        case fault(RoutingFault)
    }

    /// Finds the operation that a request is for.
    func destination(of method: HTTPMethod, path: Substring, query: QueryString) -> Destination {
        guard let path = below(path), let match = tree.match(path) else {
            return .fault(.notFound(path: String(path)))
        }
        var candidates = match.endpoints.filter { $0.route.method == method }
        if candidates.isEmpty, method == .head {
            // What answers GET answers HEAD, but for the body (RFC 9110 §9.3.2).
            candidates = match.endpoints.filter { $0.route.method == .get }
        }
        guard !candidates.isEmpty else {
            let allowed = Self.allowed(match.endpoints)
            return method == .options ? .options(allowed: allowed) : .fault(.methodNotAllowed(method, allowed: allowed))
        }
        guard let endpoint = QueryDispatch.select(query, among: candidates) else {
            return .fault(.queryMismatch(known: candidates.map(\.route.description).sorted()))
        }
        return .endpoint(endpoint, values: match.values)
    }

    /// The path without the base path and the slash after it; nil where it does not begin so.
    private func below(_ path: Substring) -> Substring? {
        let base = basePath.utf8
        guard path.utf8.starts(with: base) else { return nil }
        let rest = path.utf8.dropFirst(base.count)
        return rest.first == UInt8(ascii: "/") ? Substring(rest.dropFirst()) : nil
    }

    private static func allowed(_ endpoints: [Endpoint]) -> [HTTPMethod] {
        var methods = Set(endpoints.map(\.route.method))
        if methods.contains(.get) { methods.insert(.head) }
        methods.insert(.options)
        return methods.sorted { $0.rawValue < $1.rawValue }
    }
}
