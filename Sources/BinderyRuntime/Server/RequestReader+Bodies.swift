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

    /// The body in the format of its media type.
    ///
    /// A body without a media type is taken for the first format; one that no format is for is a fault (415).
    public func body<Value>(_ formats: [BodyFormat<Value>]) throws(RequestFault) -> Value {
        guard let value = try bodyIfPresent(formats) else { throw RequestFault(.body, .missing) }
        return value
    }

    /// The body in the format of its media type; nil where it is empty.
    public func bodyIfPresent<Value>(_ formats: [BodyFormat<Value>]) throws(RequestFault) -> Value? {
        let contentType = headerFields[.contentType]
        if wholeBody.length == 0, contentType == nil || !formats.allowsEmpty(as: contentType) { return nil }
        guard let format = formats.format(for: contentType) else {
            let expected = formats.map(\.mediaType).joined(separator: " or ")
            throw RequestFault(.body, .mediaType(found: contentType ?? "", expected: expected))
        }
        var value: Value
        do throws(JSONDecodingError) {
            value = try format.read(BodyPart(wholeBody, contentType: contentType))
        } catch {
            throw RequestFault(.body, .json(error))
        }
        let rules = (schema ?? InputSchema()).rules(for: format.mediaType, collectedBytes: collectedBytes)
        if let report = format.apply?(rules, &value), !report.isValid { throw RequestFault(.body, .violations(report)) }
        return value
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
    var hasJSON: Bool { ["application/json"].index(ofContentType: headerFields[.contentType]) != nil }
}
