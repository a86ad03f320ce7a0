internal import DocumentTree

/// One way through the pipeline: it gathers diagnostics and times, and stops at errors.
struct Run {
    /// A step had errors, which are in the report.
    struct Stop: Error {}

    var report = GenerationReport()
    private let isStrict: Bool
    private let clock = ContinuousClock()

    private init(isStrict: Bool) {
        self.isStrict = isStrict
    }

    /// Runs the steps of `body` up to the first that has errors.
    static func report(isStrict: Bool, _ body: (inout Run) throws(Stop) -> Void) -> GenerationReport {
        var run = Run(isStrict: isStrict)
        try? body(&run)
        run.report.diagnostics = run.report.diagnostics.inDocumentOrder
        return run.report
    }

    /// Does one step.
    ///
    /// - Throws: ``Stop`` where the step has no value or reported an error.
    mutating func step<Value>(_ phase: String, _ body: (inout DiagnosticLog) -> Value?) throws(Stop) -> Value {
        var log = DiagnosticLog()
        let start = clock.now
        let value = body(&log)
        report.timings.append(.init(phase: phase, duration: start.duration(to: clock.now)))
        report.diagnostics += isStrict ? log.diagnostics.map(\.withWarningAsError) : log.diagnostics
        guard let value else {
            if !log.hasErrors { report.diagnostics.append(.noResult(of: phase)) }
            throw Stop()
        }
        guard !log.hasErrors else { throw Stop() }
        return value
    }

    /// Stops where there was a warning. Only after the last step that can warn, so that all warnings are seen at once.
    func rejectWarningsIfStrict() throws(Stop) {
        guard report.succeeded else { throw Stop() }
    }
}

extension Diagnostic {
    /// A step ended without saying why.
    fileprivate static func noResult(of phase: String) -> Diagnostic {
        let message = "the step '\(phase)' came to nothing"
        return Diagnostic(id: "no-result", severity: .error, message: message, location: nil)
    }

    /// The diagnostic at `place` where it has none of its own.
    func placed(at place: SourceLocation?) -> Diagnostic {
        guard location == nil, let place else { return self }
        return Diagnostic(id: id, severity: severity, message: message, location: place, help: help)
    }

    fileprivate var withWarningAsError: Diagnostic {
        guard severity == .warning else { return self }
        return Diagnostic(id: id, severity: .error, message: message, location: location, help: help)
    }
}

extension DiagnosticLog {
    mutating func report(_ diagnostics: [Diagnostic]) {
        for diagnostic in diagnostics { report(diagnostic) }
    }
}

extension [Diagnostic] {
    /// The diagnostics by place: files in the order in which they first appear, and before them what has no place.
    fileprivate var inDocumentOrder: [Diagnostic] {
        var ranks: [String: Int] = [:]
        for case let location? in map(\.location) where ranks[location.file.path] == nil {
            ranks[location.file.path] = ranks.count
        }
        let keys = enumerated().map { index, diagnostic in
            let location = diagnostic.location
            let rank = location.flatMap { ranks[$0.file.path] } ?? -1
            return (rank: rank, line: location?.line ?? 0, column: location?.column ?? 0, index: index)
        }
        return keys.sorted { ($0.rank, $0.line, $0.column, $0.index) < ($1.rank, $1.line, $1.column, $1.index) }
            .map { self[$0.index] }
    }
}
