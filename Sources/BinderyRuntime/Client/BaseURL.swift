/// The address that the paths of a document are appended to: `https://vc.example.com/api`.
public struct BaseURL: Sendable, Hashable, CustomStringConvertible {
    /// A text that is no base address.
    public struct Invalid: Error, Sendable, Equatable, CustomStringConvertible {
        /// The text.
        public let text: String
        /// What is wrong with it, as one sentence without a full stop.
        public var description: String {
            "'\(text)' is no base address: it must be like https://host:port/path, without query and fragment"
        }
    }

    /// `https` or `http`.
    public let scheme: String
    /// The host, with the port where one is given.
    public let authority: String
    /// The path without a slash at its end; empty for the root.
    public let path: String

    /// Reads an address.
    /// - Throws: ``Invalid`` where scheme or host is missing, or a query or fragment follows.
    public init(_ text: String) throws(Invalid) {
        guard let mark = text.firstRange(of: "://") else { throw Invalid(text: text) }
        let scheme = text[..<mark.lowerBound].lowercased()
        let rest = text[mark.upperBound...]
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let isClean = rest.utf8.allSatisfy { byte in
            byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "?") && byte != UInt8(ascii: "#")
        }
        guard isClean, scheme == "http" || scheme == "https", slash > rest.startIndex else { throw Invalid(text: text) }
        self.scheme = scheme
        authority = String(rest[..<slash])
        var path = rest[slash...]
        while path.hasSuffix("/") { path.removeLast() }
        self.path = String(path)
    }

    /// The address as text.
    public var description: String { "\(scheme)://\(authority)\(path)" }
}

extension BaseURL {
    /// The address of an operation's own server, as the document writes it (OpenAPI 3.0.3 §4.7.5).
    /// - Parameter text: an address; a path from the root, at the same host; or a path below this address.
    /// - Throws: ``Invalid``, as the whole address has it.
    func resolving(_ text: String) throws(Invalid) -> BaseURL {
        if text.contains("://") { return try BaseURL(text) }
        if text.hasPrefix("//") { return try BaseURL("\(scheme):\(text)") }
        var segments = text.hasPrefix("/") ? [] : path.split(separator: "/")
        for segment in text.split(separator: "/") where segment != "." {
            if segment == ".." { _ = segments.popLast() } else { segments.append(segment) }
        }
        return try BaseURL("\(scheme)://\(authority)/\(segments.joined(separator: "/"))")
    }
}
