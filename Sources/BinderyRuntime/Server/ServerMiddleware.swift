/// Takes part in the answering of every request: logs, measures, adds fields.
public protocol ServerMiddleware: Sendable {
    /// Handles one request.
    /// - Parameters:
    ///   - request: the request, which may be changed.
    ///   - context: what is known of it; its route is nil where none matched.
    ///   - next: the rest of the way. It answers errors as responses already.
    /// - Returns: the response.
    func respond(
        to request: ServerRequest, context: RequestContext,
        next: @Sendable (ServerRequest, RequestContext) async -> ServerResponse
    ) async throws -> ServerResponse
}

/// Finds out who sends a request. ``SchemeAuthenticator`` does it by the security schemes of a document.
public protocol Authenticator: Sendable {
    /// The sender of a request.
    /// - Parameters:
    ///   - request: the request; its body must be left alone.
    ///   - context: what is known of it. Its ``RequestContext/route`` tells which security schemes the operation asks for.
    /// - Returns: the sender, which handlers find as ``RequestContext/principal``; nil where none is needed.
    /// - Throws: ``AuthenticationFault``, or another error that the ``ErrorResponder`` knows.
    func principal(of request: ServerRequest, context: RequestContext) async throws -> (any Sendable)?
}
