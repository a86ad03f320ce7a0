internal import BindingPlan
public import DocumentTree

/// One Mustache template, with the file that diagnostics about it point at.
public struct Template: Sendable {
    /// The file name without `.mustache`, by which plans and partials call it.
    public let name: String
    /// The text, under the path that it was read from.
    public let file: SourceFile

    /// Creates a template of a text that was read or embedded.
    public init(name: String, file: SourceFile) {
        self.name = name
        self.file = file
    }

    /// What a comment begins with that says what the template was written for.
    static let versionKey = "bindery-templates"

    /// The text.
    public var text: String { String(decoding: file.bytes, as: UTF8.self) }

    /// What the template makes, as the comment below its first line says.
    public var summary: String {
        let lines = text.split(separator: "\n")
        guard let line = lines.dropFirst().first, line.hasPrefix("{{! "), line.hasSuffix(" }}") else { return "" }
        return String(line.dropFirst(4).dropLast(3))
    }

    /// The text to begin with where a user wants another one; it says what it was written for.
    public var copy: String {
        let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        let version = "{{! \(Self.versionKey): \(TemplateInterface.version) }}"
        return ([String(lines[0]), version] + lines.dropFirst().map(String.init)).joined(separator: "\n")
    }
}
