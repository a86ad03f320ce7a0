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
}
