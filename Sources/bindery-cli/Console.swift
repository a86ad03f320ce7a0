internal import BinderyGenerator
internal import DocumentTree

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The streams of a command.
struct Console {
    /// How diagnostics are printed.
    var format = DiagnosticFormat.text
    /// Whether to print how long each step took.
    var printsTimings = false

    init() {}

    init(_ options: RunOptions) {
        format = options.diagnostics
        printsTimings = options.timings
    }

    /// Prints what there is to say about a run: the diagnostics, how many there are, and where asked for the times.
    func print(_ report: GenerationReport) {
        switch format {
        case .text: printErrors(report.diagnostics)
        case .json: Self.printOutput(DiagnosticReport.json(report.diagnostics))
        case .sarif: Self.printOutput(DiagnosticReport.sarif(report.diagnostics, version: Bindery.version))
        }
        guard printsTimings else { return }
        for timing in report.timings {
            Self.printError("\(timing.phase): \(timing.duration.formattedMilliseconds) ms")
        }
    }

    /// Prints diagnostics for people, and how many there are.
    func printErrors(_ diagnostics: [Diagnostic]) {
        let renderer = DiagnosticRenderer(isColoured: Self.isColoured)
        for diagnostic in diagnostics { Self.printError(renderer.render(diagnostic)) }
        if let counts = Self.counts(of: diagnostics) { Self.printError(counts) }
    }

    /// Prints the line that says what came of a run, where standard output is not for a program.
    func summarize(_ line: String, terminator: String = "\n") {
        if format == .text { Self.printOutput(line, terminator: terminator) } else { Self.printError(line) }
    }

    /// Prints a line to standard output, at once also where that is no terminal.
    private static func printOutput(_ line: String, terminator: String = "\n") {
        emit(line + terminator, to: STDOUT_FILENO)
    }

    /// Prints a line to standard error.
    static func printError(_ line: String) {
        emit(line + "\n", to: STDERR_FILENO)
    }

    private static func emit(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count = write(descriptor, rest.baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return }
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
            }
        }
    }

    /// Only terminals show colours, and people can turn them off with `NO_COLOR`.
    private static var isColoured: Bool {
        guard isatty(STDERR_FILENO) == 1, getenv("NO_COLOR").map({ $0.pointee == 0 }) ?? true else { return false }
        return getenv("TERM").map { String(cString: $0) != "dumb" } ?? false
    }

    /// `2 errors, 1 warning`; nil where there is neither.
    private static func counts(of diagnostics: [Diagnostic]) -> String? {
        let parts = [Diagnostic.Severity.error, .warning].compactMap { severity -> String? in
            let count = diagnostics.count { $0.severity == severity }
            return count == 0 ? nil : Summary.count(count, severity.rawValue)
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}

extension Duration {
    /// Milliseconds with one decimal.
    var formattedMilliseconds: String {
        let tenths = components.seconds * 10_000 + components.attoseconds / 100_000_000_000_000
        return "\(tenths / 10).\(tenths % 10)"
    }
}
