/// Something to say about a document, at a place in it.
public struct Diagnostic: Error, Sendable {
    /// How much a diagnostic weighs.
    public enum Severity: String, Sendable, Comparable {
        /// Worth knowing; likely a mistake; what stops the run.
        case note, warning, error

        /// Orders severities from note to error.
        public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .note: 0
            case .warning: 1
            case .error: 2
            }
        }
    }

    /// A stable, kebab-case name of the rule, such as `unresolved-reference`.
    public let id: String
    /// How much it weighs.
    public let severity: Severity
    /// One sentence that says what is wrong, with the names involved.
    public let message: String
    /// Where; nil only where no document is involved.
    public let location: SourceLocation?
    /// What to do about it.
    public let help: String?

    /// Makes a diagnostic.
    public init(id: String, severity: Severity, message: String, location: SourceLocation?, help: String? = nil) {
        self.id = id
        self.severity = severity
        self.message = message
        self.location = location
        self.help = help
    }
}

/// The diagnostics of one run, in the order in which they were found.
public struct DiagnosticLog: Sendable {
    /// The diagnostics so far.
    public private(set) var diagnostics: [Diagnostic] = []

    /// Makes an empty log.
    public init() {}

    /// Appends a diagnostic.
    public mutating func report(_ diagnostic: Diagnostic) {
        diagnostics.append(diagnostic)
    }

    /// Appends an error.
    public mutating func error(_ id: String, _ message: String, at location: SourceLocation?, help: String? = nil) {
        report(Diagnostic(id: id, severity: .error, message: message, location: location, help: help))
    }

    /// Appends a warning.
    public mutating func warning(_ id: String, _ message: String, at location: SourceLocation?, help: String? = nil) {
        report(Diagnostic(id: id, severity: .warning, message: message, location: location, help: help))
    }

    /// True where at least one of them is an error.
    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
