import BinderyRuntime
import HTTPTypes

/// Hands requests to a router in the same process.
struct RouterTransport: ClientTransport {
    let router: Router

    func send(_ request: HTTPRequest, body: BodyStream?) async throws -> (HTTPResponse, BodyStream) {
        let response = await router.respond(to: ServerRequest(head: request, body: body ?? BodyStream()))
        return (response.head, response.body ?? BodyStream())
    }
}

/// Answers every request with the same response.
struct FixedTransport: ClientTransport {
    let status: Int
    let body: String

    func send(_ request: HTTPRequest, body: BodyStream?) async throws -> (HTTPResponse, BodyStream) {
        (HTTPResponse(status: .init(code: status)), BodyStream(self.body))
    }
}

extension Router {
    /// Answers a request that is given as text.
    func respond(
        _ method: String, _ target: String, fields: HTTPFields = [:], body: BodyStream = BodyStream()
    ) async -> ServerResponse {
        let head = HTTPRequest(
            method: HTTPRequest.Method(rawValue: method) ?? .get, scheme: "http", authority: "localhost", path: target,
            headerFields: fields)
        return await respond(to: ServerRequest(head: head, body: body))
    }
}

extension ServerResponse {
    /// All of the body as text.
    func text() async throws -> String {
        String(decoding: try await body?.collect(upTo: 1 << 20) ?? [], as: UTF8.self)
    }
}
