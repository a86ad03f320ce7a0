/// How the bytes of a request's body reach the operation.
public enum RequestBodyMode: Sendable, Equatable {
    /// All of them, before the input is read; there is a limit.
    case collect
    /// As they come, without a limit.
    case stream
}

/// One operation of a document: its address, its types, and how they are put into requests and responses.
///
/// Generated enumerations without cases conform; client and server are both written against this protocol.
public protocol APIOperation: Sendable {
    /// Parameters and body.
    associatedtype Input: Sendable
    /// What a success answers.
    associatedtype Output: Sendable
    /// What else can happen.
    associatedtype Failure: OperationFailure

    /// Where the operation is.
    static var route: Route { get }
    /// How the request's body is read by the server; ``RequestBodyMode/collect`` unless said otherwise.
    static var requestBody: RequestBodyMode { get }
    /// Whether the body of a success reaches the client's caller as it comes; false unless said otherwise.
    static var streamsResponse: Bool { get }
    /// Whether the body of a response with a status does so; that of every 2XX, unless said otherwise, where any does.
    static func streamsResponse(withStatus status: Int) -> Bool

    /// Puts the input into a request.
    static func write(_ input: Input, to request: inout RequestWriter) throws(RequestEncodingError)
    /// Takes the input out of a request.
    static func readInput(from request: inout RequestReader) throws(RequestFault) -> Input
    /// Puts a success into a response.
    static func write(_ output: Output, to response: inout ResponseWriter)
    /// Puts a documented failure into a response.
    static func write(_ failure: Failure, to response: inout ResponseWriter)
    /// Takes success or failure out of a response.
    static func read(_ response: inout ResponseReader) throws(JSONDecodingError) -> Result<Output, Failure>
}

extension APIOperation {
    /// The request's body is collected.
    public static var requestBody: RequestBodyMode { .collect }
    /// The response's body is collected.
    public static var streamsResponse: Bool { false }

    /// The body of every success is streamed where any is.
    public static func streamsResponse(withStatus status: Int) -> Bool {
        streamsResponse && (200..<300).contains(status)
    }
}

/// What an operation can answer but success; generated enumerations conform, one case for each documented response.
public protocol OperationFailure: Error {
    /// A response that the document does not describe, or whose body is not what it describes. A case fulfils this.
    static func undocumented(_ response: UndocumentedResponse) -> Self
    /// No usable response at all. A case fulfils this.
    static func failed(_ failure: ClientFailure) -> Self

    /// The status of the response; nil where there is none.
    var status: Int? { get }
    /// The documented body, where the case has one.
    var body: (any JSONEncodable & Sendable)? { get }
}
