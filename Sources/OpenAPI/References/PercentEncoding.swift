/// Percent-encoding of URIs, RFC 3986 §2.1.
enum PercentEncoding {
    /// The text with every `%XX` replaced by its byte.
    ///
    /// A `%` that no two hexadecimal digits follow stands for itself: documents hold such references unencoded.
    ///
    /// - Returns: nil where the bytes are not UTF-8.
    static func decode(_ text: String) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        var bytes: [UInt8] = []
        var rest = Substring(text).utf8
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2, let value = UInt8(Substring(rest.prefix(2)), radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
