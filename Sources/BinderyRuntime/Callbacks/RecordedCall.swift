public import HTTPTypes

/// What runtime expressions can say of a call: its request, and its response where there is one already.
public struct RecordedCall: Sendable {
    let context: RequestContext
    private let body: JSONValue?
    let status: Int?
    private let responseFields: HTTPFields
    private let responseBody: JSONValue?

    /// A call as its handler knows it.
    /// - Parameters:
    ///   - context: the request.
    ///   - body: its body, where expressions look into it.
    ///   - status: the status of the response.
    ///   - responseFields: the header fields of the response.
    ///   - responseBody: the body of the response, where expressions look into it.
    /// - Throws: where a body holds a number that JSON does not have.
    public init(
        _ context: RequestContext, body: (any JSONEncodable)? = nil, status: Int? = nil,
        responseFields: HTTPFields = [:], responseBody: (any JSONEncodable)? = nil
    ) throws(JSONEncodingError) {
        self.context = context
        self.body = try Self.json(body)
        self.status = status
        self.responseFields = responseFields
        self.responseBody = try Self.json(responseBody)
    }

    private static func json(_ body: (any JSONEncodable)?) throws(JSONEncodingError) -> JSONValue? {
        guard let body else { return nil }
        return try JSONValue(encoding: body)
    }

    /// The whole address of the request; nil where the transport does not tell it.
    var url: String? {
        let head = context.head
        guard let path = head.path else { return nil }
        if path.contains("://") { return path }
        guard let scheme = head.scheme, let authority = head.authority else { return nil }
        return "\(scheme)://\(authority)\(path)"
    }

    /// The value of `$request.source`.
    func request(_ source: Substring, _ expression: String) throws(RuntimeExpression.Unresolved) -> String? {
        if let name = source.after("path.") { return try? context.path(String(name)) }
        if let name = source.after("query.") { return context.query.values(of: String(name)).first }
        return try value(source, expression, context.head.headerFields, body)
    }

    /// The value of `$response.source`.
    func response(_ source: Substring, _ expression: String) throws(RuntimeExpression.Unresolved) -> String? {
        try value(source, expression, responseFields, responseBody)
    }

    private func value(
        _ source: Substring, _ expression: String, _ fields: HTTPFields, _ body: JSONValue?
    ) throws(RuntimeExpression.Unresolved) -> String? {
        if let name = source.after("header.") { return HTTPField.Name(String(name)).flatMap { fields[$0] } }
        if source == "body" { return try text(body, expression) }
        if let pointer = source.after("body#") { return try text(body?.value(at: pointer), expression) }
        throw .init(expression: expression, description: "'\(expression)' is no runtime expression")
    }

    /// A scalar as text; objects and arrays are none that fits into an address.
    private func text(_ value: JSONValue?, _ expression: String) throws(RuntimeExpression.Unresolved) -> String? {
        switch value {
        case nil, .null?: return nil
        case .string(let text)?: return text
        case .array?, .object?:
            throw .init(expression: expression, description: "the value of '\(expression)' is no text")
        case let scalar?: return (try? scalar.encoded()).map { String(decoding: $0, as: UTF8.self) }
        }
    }
}

extension Substring {
    fileprivate func after(_ prefix: String) -> Substring? { hasPrefix(prefix) ? dropFirst(prefix.count) : nil }
}

extension JSONValue {
    /// The value at a JSON pointer (RFC 6901).
    fileprivate func value(at pointer: Substring) -> JSONValue? {
        var value = self
        guard pointer.isEmpty || pointer.hasPrefix("/") else { return nil }
        for segment in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            let name = String(segment.replacing("~1", with: "/").replacing("~0", with: "~"))
            switch value {
            case .object(let object):
                guard let member = object[name] else { return nil }
                value = member
            case .array(let elements):
                guard let index = Int(name), elements.indices.contains(index) else { return nil }
                value = elements[index]
            default: return nil
            }
        }
        return value
    }
}
