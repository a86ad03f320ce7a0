public import HTTPTypes

/// Hands requests to a router in the same process, without a network between: to try handlers and clients together.
public struct RouterTransport: ClientTransport {
    private let router: Router

    /// Makes a transport.
    /// - Parameter router: what answers every request, whatever its host.
    public init(_ router: Router) { self.router = router }

    /// Has the router answer a request.
    public func send(_ request: HTTPRequest, body: BodyStream?) async -> (HTTPResponse, BodyStream) {
        let response = await router.respond(to: ServerRequest(head: request, body: body ?? BodyStream()))
        return (response.head, response.body ?? BodyStream())
    }
}
