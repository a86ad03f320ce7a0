import BinderyRuntime
import ContentLibraryAPI
import HTTPTypes

/// What a transfer endpoint answered.
struct EndpointResponse {
    let head: HTTPResponse
    let body: BodyStream

    var isSuccess: Bool { (200..<300).contains(head.status.code) }

    /// The status, and the standard error in the body where there is one that can be read.
    func failure() async -> RefusedTransfer {
        guard let bytes = try? await body.collect(upTo: 1 << 20) else {
            return RefusedTransfer(status: head.status.code, error: nil)
        }
        return RefusedTransfer(status: head.status.code, error: try? StandardError.decode(from: bytes))
    }
}

extension APIClient {
    /// Sends a request to an endpoint that the server named, which is outside the document.
    ///
    /// The client's credentials go along only to the server that the client talks to.
    func exchange(_ method: HTTPRequest.Method, _ uri: String, body: BodyStream?) async throws -> EndpointResponse {
        let target = uri.prefix { $0 != "#" }
        let address = target.prefix { $0 != "?" }
        let base = try BaseURL(String(address))
        var request = HTTPRequest(
            method: method, scheme: base.scheme, authority: base.authority,
            path: base.path + target[address.endIndex...])
        if body != nil { request.headerFields[.contentType] = "application/octet-stream" }
        let (head, answer) =
            base.isSameServer(as: baseURL)
            ? try await send(request, body: body) : try await transport.send(request, body: body)
        return EndpointResponse(head: head, body: answer)
    }
}

extension BaseURL {
    /// Whether scheme, host and port are the same, however they are spelled (RFC 3986 §6.2.2.1, §6.2.3).
    func isSameServer(as other: BaseURL) -> Bool {
        scheme == other.scheme && normalizedAuthority == other.normalizedAuthority
    }

    /// The authority in lower case, without the port where that is the scheme's own or empty.
    private var normalizedAuthority: Substring {
        let authority = authority.lowercased()[...]
        for port in [scheme == "https" ? ":443" : ":80", ":"] where authority.hasSuffix(port) {
            return authority.dropLast(port.count)
        }
        return authority
    }
}
