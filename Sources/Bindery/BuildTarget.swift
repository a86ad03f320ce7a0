internal import DocumentTree
internal import OpenAPI

/// A target of a build that compiles generated files, and has to know before they are generated how they are called.
public struct BuildTarget: Sendable {
    /// Where the bindings come from.
    public enum Input: Sendable {
        /// A `bindery.yaml`, which says nothing about places.
        case configuration(path: String)
        /// A document that is bound with the defaults.
        case document(path: String)
    }

    /// The target's module.
    public var module: String
    /// Where the bindings come from.
    public var input: Input
    /// The folder of the files, which others may share.
    public var output: String
    /// What the names of the files begin with: `<name>.Document.swift`, `<name>.Schemas.swift`, and `<name>.Part1.swift`
    /// up to ``parts``. All of them are there afterwards.
    public var name: String
    /// How many files hold the rest of the bindings. One schema always stands in the same.
    public var parts: Int
    /// The files whose changes start the build again: others that the bindings are made of get a warning. Nil where that
    /// is not known.
    public var watchedFiles: [String]?

    /// Creates a target.
    public init(
        module: String, input: Input, output: String, name: String, parts: Int, watchedFiles: [String]? = nil
    ) {
        self.module = module
        self.input = input
        self.output = output
        self.name = name
        self.parts = parts
        self.watchedFiles = watchedFiles
    }
}

extension BuildTarget {
    /// Warns of files that the bindings are made of and whose changes the build does not notice.
    func reportUnwatched(_ files: [String], log: inout DiagnosticLog) {
        guard let watchedFiles else { return }
        let watched = Set(watchedFiles.map(FilePath.normalized))
        for file in files.map(FilePath.normalized) where !watched.contains(file) {
            log.warning(
                "unwatched-file", "the build does not notice changes of '\(file.escapedForMessage)'", at: nil,
                help: "it does when it is planned anew, as after a change of 'Package.swift'; or move the file into "
                    + "the target's folder")
        }
    }
}
