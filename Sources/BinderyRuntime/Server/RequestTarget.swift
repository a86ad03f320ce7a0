public import HTTPTypes

/// The target of a request, taken apart (RFC 9112 §3.2).
public struct RequestTarget: Sendable, Hashable {
    /// The path, percent-encoded, with its slash in front.
    public let path: Substring
    /// What follows the first `?`, percent-encoded; empty where there is none.
    public let query: Substring

    /// Takes the target of a request apart, which may be a whole URL. A fragment, which has no place there, is dropped.
    /// - Parameter head: the head of the request.
    public init(of head: HTTPRequest) {
        var target = (head.path ?? "/")[...]
        if target.utf8.first != UInt8(ascii: "/"), let mark = target.firstRange(of: "://") {
            let rest = target[mark.upperBound...]
            target = rest.utf8.firstIndex(of: UInt8(ascii: "/")).map { rest[$0...] } ?? "/"
        }
        if let fragment = target.utf8.firstIndex(of: UInt8(ascii: "#")) { target = target[..<fragment] }
        if let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) {
            path = target[..<mark]
            query = target[target.utf8.index(after: mark)...]
        } else {
            path = target
            query = ""
        }
    }
}
