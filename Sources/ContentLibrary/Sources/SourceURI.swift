import Foundation

/// An absolute `http` or `https` URI, taken apart (RFC 3986, RFC 9110 §4.2).
public struct SourceURI: Hashable, Sendable {
    /// How long the text of a URI may be.
    static let lengthLimit = 8 << 10

    /// Whether it is `https`.
    public let isSecure: Bool
    /// The host in lower case; an IPv6 address without its brackets.
    public let host: String
    /// The port, which is the scheme's where the URI names none.
    public let port: Int
    /// Path and query, as a request line has them.
    public let target: String
    /// What stands before `@`, decoded: `user:password`. A secret.
    public internal(set) var userInformation: String?

    /// - Throws: ``SourceFailure/uri(_:)``.
    public init(_ text: String) throws(SourceFailure) {
        guard text.utf8.count <= Self.lengthLimit, text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }),
            let parts = URLComponents(string: text, encodingInvalidCharacters: false), let scheme = parts.scheme,
            let host = parts.encodedHost.map(Self.bare), Self.isHost(host)
        else { throw .uri("it is no absolute URI") }
        guard ["http", "https"].contains(scheme.lowercased()) else { throw .uri("its scheme is \(scheme)") }
        isSecure = scheme.lowercased() == "https"
        self.host = host
        port = parts.port ?? (isSecure ? 443 : 80)
        guard (1...65_535).contains(port) else { throw .uri("its port is no number from 1 to 65535") }
        let path = parts.percentEncodedPath
        target = (path.isEmpty ? "/" : path) + (parts.percentEncodedQuery.map { "?" + $0 } ?? "")
        userInformation = parts.user.map { "\($0):\(parts.password ?? "")" }
    }

    /// The URI without user information and fragment: what may be shown and logged.
    public var text: String { "\(isSecure ? "https" : "http")://\(authority)\(target)" }

    /// Host and port as the field `Host` has them.
    public var authority: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
    }

    /// Whether both are the same server, as far as one can tell from outside (RFC 6454 §4).
    func hasSameOrigin(as other: SourceURI) -> Bool {
        isSecure == other.isSecure && host == other.host && port == other.port
    }

    /// The URI that a reference in an answer of this one means (`Location`).
    func resolving(_ reference: String) throws(SourceFailure) -> SourceURI {
        guard let resolved = URL(string: reference, relativeTo: URL(string: text)) else {
            throw .uri("the reference is no URI")
        }
        return try SourceURI(resolved.absoluteString)
    }

    private static func bare(_ host: String) -> String {
        (host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host).lowercased()
    }

    /// Names and addresses, without zones of addresses and escaped characters.
    private static func isHost(_ host: String) -> Bool {
        !host.isEmpty && host.utf8.count <= 255
            && host.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                    UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":"):
                    true
                default: false
                }
            }
    }
}
