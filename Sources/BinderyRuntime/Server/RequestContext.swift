public import HTTPTypes

/// What a handler knows of the request besides its input.
public struct RequestContext: Sendable {
    /// Method, path with query, and header fields.
    public let head: HTTPRequest
    /// Path and query apart from each other.
    public let target: RequestTarget
    /// The route that matched; nil where none did, which only middlewares and error responders see.
    public let route: Route?
    /// Tells this request from all others, in logs and error bodies.
    public let requestID: String
    /// Where the request comes from, as the transport names it.
    public let remoteAddress: String?
    /// The query, taken apart.
    public let query: QueryString
    /// Who asks: what the router's authenticator found out.
    public var principal: (any Sendable)?

    /// What the variables of the path stand for, still percent-encoded.
    let pathValues: [(name: String, value: Substring)]

    /// Makes a context, for tests of handlers.
    public init(
        head: HTTPRequest, route: Route? = nil, requestID: String = "", remoteAddress: String? = nil,
        principal: (any Sendable)? = nil
    ) {
        self.init(head, RequestTarget(of: head), route, requestID, remoteAddress, QueryString(""), [])
        self.principal = principal
    }

    init(
        _ head: HTTPRequest, _ target: RequestTarget, _ route: Route?, _ requestID: String, _ remoteAddress: String?,
        _ query: QueryString, _ pathValues: [(name: String, value: Substring)]
    ) {
        self.head = head
        self.target = target
        self.route = route
        self.requestID = requestID
        self.remoteAddress = remoteAddress
        self.query = query
        self.pathValues = pathValues
    }

    /// What a variable of the path stands for, percent-encoding resolved; for raw endpoints.
    /// - Throws: ``RequestFault`` where the route has no such variable, or its percent-encoding is broken.
    public func path(_ name: String) throws(RequestFault) -> String {
        guard let value = pathValues.first(where: { $0.name == name })?.value else {
            throw RequestFault(.path(name), .missing)
        }
        guard let text = PercentEncoding.decode(value) else {
            throw RequestFault(.path(name), .invalid(expected: "percent-encoded UTF-8", found: String(value)))
        }
        return text
    }
}
