/// Why a call has no usable response.
public enum ClientFailure: Error, Sendable, CustomStringConvertible {
    /// The input cannot be put into a request; nothing was sent.
    case request(RequestEncodingError)
    /// The transport or a middleware failed.
    case transport(any Error)
    /// The body of a success is not what the document describes.
    case decoding(JSONDecodingError, UndocumentedResponse)
    /// The body has more bytes than the client takes (``APIClient/responseLimit``).
    case responseTooLarge(BodyTooLarge)

    /// What went wrong, as one sentence without a full stop.
    public var description: String {
        switch self {
        case .request(let error): "the request could not be made: \(error)"
        case .transport(let error): "the request failed: \(error)"
        case .decoding(let error, let response): "the response (\(response.status)) could not be read: \(error)"
        case .responseTooLarge(let error): "the response could not be read: \(error)"
        }
    }
}
