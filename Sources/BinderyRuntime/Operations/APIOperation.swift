/// How the bytes of a request's body reach the operation.
public enum RequestBodyMode: Sendable, Equatable {
    /// All of them, before the input is read; there is a limit.
    case collect
    /// As they come, without a limit.
    case stream
    /// As they come where the body's media type is one of `streamed` rather than of `collected`.
    case byMediaType(streamed: [String], collected: [String])

    /// How bodies of some formats reach the operation.
    public static func of<Value>(_ formats: [BodyFormat<Value>]) -> Self {
        let streamed = formats.filter(\.isStreamed).map(\.mediaType)
        let collected = formats.filter { !$0.isStreamed }.map(\.mediaType)
        if collected.isEmpty { return .stream }
        return streamed.isEmpty ? .collect : .byMediaType(streamed: streamed, collected: collected)
    }

    /// Whether a body of a content type reaches the operation as it comes.
    func streams(_ contentType: String?) -> Bool {
        switch self {
        case .collect: return false
        case .stream: return true
        case .byMediaType(let streamed, let collected):
            let index = (collected + streamed).index(ofContentType: contentType) ?? 0
            return index >= collected.count
        }
    }
}

/// One operation of a document: its address, its types, and how its success is put into a response.
///
/// Generated enumerations without cases conform; client and server are both written against this protocol. Most conform
/// by way of ``JSONOperation``, ``EmptyOperation``, ``TextOperation`` or ``StreamOperation``, which know what their success
/// looks like.
public protocol APIOperation: Sendable {
    /// Parameters and body; ``NoInput`` where there are none.
    associatedtype Input: OperationInput
    /// What a success answers.
    associatedtype Output: Sendable
    /// What else can happen; ``UndocumentedFailure`` where the document describes nothing else.
    associatedtype Failure: OperationFailure

    /// Where the operation is.
    static var route: Route { get }
    /// What parameters and body have to be, for their validation; nil, unless said otherwise, where that is not known.
    static var inputSchema: InputSchema? { get }
    /// How the request's body is read by the server; ``RequestBodyMode/collect`` unless said otherwise.
    static var requestBody: RequestBodyMode { get }
    /// Whether the body of a success reaches the client's caller as it comes; false unless said otherwise.
    static var streamsResponse: Bool { get }
    /// Whether the body of a response does so; that of every 2XX, unless said otherwise, where any does.
    /// - Parameters:
    ///   - status: the status of the response.
    ///   - contentType: the field `Content-Type` of the response.
    static func streamsResponse(withStatus status: Int, contentType: String?) -> Bool
    /// The media types that a success may have, those first that are wanted most; none where it is JSON, or a stream.
    static var successMediaTypes: [String] { get }

    /// Puts a success into a response.
    static func write(_ output: Output, to response: inout ResponseWriter)
    /// Takes a success out of a response; nil where its status is none of a success.
    static func readOutput(from response: inout ResponseReader) throws(JSONDecodingError) -> Output?
}

extension APIOperation {
    /// Nothing is known to validate.
    public static var inputSchema: InputSchema? { nil }
    /// The request's body is collected.
    public static var requestBody: RequestBodyMode { .collect }
    /// The response's body is collected.
    public static var streamsResponse: Bool { false }

    /// JSON, or a stream.
    public static var successMediaTypes: [String] { [] }

    /// The body of every success is streamed where any is.
    public static func streamsResponse(withStatus status: Int, contentType: String?) -> Bool {
        streamsResponse && (200..<300).contains(status)
    }

    /// Takes success or failure out of a response.
    static func read(_ response: inout ResponseReader) throws(JSONDecodingError) -> Result<Output, Failure> {
        if let output = try readOutput(from: &response) { return .success(output) }
        return .failure(try Failure.read(&response))
    }
}
