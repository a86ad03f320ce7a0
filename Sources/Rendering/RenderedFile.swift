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
    var isMarked: Bool { Self.isMarked(text.utf8, at: path) }

    /// Whether one of a text's first lines begins with ``Renderer/generatedMark``; in other files than those of Swift, has
    /// its words.
    static func isMarked(_ text: some Sequence<UInt8>, at path: String) -> Bool {
        let mark = Renderer.generatedMark
        let lines = Array(text.prefix(512)).split(separator: UInt8(ascii: "\n"))
        if isSwift(path) { return lines.contains { $0.starts(with: mark.utf8) } }
        return lines.contains { String(decoding: $0, as: UTF8.self).contains(mark.dropFirst(3)) }
    }

    /// Whether a file of this path holds Swift.
    public static func isSwift(_ path: String) -> Bool { path.hasSuffix(".swift") }
}
