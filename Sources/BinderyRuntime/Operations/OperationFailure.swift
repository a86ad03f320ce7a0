/// What an operation can answer but success; generated enumerations conform, one case for each documented response.
///
/// Operations that document the same failures share one type.
public protocol OperationFailure: Error {
    /// A response that the document does not describe, or whose body is not what it describes. A case fulfils this.
    static func undocumented(_ response: UndocumentedResponse) -> Self
    /// No usable response at all. A case fulfils this.
    static func failed(_ failure: ClientFailure) -> Self

    /// The response that the case stands for.
    var response: FailureResponse { get }
    /// Takes a failure out of a response whose status is none of a success.
    static func read(_ response: inout ResponseReader) throws(JSONDecodingError) -> Self
}

extension OperationFailure {
    /// The status of the response; nil where there is none.
    public var status: Int? { response.status }
    /// The documented body, where the case has one of JSON.
    public var body: (any JSONEncodable & Sendable)? { response.body }
}

/// What can happen to an operation whose document describes no failure.
public enum UndocumentedFailure: OperationFailure {
    /// A response that the document does not describe.
    case undocumented(UndocumentedResponse)
    /// No response that can be used.
    case failed(ClientFailure)

    /// The response that came; none where the call failed.
    public var response: FailureResponse {
        switch self {
        case .undocumented(let response): .undocumented(response)
        case .failed(let failure): .failed(failure)
        }
    }

    /// Keeps any response as it came.
    public static func read(_ response: inout ResponseReader) -> Self { .undocumented(response.undocumented()) }
}

/// The response that a case of an ``OperationFailure`` stands for: its status, and what is in it.
public struct FailureResponse {
    /// The status; nil where there is no response.
    public let status: Int?
    /// The body, where it is JSON.
    public let body: (any JSONEncodable & Sendable)?
    private let content: (inout ResponseWriter) -> Void

    /// Puts status, header fields and body into a response.
    func write(to response: inout ResponseWriter) { content(&response) }

    /// A response without a body.
    /// - Parameters:
    ///   - status: the status.
    ///   - headers: writes the header fields.
    public static func empty(_ status: Int, headers: @escaping (inout ResponseWriter) -> Void = { _ in }) -> Self {
        Self(status: status, body: nil) { response in
            headers(&response)
            response.status(status)
        }
    }

    /// A response with a body of JSON.
    /// - Parameters:
    ///   - status: the status.
    ///   - body: the body.
    ///   - contentType: the body's media type.
    ///   - headers: writes the header fields.
    public static func json(
        _ status: Int, _ body: some JSONEncodable & Sendable, contentType: String = "application/json",
        headers: @escaping (inout ResponseWriter) -> Void = { _ in }
    ) -> Self {
        Self(status: status, body: body) { response in
            headers(&response)
            response.json(body, status: status, contentType: contentType)
        }
    }

    /// A response with a body of text.
    /// - Parameters:
    ///   - status: the status.
    ///   - body: the body.
    ///   - contentType: the body's media type.
    ///   - headers: writes the header fields.
    public static func text(
        _ status: Int, _ body: String, contentType: String = "text/plain; charset=utf-8",
        headers: @escaping (inout ResponseWriter) -> Void = { _ in }
    ) -> Self {
        Self(status: status, body: nil) { response in
            headers(&response)
            response.text(body, status: status, contentType: contentType)
        }
    }

    /// A response with a body of bytes.
    /// - Parameters:
    ///   - status: the status.
    ///   - body: the body.
    ///   - contentType: the body's media type.
    ///   - headers: writes the header fields.
    public static func bytes(
        _ status: Int, _ body: [UInt8], contentType: String = "application/octet-stream",
        headers: @escaping (inout ResponseWriter) -> Void = { _ in }
    ) -> Self {
        Self(status: status, body: nil) { response in
            headers(&response)
            response.bytes(body, status: status, contentType: contentType)
        }
    }

    /// A response with a body in one of several formats.
    /// - Parameters:
    ///   - status: the status.
    ///   - body: the body.
    ///   - formats: its formats, the usual one first.
    ///   - headers: writes the header fields.
    public static func body<Value>(
        _ status: Int, _ body: Value, _ formats: [BodyFormat<Value>],
        headers: @escaping (inout ResponseWriter) -> Void = { _ in }
    ) -> Self {
        Self(status: status, body: body as? any JSONEncodable & Sendable) { response in
            headers(&response)
            response.body(body, formats, status: status)
        }
    }

    /// A response that the document does not describe, passed on as it came.
    public static func undocumented(_ undocumented: UndocumentedResponse) -> Self {
        Self(status: undocumented.status, body: nil) { $0.undocumented(undocumented) }
    }

    /// No response: the call of another server failed, which is an internal error to this server's clients.
    public static func failed(_ failure: ClientFailure) -> Self {
        Self(status: nil, body: nil) { $0.failed(failure) }
    }
}
