/// How values of a type become bodies of a media type, and such bodies values.
///
/// Generated code names one for each body that is not plain JSON, and one for each alternative where a body may come in
/// several media types.
public struct BodyFormat<Value: Sendable>: Sendable {
    /// The media type that the document gives, which may be a range.
    public let mediaType: String
    /// Whether bodies are read as they come, not when all their bytes are there.
    public let isStreamed: Bool
    /// Makes the body; nil for a value that has another format.
    package let write: @Sendable (Value) throws(RequestEncodingError) -> BodyPart?
    /// Reads the body, whose bytes are all there unless the format is streamed.
    package let read: @Sendable (BodyPart) throws(JSONDecodingError) -> Value
    /// Gives the rules for a body to its value: holds the value against its schema, or has a stream heed them when it is
    /// read or written. Nil where nothing of the format heeds any.
    var apply: (@Sendable (BodyRules, inout Value) -> ValidationReport)?

    /// Makes a format.
    /// - Parameters:
    ///   - mediaType: the media type, or range of media types, of the bodies.
    ///   - isStreamed: whether bodies are read as they come.
    ///   - write: makes the body with its content type; nil for a value that has another format.
    ///   - read: reads the body, whose bytes are all there unless the format is streamed.
    public init(
        _ mediaType: String, isStreamed: Bool = false,
        write: @escaping @Sendable (Value) throws(RequestEncodingError) -> BodyPart?,
        read: @escaping @Sendable (BodyPart) throws(JSONDecodingError) -> Value
    ) {
        self.mediaType = mediaType
        self.isStreamed = isStreamed
        self.write = write
        self.read = read
    }

    /// The format of one case of an enumeration of alternatives.
    /// - Parameters:
    ///   - format: the format of what the case carries.
    ///   - make: the case.
    ///   - take: what the case carries; nil for another case.
    public static func alternative<Payload>(
        _ format: BodyFormat<Payload>, _ make: @escaping @Sendable (Payload) -> Value,
        _ take: @escaping @Sendable (Value) -> Payload?
    ) -> Self {
        var alternative = Self(
            format.mediaType, isStreamed: format.isStreamed,
            write: { (value) throws(RequestEncodingError) in
                guard let payload = take(value) else { return nil }
                return try format.write(payload)
            },
            read: { (part) throws(JSONDecodingError) in make(try format.read(part)) })
        if let apply = format.apply {
            alternative.apply = { rules, value in
                guard var payload = take(value) else { return ValidationReport() }
                defer { value = make(payload) }
                return apply(rules, &payload)
            }
        }
        return alternative
    }
}

extension BodyFormat where Value: JSONEncodable {
    /// The same format, whose values are held against the schema of the body once they have been read.
    public var checked: Self {
        var format = self
        format.apply = { rules, value in
            guard case .value(let schema) = rules.schema else { return ValidationReport() }
            do throws(JSONEncodingError) {
                return try schema.validate(value)
            } catch {
                return .refusal("type", expected: "a number that JSON has", found: error.description)
            }
        }
        return format
    }
}

extension BodyFormat where Value: JSONEncodable & JSONDecodable {
    /// JSON.
    public static var json: Self { json("application/json") }

    /// JSON under another media type.
    public static func json(_ mediaType: String) -> Self {
        Self(
            mediaType,
            write: { (value) throws(RequestEncodingError) in
                do throws(JSONEncodingError) {
                    return BodyPart(BodyStream(try value.encoded()), contentType: mediaType)
                } catch {
                    throw .json(error)
                }
            },
            read: { (part) throws(JSONDecodingError) in try Value.decode(from: part.bytes) })
    }
}

extension BodyFormat where Value: ScalarParameterValue {
    /// Plain text in UTF-8.
    public static var text: Self { text("text/plain") }

    /// Text under another media type.
    public static func text(_ mediaType: String) -> Self {
        let contentType = mediaType == "text/plain" ? "text/plain; charset=utf-8" : mediaType
        return Self(
            mediaType, write: { BodyPart(BodyStream($0.parameterText), contentType: contentType) },
            read: { (part) throws(JSONDecodingError) in
                guard let text = String(validating: part.bytes, as: UTF8.self) else {
                    throw JSONDecodingError(.mismatch(expected: "text in UTF-8", found: "other bytes"), offset: 0)
                }
                guard let value = Value(parameterText: text) else {
                    let found = "'\(text.prefix(80))'"
                    throw JSONDecodingError(.mismatch(expected: Value.parameterExpectation, found: found), offset: 0)
                }
                return value
            })
    }
}

extension BodyFormat where Value == BodyStream {
    /// Bytes as they come.
    public static func bytes(_ mediaType: String = "application/octet-stream") -> Self {
        Self(
            mediaType, isStreamed: true, write: { BodyPart($0, contentType: mediaType) }, read: { $0.body })
    }
}

extension BodyFormat where Value == BodyPart {
    /// Bytes as they come, with their media type and file name.
    /// - Parameter mediaType: what is sent where the part does not say its type.
    public static func file(_ mediaType: String = "application/octet-stream") -> Self {
        Self(
            mediaType, isStreamed: true,
            write: { part in
                var part = part
                if part.contentType == nil { part.contentType = mediaType }
                return part
            },
            read: { $0 })
    }
}
