public import DocumentTree

/// Bounds on what one load may take, so that no document can exhaust the machine.
public struct LoadLimits: Sendable {
    /// The bounds on each file's tree.
    public var reading: ReadLimits
    /// How many files one document may be spread over.
    public var files: Int
    /// How many operations there may be, with those of callbacks counted wherever a reference leads to them.
    public var operations: Int
    /// How many schemas may stand inside one another in one place.
    public var schemaNesting: Int
    /// How many references to parameters, responses, callbacks and the like may lead into one another.
    public var referenceNesting: Int

    /// Bounds; the defaults are far above what documents are.
    public init(
        reading: ReadLimits = .default,
        files: Int = 1_000,
        operations: Int = 50_000,
        schemaNesting: Int = 64,
        referenceNesting: Int = 50
    ) {
        self.reading = reading
        self.files = files
        self.operations = operations
        self.schemaNesting = schemaNesting
        self.referenceNesting = referenceNesting
    }

    /// Far above what documents are.
    public static let `default` = LoadLimits()
}
