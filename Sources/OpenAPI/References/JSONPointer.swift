/// A place inside a document, RFC 6901.
struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
    /// The keys and indices on the way, unescaped; none for the whole document.
    var tokens: [String]

    init(tokens: [String] = []) {
        self.tokens = tokens
    }

    /// Reads the string form (RFC 6901 §3), in which `~1` stands for `/` and `~0` for `~`.
    ///
    /// - Returns: nil where the text is neither empty nor begins with `/`, or holds a `~` that escapes nothing.
    init?(_ text: String) {
        guard !text.isEmpty else {
            tokens = []
            return
        }
        guard text.utf8.first == UInt8(ascii: "/") else { return nil }
        var tokens: [String] = []
        for escaped in text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            guard let token = Self.unescaped(escaped) else { return nil }
            tokens.append(token)
        }
        self.tokens = tokens
    }

    /// Reads the fragment of a URI (RFC 6901 §6), which is percent-encoded as well.
    init?(fragment: String) {
        guard let decoded = PercentEncoding.decode(fragment) else { return nil }
        self.init(decoded)
    }

    /// The string form, the same for every spelling of one place.
    var description: String {
        var text = ""
        for token in tokens {
            text += "/"
            text += Self.escaped(token)
        }
        return text
    }

    /// One token in its string form.
    static func escaped(_ token: String) -> String {
        guard token.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "~") }) else { return token }
        var text = ""
        for scalar in token.unicodeScalars {
            switch scalar {
            case "~": text += "~0"
            case "/": text += "~1"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    private static func unescaped(_ token: Substring.UTF8View) -> String? {
        guard token.contains(UInt8(ascii: "~")) else { return String(Substring(token)) }
        var bytes: [UInt8] = []
        var rest = token
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "~") else {
                bytes.append(byte)
                continue
            }
            switch rest.popFirst() {
            case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "~"))
            case UInt8(ascii: "1"): bytes.append(UInt8(ascii: "/"))
            default: return nil
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
