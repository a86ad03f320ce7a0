public import HTTPTypes

/// An error that knows which response it is.
///
/// The faults of the router conform, and errors of handlers may. All others are answered 500 without a word about them,
/// and reported to ``Router/onError``.
public protocol ResponseError: Error {
    /// The status of the response.
    var status: Int { get }
    /// What is wrong, in general: the same for every occurrence.
    var title: String { get }
    /// What is wrong here, fit for the eyes of whoever sent the request.
    var detail: String { get }
    /// Header fields that belong to the response.
    var headerFields: HTTPFields { get }
}

extension ResponseError {
    /// No header fields.
    public var headerFields: HTTPFields { [:] }
}

extension BodyTooLarge: ResponseError {
    /// 413 Content Too Large.
    public var status: Int { 413 }
    /// What is wrong in general.
    public var title: String { "Body too large" }
    /// What is wrong here.
    public var detail: String { description }
}

extension BodyLengthMismatch: ResponseError {
    /// 400 Bad Request; mostly nobody is there any more to read it.
    public var status: Int { 400 }
    /// What is wrong in general.
    public var title: String { "Incomplete body" }
    /// What is wrong here.
    public var detail: String { description }
}

extension BodyInterrupted: ResponseError {
    /// 400 Bad Request; mostly nobody is there any more to read it.
    public var status: Int { 400 }
    /// What is wrong in general.
    public var title: String { "Incomplete body" }
    /// What is wrong here.
    public var detail: String { description }
}
