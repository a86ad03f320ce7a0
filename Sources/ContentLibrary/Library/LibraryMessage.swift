/// A message for people: an identifier that translations key on, the English text with `{0}` placeholders, and what
/// fills them (`com.vmware.vapi.std.LocalizableMessage`).
public struct LibraryMessage: Codable, Hashable, Sendable, CustomStringConvertible {
    /// Such as `com.bindery.content.session.not_active`.
    public var id: String
    /// The English text, with `{0}`, `{1}`, … for the arguments.
    public var defaultMessage: String
    /// What the placeholders stand for.
    public var args: [String]

    /// Makes a message.
    /// - Parameters:
    ///   - id: the identifier without its common beginning, like `session.not_active`.
    ///   - defaultMessage: the text, with `{0}`, `{1}`, … for the arguments.
    ///   - args: the arguments.
    public init(_ id: String, _ defaultMessage: String, _ args: String...) {
        self.id = "com.bindery.content." + id
        self.defaultMessage = defaultMessage
        self.args = args
    }

    /// The text with its placeholders filled. A placeholder without an argument stays as it is.
    public var description: String {
        var text = ""
        var rest = defaultMessage[...]
        while let open = rest.firstIndex(of: "{") {
            text += rest[..<open]
            guard let close = rest[open...].firstIndex(of: "}"),
                let index = Int(rest[rest.index(after: open)..<close]), args.indices.contains(index)
            else {
                text += "{"
                rest = rest[rest.index(after: open)...]
                continue
            }
            text += args[index]
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }
}
