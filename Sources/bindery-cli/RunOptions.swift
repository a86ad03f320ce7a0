internal import ArgumentParser

/// How diagnostics are printed.
enum DiagnosticFormat: String, CaseIterable, ExpressibleByArgument {
    /// For people, on standard error.
    case text
    /// For programs, on standard output; see `DiagnosticReport.json`.
    case json
    /// SARIF 2.1.0, on standard output.
    case sarif
}

/// How to run.
struct RunOptions: ParsableArguments {
    @Option(help: "A folder of templates that replace built-in ones of the same file name.", completion: .directory)
    var templates: String?

    @Flag(help: "Warnings count as errors.")
    var strict = false

    @Option(
        help: ArgumentHelp(
            "How diagnostics are printed: text, json or sarif.",
            discussion: "JSON and SARIF 2.1.0 go to standard output, and nothing else does then."
        )
    )
    var diagnostics = DiagnosticFormat.text

    @Flag(help: "Print how long each step takes.")
    var timings = false
}
