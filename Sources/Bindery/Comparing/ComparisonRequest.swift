/// What a comparison is asked for.
public struct ComparisonRequest: Sendable {
    /// What is compared.
    public enum Part: String, Sendable, CaseIterable {
        /// What programs notice that meet over the network.
        case wire
        /// The Swift declarations that the documents are bound to.
        case swift
    }

    /// The document that programs were written for: a file, a folder, or `<revision>:<path>` in a repository.
    public var old: String
    /// The document that they meet, named in the same ways.
    public var new: String
    /// The parts that are compared.
    public var parts: Set<Part>
    /// The `bindery.yaml` that says how both are bound; without it, those of the folders that the documents are in, or
    /// what holds without any.
    public var configurationFile: String?
    /// A list of accepted changes; see `IgnoreList`.
    public var ignoreFile: String?

    /// Creates a request.
    public init(
        old: String, new: String, parts: Set<Part> = Set(Part.allCases), configurationFile: String? = nil,
        ignoreFile: String? = nil
    ) {
        self.old = old
        self.new = new
        self.parts = parts
        self.configurationFile = configurationFile
        self.ignoreFile = ignoreFile
    }
}
