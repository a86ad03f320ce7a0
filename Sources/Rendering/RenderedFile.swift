/// A file's whole text, not yet written.
public struct RenderedFile: Sendable, Equatable {
    /// Where the file goes, with `/`. The renderer keeps the planned path; the façade puts the output folder before it.
    public var path: String
    /// The text, which ends with a newline and has no spaces at the ends of lines.
    public var text: String

    /// Creates a file.
    public init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}

extension RenderedFile {
    /// Whether the text says that it is generated.
    var isMarked: Bool { Self.isMarked(text.utf8) }

    /// Whether one of a text's first lines begins with ``Renderer/generatedMark``.
    static func isMarked(_ text: some Sequence<UInt8>) -> Bool {
        let mark = Renderer.generatedMark.utf8
        return Array(text.prefix(512)).split(separator: UInt8(ascii: "\n")).contains { $0.starts(with: mark) }
    }
}
