public import DocumentTree
public import Rendering

/// What came of a run.
public struct GenerationReport: Sendable {
    /// How long one arrow of the pipeline took.
    public struct Timing: Sendable {
        /// What was done, such as `plan`.
        public var phase: String
        /// How long it took.
        public var duration: Duration
    }

    /// Everything there is to say, by file, line and column. With ``GenerationRequest/isStrict`` no warning is
    /// among it.
    public internal(set) var diagnostics: [Diagnostic] = []
    /// The document's path; nil where the configuration does not say it.
    public internal(set) var documentPath: String?
    /// The files that decide what is generated, and the folder of templates: the configuration, the document and all
    /// that it refers to, also what is not there.
    public internal(set) var inputs: [String] = []
    /// `<moduleName>API` and so on are the modules; nil where the run did not come so far.
    public internal(set) var moduleName: String?
    /// The files that were written, or that differ. Nothing is written where there are errors.
    public internal(set) var changes = FileChanges()
    /// What the changes mean to those who import the bindings; nil where that was not asked for, or nothing was there.
    public internal(set) var upgrade: UpgradeReport?
    /// What a check found of the files that are there and have another text than would be generated now.
    public internal(set) var differences: [FileDifference] = []
    /// The phases in their order.
    public internal(set) var timings: [Timing] = []

    /// Whether the document and the configuration are without errors.
    public var succeeded: Bool { !diagnostics.contains { $0.severity == .error } }
}
