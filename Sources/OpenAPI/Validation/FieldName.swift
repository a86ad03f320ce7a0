import DocumentTree

/// Names of header fields and cookies are tokens (RFC 9110 §5.1, RFC 6265 §4.1.1).
enum FieldName {
    static func check(_ name: String, at location: SourceLocation, in context: ReadingContext) {
        if isToken(name.utf8) { return }
        context.log.error(
            "field-name",
            "'\(name.escapedForMessage)' cannot be the name of a header or cookie",
            at: location,
            help: "names consist of letters, digits and \(tokenMarks)"
        )
    }

    /// RFC 9110 §5.6.2.
    static func isToken(_ bytes: some Collection<UInt8>) -> Bool {
        !bytes.isEmpty
            && bytes.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default:
                    tokenMarks.utf8.contains(byte)
                }
            }
    }

    private static let tokenMarks = "!#$%&'*+-.^_`|~"
}
