/// A body of several values, read one after the other, that does not hold what it should.
///
/// A server's handler that lets it through answers 400, or 413 where something is too large.
public struct BodyElementError: ResponseError, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong.
    public enum Reason: Sendable, Equatable {
        /// It is not written as its media type wants it; the reason reads as the middle of a sentence.
        case malformed(String)
        /// It is no value of its type.
        case invalid(JSONDecodingError)
        /// It has to be there, and is not.
        case missing
        /// It may be there once, and is there again.
        case repeated
        /// It has more bytes than its reader takes.
        case tooLarge(limit: Int)
        /// There are more of it than its reader takes.
        case tooMany(limit: Int)
    }

    /// What is at fault, as messages name it: `the part 'title'`, `line 3`.
    public let element: String
    /// What is wrong with it.
    public let reason: Reason

    /// Makes an error.
    public init(_ element: String, _ reason: Reason) {
        self.element = element
        self.reason = reason
    }

    /// 400; 413 where something is too large.
    public var status: Int {
        switch reason {
        case .malformed, .invalid, .missing, .repeated: 400
        case .tooLarge, .tooMany: 413
        }
    }

    /// What is wrong in general.
    public var title: String { status == 413 ? "Body too large" : "Invalid body" }

    /// What is wrong here.
    public var detail: String {
        switch reason {
        case .malformed(let reason): "\(element): \(reason)"
        case .invalid(let error): "\(element): \(error)"
        case .missing: "\(element) is missing"
        case .repeated: "\(element) is there more than once"
        case .tooLarge(let limit): "\(element) has more than \(limit) bytes"
        case .tooMany(let limit): "\(element) has more than \(limit) elements"
        }
    }

    /// What is wrong here, as one sentence without a full stop.
    public var description: String { detail }
}
