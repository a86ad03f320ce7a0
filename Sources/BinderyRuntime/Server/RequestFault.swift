/// A request that does not say what the operation needs, and where it fails to.
public struct RequestFault: ResponseError, Sendable, CustomStringConvertible {
    /// The part of the request that is at fault.
    public enum Location: Sendable, Equatable, CustomStringConvertible {
        /// The path parameter of that name.
        case path(String)
        /// The query parameter of that name.
        case query(String)
        /// The header field of that name.
        case header(String)
        /// The cookie of that name.
        case cookie(String)
        /// The body.
        case body

        /// The part, as messages name it.
        public var description: String {
            switch self {
            case .path(let name): "the path parameter '\(name)'"
            case .query(let name): "the query parameter '\(name)'"
            case .header(let name): "the header field '\(name)'"
            case .cookie(let name): "the cookie '\(name)'"
            case .body: "the body"
            }
        }
    }

    /// What is wrong with it.
    public enum Reason: Sendable, Equatable {
        /// It is not there.
        case missing
        /// It is there and no value of the type.
        case invalid(expected: String, found: String)
        /// It is JSON that does not fit, or no JSON; the error has the path to the place.
        case json(JSONDecodingError)
        /// The body has more bytes than the server takes.
        case tooLarge(limit: Int)
        /// It can be read, but is not what its schema demands.
        case violations(ValidationReport)
        /// The body is of a media type that the operation does not take.
        case mediaType(found: String, expected: String)
    }

    /// The part of the request that is at fault.
    public let location: Location
    /// What is wrong with it.
    public let reason: Reason

    /// Makes a fault.
    public init(_ location: Location, _ reason: Reason) {
        self.location = location
        self.reason = reason
    }

    /// The path to the place in the JSON, where the fault is in JSON.
    public var jsonPath: String? {
        if case .json(let error) = reason { error.path } else { nil }
    }

    /// 400; 413 where the body is too large, 415 where it is of another media type.
    public var status: Int {
        switch reason {
        case .missing, .invalid, .json, .violations: 400
        case .tooLarge: 413
        case .mediaType: 415
        }
    }

    /// What is wrong in general.
    public var title: String {
        switch reason {
        case .missing, .invalid, .json, .violations: "Invalid request"
        case .tooLarge: "Body too large"
        case .mediaType: "Unsupported media type"
        }
    }

    /// What is wrong here.
    public var detail: String {
        switch reason {
        case .missing: "\(location) is missing"
        case .invalid(let expected, let found):
            "\(location): expected \(expected), found '\(found.prefix(80))\(found.count > 80 ? "…" : "")'"
        case .json(let error): "\(location): \(error)"
        case .violations(let report): "\(location): \(RequestViolations(report))"
        case .tooLarge(let limit): "\(location) has more than \(limit) bytes"
        case .mediaType(let found, let expected): "\(location) is '\(found.prefix(80))', expected \(expected)"
        }
    }

    /// What is wrong here, as one sentence without a full stop.
    public var description: String { detail }
}
