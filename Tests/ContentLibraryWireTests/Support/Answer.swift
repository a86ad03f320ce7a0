import BinderyRuntime
import ContentLibraryAPI
import HTTPTypes

/// A response as it came, with all of its body.
struct Answer {
    var status: Int
    var fields: HTTPFields
    var bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The body as a standard error; nil where it is none.
    var error: StandardError? { try? StandardError.decode(from: bytes) }
    var kind: StandardErrorKind? { error?.errorType }
    /// The stack of messages, as a reader sees it.
    var message: String { error?.messages.map { $0.rendered() }.joined(separator: "\n") ?? "" }
    /// Where in the JSON the fault is (`data.path`).
    var faultyPath: String? {
        guard case .string(let path)? = error?.data?["path"] else { return nil }
        return path
    }
}

extension ClientTransport {
    /// Sends a request that no operation describes, and reads all of the answer.
    func exchange(
        _ method: HTTPRequest.Method, _ uri: String, _ body: BodyStream? = nil, fields: HTTPFields = [:]
    ) async throws -> Answer {
        let url = try BaseURL(String(uri.prefix { $0 != "?" }))
        let request = HTTPRequest(
            method: method, scheme: url.scheme, authority: url.authority,
            path: String(uri.dropFirst("\(url.scheme)://\(url.authority)".count)), headerFields: fields)
        let (head, answer) = try await send(request, body: body)
        return Answer(
            status: head.status.code, fields: head.headerFields, bytes: try await answer.collect(upTo: 64 << 20))
    }
}
