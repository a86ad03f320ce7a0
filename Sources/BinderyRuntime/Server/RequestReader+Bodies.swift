import HTTPTypes

extension RequestReader {
    /// The body, read from JSON.
    ///
    /// A body without a media type is taken for JSON; one of another type than JSON is a fault.
    public func json<Value: JSONDecodable>(_ type: Value.Type = Value.self) throws(RequestFault) -> Value {
        let bytes = bytes()
        guard !bytes.isEmpty else { throw RequestFault(.body, .missing) }
        try expectJSON()
        return try decode(type, bytes)
    }

    /// The body, read from JSON; nil where it is empty or `null`.
    public func jsonIfPresent<Value: JSONDecodable>(_ type: Value.Type = Value.self) throws(RequestFault) -> Value? {
        let bytes = bytes()
        guard !bytes.isEmpty else { return nil }
        try expectJSON()
        return try decode(Value?.self, bytes)
    }

    /// The body as text.
    public func text() throws(RequestFault) -> String {
        guard let text = String(validating: bytes(), as: UTF8.self) else {
            throw RequestFault(.body, .invalid(expected: "text in UTF-8", found: "other bytes"))
        }
        return text
    }

    /// The body as text; nil where it is empty.
    public func textIfPresent() throws(RequestFault) -> String? {
        bytes().isEmpty ? nil : try text()
    }

    /// The body's bytes; none where the operation streams it.
    public func bytes() -> [UInt8] {
        wholeBody.availableBytes ?? []
    }

    /// The body as it comes.
    public func stream() -> BodyStream {
        wholeBody
    }

    /// The body as it comes; nil where it is known to be empty.
    public func streamIfPresent() -> BodyStream? {
        wholeBody.length == 0 ? nil : wholeBody
    }

    /// The fields of a form (`application/x-www-form-urlencoded`) as a model.
    public func form<Model: JSONDecodable>(_ type: Model.Type = Model.self) throws(RequestFault) -> Model {
        let items = QueryString(String(decoding: bytes(), as: UTF8.self)).items
        do throws(JSONDecodingError) {
            return try ParameterModel.read(type, from: .map(items.map { .init(name: $0.name, value: $0.value ?? "") }))
        } catch {
            throw RequestFault(.body, .json(error))
        }
    }

    private func decode<Value: JSONDecodable>(_ type: Value.Type, _ bytes: [UInt8]) throws(RequestFault) -> Value {
        do throws(JSONDecodingError) {
            return try Value.decode(from: bytes)
        } catch {
            throw RequestFault(.body, .json(error))
        }
    }

    private func expectJSON() throws(RequestFault) {
        guard hasJSON else {
            throw RequestFault(
                .body, .mediaType(found: headerFields[.contentType] ?? "", expected: "application/json"))
        }
    }

    /// Whether the body is of a JSON type, or of none that is told.
    var hasJSON: Bool {
        guard let field = headerFields[.contentType] else { return true }
        let end = field.firstIndex(of: ";") ?? field.endIndex
        let type = field[..<end].lowercased().filter { $0 != " " }
        return type.hasSuffix("/json") || type.hasSuffix("+json")
    }
}
