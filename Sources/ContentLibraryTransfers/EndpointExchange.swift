import BinderyRuntime
import ContentLibraryAPI
import HTTPTypes

/// What a transfer endpoint answered.
struct EndpointResponse {
    let head: HTTPResponse
    let body: BodyStream

    var isSuccess: Bool { (200..<300).contains(head.status.code) }

    /// The standard error in the body, or as much of the response as can be shown.
    func failure() async throws -> RefusedTransfer {
        let bytes = try await body.collect(upTo: 1 << 20)
        return RefusedTransfer(status: head.status.code, error: try? StandardError.decode(from: bytes))
    }
}

extension APIClient {
    /// Sends a request to an endpoint that the server named, which is outside the document.
    ///
    /// The client's credentials go along only to the server that the client talks to.
    func exchange(_ method: HTTPRequest.Method, _ uri: String, body: BodyStream?) async throws -> EndpointResponse {
        let base = try BaseURL(String(uri.prefix { $0 != "?" && $0 != "#" }))
        let query = uri.firstIndex(of: "?").map { uri[$0...] } ?? ""
        var request = HTTPRequest(
            method: method, scheme: base.scheme, authority: base.authority, path: base.path + query)
        if body != nil { request.headerFields[.contentType] = "application/octet-stream" }
        let isOwnServer = base.scheme == baseURL.scheme && base.authority == baseURL.authority
        let (head, answer) =
            isOwnServer ? try await send(request, body: body) : try await transport.send(request, body: body)
        return EndpointResponse(head: head, body: answer)
    }
}
