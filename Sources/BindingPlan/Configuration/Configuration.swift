public import DocumentTree

/// What `bindery.yaml` (or the command line) asks of a run.
public struct Configuration: Sendable {
    /// The product that a run makes, by what it is for.
    public enum Output: String, Sendable, CaseIterable {
        case api, client, server
    }

    /// How a schema or tag gets its Swift name: the first rule that matches wins. `pattern` is a name with at most one
    /// `*`; `name` says what it becomes, its `*` standing for what the pattern's `*` matched.
    public struct NameRule: Sendable {
        public var pattern: String
        public var name: String
        /// Where the rule was written; nil where it comes from no file.
        public var location: SourceLocation?

        public init(pattern: String, name: String, location: SourceLocation? = nil) {
            self.pattern = pattern
            self.name = name
            self.location = location
        }
    }

    /// Protocols that the types of matching schemas conform to, beside those the generator gives them.
    public struct ConformanceRule: Sendable {
        public var pattern: String
        public var protocols: [String]
        /// Where the rule was written; nil where it comes from no file.
        public var location: SourceLocation?

        public init(pattern: String, protocols: [String], location: SourceLocation? = nil) {
            self.pattern = pattern
            self.protocols = protocols
            self.location = location
        }
    }

    /// `<moduleName>API`, `<moduleName>Client` and `<moduleName>Server` are the modules.
    public var moduleName: String
    public var outputs: [Output]
    public var schemaNames: [NameRule]
    public var tagNames: [NameRule]
    public var conformances: [ConformanceRule]
    /// Standard protocols that every model gets: `Equatable`, `Hashable`.
    public var modelConformances: [String]
    /// Further modules that the generated models import.
    public var additionalImports: [String]

    public init(moduleName: String) {
        self.moduleName = moduleName
        outputs = Output.allCases
        schemaNames = []
        tagNames = []
        conformances = []
        modelConformances = []
        additionalImports = []
    }
}
