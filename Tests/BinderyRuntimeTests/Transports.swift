import BinderyRuntime
import HTTPTypes

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
