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

    /// Whether one of a text's first lines begins with ``Renderer/generatedMark``; in other files than those of Swift,
    /// whose prose may have its words, has the whole sentence.
    static func isMarked(_ text: some Sequence<UInt8>, at path: String) -> Bool {
        if isSwift(path) { return firstLines(text).contains { $0.hasPrefix(Renderer.generatedMark) } }
        return firstLines(text).contains { line in
            guard let start = line.firstRange(of: Renderer.generatedMark.dropFirst(3) + " from ") else { return false }
            return line[start.upperBound...].contains(". Do not edit.")
        }
    }

    /// Whether one of a text's first lines says that it was generated from a document.
    static func isMarked(_ text: some Sequence<UInt8>, from document: String) -> Bool {
        let sentence = Renderer.generatedMark.dropFirst(3) + " from \(document). Do not edit."
        return firstLines(text).contains { $0.contains(sentence) }
    }

    private static func firstLines(_ text: some Sequence<UInt8>) -> [String] {
        Array(text.prefix(512)).split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether a file of this path holds Swift.
    public static func isSwift(_ path: String) -> Bool { path.hasSuffix(".swift") }
}
