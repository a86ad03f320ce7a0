import BinderyRuntime
import Foundation
import HTTPTypes

/// What another wire form asks for: an operation, and values for its parameters by their vAPI names, in the document's own
/// form.
struct WireCall {
    let operation: WireOperation
    private var values: [String: JSONValue] = [:]

    init(_ operation: WireOperation) { self.operation = operation }

    /// - Throws: where the operation has no such parameter, or it was given before.
    mutating func give(_ value: JSONValue, for name: String) throws(WireFault) {
        guard values.updateValue(value, forKey: name) == nil else {
            throw WireFault(.invalidArgument, "twice", "{0} is given twice.", name)
        }
    }

    /// The type of a parameter.
    func type(of name: String) throws(WireFault) -> WireType {
        guard let argument = operation.arguments.first(where: { $0.name == name }) else { throw .unexpected(name) }
        return argument.type
    }

    /// The request that calls the operation in the document's own form.
    /// - Parameters:
    ///   - basePath: what the router's paths begin with.
    ///   - original: the request of the other form, whose header fields are kept where they say nothing of its body.
    func request(basePath: String, like original: ServerRequest) throws(WireFault) -> ServerRequest {
        var head = original.head
        head.method = HTTPRequest.Method(operation.method) ?? .post
        for field in Self.ownFields { head.headerFields[field] = nil }
        head.path = basePath + (try target())
        for parameter in operation.parameters where parameter.place == .header {
            guard let value = try text(of: parameter), let name = HTTPField.Name(parameter.name) else { continue }
            guard HTTPField.isValidValue(value) else {
                throw .mismatch(
                    operation.name(of: parameter), expected: "text on one line", found: "control characters")
            }
            head.headerFields[name] = value
        }
        var request = ServerRequest(head: head, remoteAddress: original.remoteAddress)
        if let body = body() {
            request.head.headerFields[.contentType] = "application/json"
            // What has been read from JSON can be written as JSON.
            request.body = BodyStream((try? body.encoded()) ?? [])
            request.head.headerFields[.contentLength] = String(request.body.length ?? 0)
        }
        return request
    }

    /// The fields that belong to the body of the other form, or to its connection.
    private static let ownFields: [HTTPField.Name] = [
        .contentType, .contentLength, .contentEncoding, .transferEncoding, .accept, .expect, .cookie,
    ]

    /// The path with its query.
    private func target() throws(WireFault) -> String {
        let parts = operation.pathKey.split(separator: "?", maxSplits: 1)
        var path = ""
        for segment in (parts.first ?? "").split(separator: "/") {
            path += "/" + (segment.hasPrefix("{") ? try pathValue(segment.dropFirst().dropLast()) : String(segment))
        }
        let constants = parts.count > 1 ? parts[1].split(separator: "&").filter { $0.contains("=") } : []
        var query = constants.map(String.init)
        for parameter in operation.parameters where parameter.place == .query {
            guard let value = try text(of: parameter) else { continue }
            query.append("\(parameter.name)=\(Percent.encode(value))")
        }
        return path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }

    private func pathValue(_ variable: Substring) throws(WireFault) -> String {
        guard let parameter = operation.parameters.first(where: { $0.place == .path && $0.name == variable }),
            let value = try text(of: parameter)
        else { throw .missing(String(variable)) }
        guard !value.isEmpty else { throw .mismatch(operation.name(of: parameter), expected: "text", found: "none") }
        return Percent.encode(value)
    }

    /// The text of a parameter; nil where an optional one is not given.
    private func text(of parameter: WireParameter) throws(WireFault) -> String? {
        let name = operation.name(of: parameter)
        switch values[name] {
        case .string(let text): return text
        case .integer(let number): return String(number)
        case .bool(let value): return String(value)
        case .number(let number): return String(number)
        case nil, .null:
            guard parameter.isRequired else { return nil }
            throw .missing(name)
        case .some(let value): throw .mismatch(name, expected: "a single value", found: value.kindName)
        }
    }

    private func body() -> JSONValue? {
        guard let body = operation.body else { return nil }
        if let name = operation.bodyName { return values[name].flatMap { $0 == .null ? nil : $0 } }
        var object = JSONObject()
        for property in body.properties {
            guard let value = values[property.name], value != .null else { continue }
            object.members.append(.init(key: property.name, value: value))
        }
        return object.members.isEmpty && !body.isRequired ? nil : .object(object)
    }
}

/// What came of a call, in the document's own form.
enum WireOutcome {
    /// The value of a success; nil where there is none.
    case success(JSONValue?)
    /// A standard error, with the status and the header fields that it came with.
    case failure(JSONObject, status: Int, fields: HTTPFields)

    /// Reads a response of the document's own form.
    init(_ response: ServerResponse, limit: Int) async {
        let bytes = try? await response.body?.collect(upTo: limit)
        guard (200..<300).contains(response.status) else {
            let json = bytes.flatMap { try? JSONObject.decode(from: $0) }
            self = .failure(json ?? Self.unreadable.json, status: response.status, fields: response.head.headerFields)
            return
        }
        guard let bytes, !bytes.isEmpty else {
            self = .success(nil)
            return
        }
        guard let value = try? JSONValue.decode(from: bytes) else {
            self = .failure(Self.unreadable.json, status: 500, fields: [:])
            return
        }
        self = .success(value)
    }

    init(_ fault: WireFault) { self = .failure(fault.json, status: fault.kind.status, fields: [:]) }

    private static let unreadable = WireFault(
        .internalServerError, "unreadable", "The answer of the operation could not be read.")
}

/// Percent-encoding of everything but the unreserved characters (RFC 3986 §2.3).
enum Percent {
    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

    static func encode(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    /// - Returns: nil where an escape is broken or the bytes are not UTF-8.
    static func decode(_ text: some StringProtocol) -> String? { text.removingPercentEncoding }
}
