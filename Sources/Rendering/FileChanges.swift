/// What a run did to the output, or would do, by path.
public struct FileChanges: Sendable, Equatable {
    /// Files that are new or have another text than before.
    public var written: [String] = []
    /// Files that are as they were.
    public var unchanged: [String] = []
    /// Files of an earlier run that are no longer planned.
    public var removed: [String] = []

    /// No changes.
    public init() {}

    /// Whether the folder is already what was rendered.
    public var isEmpty: Bool { written.isEmpty && removed.isEmpty }
}
