/// An operation with one documented success.
public protocol SuccessOperation: APIOperation {
    /// The status that the server answers.
    static var successStatus: Int { get }
    /// The statuses that the client takes for this success; only ``successStatus`` unless said otherwise.
    static var successStatuses: Range<Int> { get }
}

extension SuccessOperation {
    /// 200 OK.
    public static var successStatus: Int { 200 }
    /// No other status.
    public static var successStatuses: Range<Int> { successStatus..<successStatus + 1 }
}

/// An operation whose success is a body of JSON, of status 200 unless said otherwise.
public protocol JSONOperation: SuccessOperation where Output: JSONEncodable & JSONDecodable {
    /// The body's media type; `application/json` unless said otherwise.
    static var successContentType: String { get }
}

extension JSONOperation {
    /// JSON without more.
    public static var successContentType: String { "application/json" }

    /// Puts the body and its status into a response.
    public static func write(_ output: Output, to response: inout ResponseWriter) {
        response.json(output, status: successStatus, contentType: successContentType)
    }

    /// Takes the body out of a response.
    public static func readOutput(from response: inout ResponseReader) throws(JSONDecodingError) -> Output? {
        guard successStatuses.contains(response.status) else { return nil }
        return try response.json(Output.self)
    }
}

/// An operation whose success has no body, and the status 204 unless said otherwise.
public protocol EmptyOperation: SuccessOperation where Output == Void {}

extension EmptyOperation {
    /// 204 No Content.
    public static var successStatus: Int { 204 }

    /// Puts the status into a response.
    public static func write(_ output: Output, to response: inout ResponseWriter) {
        response.status(successStatus)
    }

    /// Looks at a response's status.
    public static func readOutput(from response: inout ResponseReader) throws(JSONDecodingError) -> Output? {
        successStatuses.contains(response.status) ? () : nil
    }
}

/// An operation whose success is a body of text, of status 200 unless said otherwise.
public protocol TextOperation: SuccessOperation where Output == String {
    /// The body's media type; `text/plain` in UTF-8 unless said otherwise.
    static var successContentType: String { get }
}

extension TextOperation {
    /// Plain text.
    public static var successContentType: String { "text/plain; charset=utf-8" }

    /// Puts the body and its status into a response.
    public static func write(_ output: Output, to response: inout ResponseWriter) {
        response.text(output, status: successStatus, contentType: successContentType)
    }

    /// Takes the body out of a response.
    public static func readOutput(from response: inout ResponseReader) throws(JSONDecodingError) -> Output? {
        guard successStatuses.contains(response.status) else { return nil }
        return try response.text()
    }
}

/// An operation whose success is a body of bytes that reach the caller as they come, of status 200 unless said otherwise.
public protocol StreamOperation: SuccessOperation where Output == BodyStream {
    /// The body's media type; `application/octet-stream` unless said otherwise.
    static var successContentType: String { get }
}

extension StreamOperation {
    /// Bytes of any kind.
    public static var successContentType: String { "application/octet-stream" }
    /// The body is not collected.
    public static var streamsResponse: Bool { true }

    /// Puts the body and its status into a response.
    public static func write(_ output: Output, to response: inout ResponseWriter) {
        response.bytes(output, status: successStatus, contentType: successContentType)
    }

    /// Takes the body out of a response.
    public static func readOutput(from response: inout ResponseReader) throws(JSONDecodingError) -> Output? {
        successStatuses.contains(response.status) ? response.stream() : nil
    }
}

/// An operation whose success is a body of another format, or of one of several, of status 200 unless said otherwise.
public protocol FormatOperation: SuccessOperation {
    /// The formats of the body, the usual one first.
    static var successFormats: [BodyFormat<Output>] { get }
}

extension FormatOperation {
    /// The media types of the formats.
    public static var successMediaTypes: [String] { successFormats.map(\.mediaType) }

    /// Whether the format of the body's media type reads it as it comes.
    public static func streamsResponse(withStatus status: Int, contentType: String?) -> Bool {
        successStatuses.contains(status) && successFormats.isStreamed(as: contentType)
    }

    /// Puts the body, in the format that the request wants most, and its status into a response.
    public static func write(_ output: Output, to response: inout ResponseWriter) {
        response.body(output, successFormats, status: successStatus)
    }

    /// Takes the body out of a response.
    public static func readOutput(from response: inout ResponseReader) throws(JSONDecodingError) -> Output? {
        guard successStatuses.contains(response.status) else { return nil }
        return try response.body(successFormats)
    }
}
