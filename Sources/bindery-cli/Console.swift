internal import BinderyGenerator
internal import DocumentTree

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Standard error.
enum Console {
    /// Prints what there is to say about a run: the diagnostics, how many there are, and where asked for the times.
    static func print(_ report: GenerationReport, timings: Bool) {
        for diagnostic in report.diagnostics { printError(diagnostic.rendered()) }
        if let counts = counts(of: report.diagnostics) { printError(counts) }
        guard timings else { return }
        for timing in report.timings {
            printError("\(timing.phase): \(timing.duration.formattedMilliseconds) ms")
        }
    }

    /// Prints a line.
    static func printError(_ line: String) {
        var text = line + "\n"
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count = write(STDERR_FILENO, rest.baseAddress, rest.count)
                guard count > 0 else { return }
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
            }
        }
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
    fileprivate var formattedMilliseconds: String {
        let tenths = components.seconds * 10_000 + components.attoseconds / 100_000_000_000_000
        return "\(tenths / 10).\(tenths % 10)"
    }
}
