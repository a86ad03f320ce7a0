public import HTTPTypes

/// Takes an operation's output or failure out of a response.
public struct ResponseReader {
    private let head: HTTPResponse
    private let body: BodyStream
    /// What reading the body has to heed.
    var rules = BodyRules()

    /// Makes a reader of a response whose body is all there.
    public init(_ head: HTTPResponse, bytes: [UInt8]) {
        self.head = head
        body = BodyStream(bytes)
    }

    /// Makes a reader of a response whose body is still to come.
    public init(_ head: HTTPResponse, stream: BodyStream) {
        self.head = head
        body = stream
    }

    /// The status.
    public var status: Int { head.status.code }

    /// The header fields.
    public var headerFields: HTTPFields { head.headerFields }

    /// The body as a value read from JSON.
    public func json<Value: JSONDecodable>(_ type: Value.Type = Value.self) throws(JSONDecodingError) -> Value {
        try Value.decode(from: bytes())
    }

    /// The body as a value read from JSON; nil where it is empty or `null`.
    public func jsonIfPresent<Value: JSONDecodable>(_ type: Value.Type = Value.self) throws(JSONDecodingError) -> Value?
    {
        let bytes = bytes()
        return bytes.isEmpty ? nil : try Value?.decode(from: bytes)
    }

    /// The body as text.
    /// - Throws: ``JSONDecodingError`` where it is not UTF-8.
    public func text() throws(JSONDecodingError) -> String {
        guard let text = String(validating: bytes(), as: UTF8.self) else {
            throw JSONDecodingError(.mismatch(expected: "text in UTF-8", found: "other bytes"), offset: 0)
        }
        return text
    }

    /// The body's bytes; none where the body is streamed.
    public func bytes() -> [UInt8] {
        body.availableBytes ?? []
    }

    /// The body as it comes.
    public func stream() -> BodyStream {
        body
    }

    /// The body in the format of its media type.
    ///
    /// Where there is only one format, it is taken whatever the response calls its body.
    public func body<Value>(_ formats: [BodyFormat<Value>]) throws(JSONDecodingError) -> Value {
        let contentType = headerFields[.contentType]
        guard let format = formats.format(for: contentType) ?? (formats.count == 1 ? formats.first : nil) else {
            let expected = formats.map(\.mediaType).joined(separator: " or ")
            throw JSONDecodingError(.mismatch(expected: expected, found: "'\(contentType ?? "")'"), offset: 0)
        }
        var value = try format.read(BodyPart(body, contentType: contentType))
        _ = format.apply?(rules, &value)
        return value
    }

    /// The response as it is, for a status that the document does not describe.
    public func undocumented() -> UndocumentedResponse {
        UndocumentedResponse(status: status, headerFields: headerFields, body: bytes())
    }
}

extension ResponseReader {
    /// A header field that the response must have.
    public func header<Value: ParameterValue>(
        _ name: String, _ type: Value.Type = Value.self, style: ParameterStyle = .simple, explode: Bool = false
    ) throws(JSONDecodingError) -> Value {
        guard let value = try headerIfPresent(name, type, style: style, explode: explode) else { throw missing(name) }
        return value
    }

    /// A header field; nil where the response does not have it.
    public func headerIfPresent<Value: ParameterValue>(
        _ name: String, _ type: Value.Type = Value.self, style: ParameterStyle = .simple, explode: Bool = false
    ) throws(JSONDecodingError) -> Value? {
        guard let text = field(name) else { return nil }
        let content = style.content(
            of: text[...], name: name, shape: type.parameterShape, explode: explode, isEncoded: false
        )
        guard let value = content.flatMap(Value.init(parameterContent:)) else {
            throw invalid(name, expected: type.parameterExpectation, found: text)
        }
        return value
    }

    /// A header field of several values that the response must have.
    public func headerArray<Element: ScalarParameterValue>(
        _ name: String, _ type: Element.Type = Element.self, style: ParameterStyle = .simple, explode: Bool = false
    ) throws(JSONDecodingError) -> [Element] {
        try header(name, [Element].self, style: style, explode: explode)
    }

    /// A header field of several values; nil where the response does not have it.
    public func headerArrayIfPresent<Element: ScalarParameterValue>(
        _ name: String, _ type: Element.Type = Element.self, style: ParameterStyle = .simple, explode: Bool = false
    ) throws(JSONDecodingError) -> [Element]? {
        try headerIfPresent(name, [Element].self, style: style, explode: explode)
    }

    /// A header field that is a model, and that the response must have.
    public func headerObject<Model: JSONDecodable>(
        _ name: String, _ type: Model.Type = Model.self, style: ParameterStyle = .simple, explode: Bool = false
    ) throws(JSONDecodingError) -> Model {
        guard let value = try headerObjectIfPresent(name, type, style: style, explode: explode) else {
            throw missing(name)
        }
        return value
    }

    /// A header field that is a model; nil where the response does not have it.
    public func headerObjectIfPresent<Model: JSONDecodable>(
        _ name: String, _ type: Model.Type = Model.self, style: ParameterStyle = .simple, explode: Bool = false
    ) throws(JSONDecodingError) -> Model? {
        guard let text = field(name) else { return nil }
        let content = style.content(of: text[...], name: name, shape: .map, explode: explode, isEncoded: false)
        guard let content else { throw invalid(name, expected: "names and values", found: text) }
        return try ParameterModel.read(type, from: content)
    }

    /// A header field whose text is JSON, and that the response must have.
    public func headerJSON<Value: JSONDecodable>(
        _ name: String, _ type: Value.Type = Value.self
    ) throws(JSONDecodingError) -> Value {
        guard let text = field(name) else { throw missing(name) }
        return try Value.decode(from: text)
    }

    /// A header field whose text is JSON; nil where the response does not have it.
    public func headerJSONIfPresent<Value: JSONDecodable>(
        _ name: String, _ type: Value.Type = Value.self
    ) throws(JSONDecodingError) -> Value? {
        guard let text = field(name) else { return nil }
        return try Value.decode(from: text)
    }

    private func field(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { head.headerFields[$0] }
    }

    private func missing(_ name: String) -> JSONDecodingError {
        JSONDecodingError(.missing(member: name), offset: 0, path: "the response's header fields")
    }

    private func invalid(_ name: String, expected: String, found: String) -> JSONDecodingError {
        JSONDecodingError(
            .mismatch(expected: expected, found: "'\(found)'"), offset: 0, path: "the header field '\(name)'"
        )
    }
}
