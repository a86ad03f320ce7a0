import DocumentTree

/// Keys of `content`, and the items of `consumes` and `produces`, are media types or ranges of them, RFC 6838 §4.2 and RFC 9110 §12.5.1.
enum MediaTypeName {
    static func check(_ name: String, at location: SourceLocation, in context: ReadingContext) {
        if isPlausible(name) { return }
        context.log.warning(
            "media-type-name",
            "'\(name.escapedForMessage)' is not a media type",
            at: location,
            help: "a media type is written like 'application/json', a range like 'image/*'"
        )
    }

    /// Whether there are two names with a slash between them; parameters after `;` are not looked at.
    static func isPlausible(_ text: String) -> Bool {
        let essence = text.prefix { $0 != ";" }
        let parts = essence.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return false }
        return parts.allSatisfy { part in
            let name = part.drop { $0 == " " }.utf8
            let trimmed = name.reversed().drop { $0 == UInt8(ascii: " ") }
            return FieldName.isToken(trimmed)
        }
    }
}
