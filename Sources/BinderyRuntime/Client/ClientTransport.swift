public import HTTPTypes

/// Sends requests and receives responses.
public protocol ClientTransport: Sendable {
    /// Sends a request.
    /// - Parameters:
    ///   - request: scheme, authority, path with query, and header fields are all set; only what frames the body
    ///     (`Content-Length`, `Transfer-Encoding`) is the transport's to add.
    ///   - body: the body; nil where the request has none.
    /// - Returns: the head of the response as soon as it is there, and its body as it comes.
    func send(_ request: HTTPRequest, body: BodyStream?) async throws -> (HTTPResponse, BodyStream)
}

/// Takes part in every call of a client: signs requests, repeats them, logs.
public protocol ClientMiddleware: Sendable {
    /// Handles one request.
    /// - Parameters:
    ///   - request: the request, which may be changed.
    ///   - body: its body. One that comes in pieces can be sent only once.
    ///   - route: where the operation is.
    ///   - next: the rest of the way; called once, or again to repeat the request.
    /// - Returns: the response.
    func send(
        _ request: HTTPRequest, body: BodyStream?, route: Route,
        next: @Sendable (HTTPRequest, BodyStream?) async throws -> (HTTPResponse, BodyStream)
    ) async throws -> (HTTPResponse, BodyStream)
}
