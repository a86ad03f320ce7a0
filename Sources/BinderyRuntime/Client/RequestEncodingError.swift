/// Why an input cannot be put into a request.
public enum RequestEncodingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A path parameter was not written.
    case missingPathParameter(String)
    /// A path parameter is empty, which would make the path of another operation.
    case emptyPathParameter(String)
    /// A value is nested deeper than parameters can express.
    case nestedParameter
    /// A header field's value has characters that fields cannot have.
    case invalidHeaderField(name: String)
    /// The method of the route is no HTTP token.
    case invalidMethod(String)
    /// The kind or id of a server-sent event has a line break or NUL in it.
    case eventField(name: String)
    /// XML cannot express a value; the reason reads as a sentence without a full stop.
    case xml(String)
    /// A body or parameter holds a number that JSON does not have.
    case json(JSONEncodingError)
    /// The request is not what the document demands (only where ``APIClient/validatesRequests`` is set).
    case invalid(ValidationReport)
    /// The address of an operation's own server, or of a webhook or callback, is none.
    case invalidAddress(BaseURL.Invalid)

    /// What is wrong, as one sentence without a full stop.
    public var description: String {
        switch self {
        case .missingPathParameter(let name): "the path parameter '\(name)' is missing"
        case .emptyPathParameter(let name): "the path parameter '\(name)' is empty"
        case .nestedParameter: "a parameter is nested deeper than its style can express"
        case .invalidHeaderField(let name): "the header field '\(name)' has characters that fields cannot have"
        case .invalidMethod(let method): "'\(method)' is no HTTP method"
        case .eventField(let name): "the field '\(name)' of an event has a line break or NUL in it"
        case .xml(let reason): reason
        case .json(let error): error.description
        case .invalid(let report): RequestViolations(report).detail
        case .invalidAddress(let error): error.description
        }
    }
}
