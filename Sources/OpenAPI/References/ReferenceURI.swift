/// The parts of a `$ref`: a URI reference (RFC 3986 §4.1) of which only paths and fragments lead anywhere here.
struct ReferenceURI {
    enum File: Equatable {
        /// No path: the file in which the reference was written.
        case same
        /// A path, percent-decoded.
        case path(String)
        /// A place on the network.
        case remote
        /// Any other scheme, such as `urn:`.
        case foreign
        /// Text that is no URI, such as undecodable bytes.
        case malformed
    }

    var file: File
    /// What follows `#`, still percent-encoded; empty where there is none.
    var fragment: String

    init(_ text: String) {
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        fragment = parts.count > 1 ? String(parts[1]) : ""
        file = Self.file(String(parts[0]))
    }

    private static func file(_ text: String) -> File {
        if text.isEmpty { return .same }
        if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) { return .malformed }
        var path = text
        if let scheme = scheme(of: text) {
            switch scheme {
            case "http", "https", "ftp": return .remote
            case "file": path = fileURLPath(text)
            default: return .foreign
            }
        } else if text.hasPrefix("//") {
            return .remote
        }
        return PercentEncoding.decode(path).map(File.path) ?? .malformed
    }

    /// RFC 3986 §3.1, in lower case. A single letter is a Windows drive and no scheme.
    private static func scheme(of text: String) -> String? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let scheme = text[..<colon]
        guard scheme.count > 1, let first = scheme.first, first.isASCII, first.isLetter else { return nil }
        let allowed = scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
        return allowed ? scheme.lowercased() : nil
    }

    /// RFC 8089 §2: `file:///a/b` and `file:/a/b` are `/a/b`.
    private static func fileURLPath(_ text: String) -> String {
        let rest = text.dropFirst("file:".count)
        guard rest.hasPrefix("//") else { return String(rest) }
        let afterHost = rest.dropFirst(2).drop { $0 != "/" }
        return String(afterHost)
    }
}
