import AsyncHTTPClient
import BinderyAsyncHTTPClient
import BinderyRuntime
import Foundation
import HTTPTypes

/// Sends bytes to the endpoints that the API names, and gets them back.
struct FileTransfers: Sendable {
    let http: HTTPExchange

    /// - Returns: the status.
    func put(_ content: [UInt8], to uri: String, as credential: Credential) async throws -> Int {
        var fields = credential.headerFields
        fields[.contentType] = "application/octet-stream"
        return try await http.send(.put, uri, fields, BodyStream(content)).status
    }

    /// - Returns: the status, and the bytes that came.
    func get(_ uri: String, range: String? = nil, as credential: Credential) async throws -> (Int, [UInt8]) {
        var fields = credential.headerFields
        if let range { fields[.range] = range }
        let answer = try await http.send(.get, uri, fields)
        return (answer.status, answer.body)
    }
}

/// One request, one answer.
struct HTTPExchange: Sendable {
    struct Answer: Sendable {
        var status: Int
        var headerFields: HTTPFields
        var body: [UInt8]
    }

    let transport: AsyncHTTPClientTransport

    func send(
        _ method: HTTPRequest.Method, _ uri: String, _ fields: HTTPFields, _ body: BodyStream? = nil
    ) async throws -> Answer {
        let parts = uri.split(separator: "?", maxSplits: 1)
        let url = try BaseURL(String(parts.first ?? ""))
        let query = parts.count > 1 ? "?" + parts[1] : ""
        let request = HTTPRequest(
            method: method, scheme: url.scheme, authority: url.authority, path: url.path + query, headerFields: fields)
        let (response, answer) = try await transport.send(request, body: body)
        return Answer(
            status: response.status.code, headerFields: response.headerFields,
            body: try await Array(answer.collect(upTo: 16 << 20)))
    }

    func send(
        _ method: HTTPRequest.Method, _ uri: String, as credential: Credential, json: JSONValue?,
        _ more: HTTPFields = [:]
    ) async throws -> Answer {
        var fields = credential.headerFields
        fields.append(contentsOf: more)
        fields[.accept] = "application/json"
        guard let json else { return try await send(method, uri, fields) }
        fields[.contentType] = "application/json"
        return try await send(method, uri, fields, BodyStream(try json.encoded()))
    }
}

extension HTTPExchange.Answer {
    /// The body as JSON; null where there is none.
    func json() throws -> JSONValue {
        guard !body.isEmpty else { return .null }
        do { return try JSONValue.decode(from: body) } catch {
            throw Disagreement(
                "status \(status) with a body that is no JSON: \(String(decoding: body.prefix(200), as: UTF8.self))")
        }
    }
}

extension Credential {
    var headerFields: HTTPFields {
        switch self {
        case .nobody: [:]
        case .password(let name, let password):
            [.authorization: "Basic \(Data("\(name):\(password)".utf8).base64EncodedString())"]
        case .session(let id): [.sessionID: id]
        }
    }
}

extension HTTPField.Name {
    /// `vmware-api-session-id`.
    static let sessionID = HTTPField.Name("vmware-api-session-id") ?? .cookie
    static let clientToken = HTTPField.Name("Client-Token") ?? .cookie
}
