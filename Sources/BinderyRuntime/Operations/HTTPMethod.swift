/// The method of a request. Like `HTTPRequest.Method` of HTTPTypes, which generated code need not import.
public struct HTTPMethod: Sendable, Hashable, CustomStringConvertible {
    /// The method as it is sent.
    public let rawValue: String

    /// Makes a method, known or not.
    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }

    /// The method as it is sent.
    public var description: String { rawValue }

    /// `GET`
    public static let get = Self("GET")
    /// `PUT`
    public static let put = Self("PUT")
    /// `POST`
    public static let post = Self("POST")
    /// `DELETE`
    public static let delete = Self("DELETE")
    /// `OPTIONS`
    public static let options = Self("OPTIONS")
    /// `HEAD`
    public static let head = Self("HEAD")
    /// `PATCH`
    public static let patch = Self("PATCH")
    /// `TRACE`
    public static let trace = Self("TRACE")
}
