public import HTTPTypes

/// A request as it reaches the server.
public struct ServerRequest: Sendable {
    /// Method, path with query, and header fields.
    public var head: HTTPRequest
    /// The body, as it comes.
    public var body: BodyStream
    /// Where the request comes from, as the transport names it.
    public var remoteAddress: String?

    /// Makes a request.
    public init(head: HTTPRequest, body: BodyStream = BodyStream(), remoteAddress: String? = nil) {
        self.head = head
        self.body = body
        self.remoteAddress = remoteAddress
    }
}

/// A response as it leaves the server.
public struct ServerResponse: Sendable {
    /// Status and header fields.
    public var head: HTTPResponse
    /// The body, sent as it comes; nil where the response has none.
    public var body: BodyStream?

    /// Makes a response.
    public init(head: HTTPResponse, body: BodyStream? = nil) {
        self.head = head
        self.body = body
    }

    /// Makes a response.
    public init(status: Int, headerFields: HTTPFields = [:], body: BodyStream? = nil) {
        head = HTTPResponse(status: HTTPResponse.Status(code: status), headerFields: headerFields)
        self.body = body
    }

    /// The status.
    public var status: Int { head.status.code }
}
