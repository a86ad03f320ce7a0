internal import ArgumentParser
internal import BinderyGenerator
internal import Rendering

/// `bindery check`.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Says whether written bindings are what 'generate' would write today.",
        usage: """
            bindery check --config <bindery.yaml> [--lines <count>] [--report]
            bindery check <document> --output <folder> [--runtime <path-or-url>] [--module <name>]
            """,
        discussion: """
            Nothing is written. The exit status is 0 where the bindings are current, 1 where they differ or the document \
            or the configuration has errors, and 64 where the command line is wrong.
            """
    )

    @OptionGroup var source: SourceOptions
    @OptionGroup var options: RunOptions
    @OptionGroup var reporting: ReportOptions

    @Option(help: "How many lines to print of what differs; 0 prints the paths only.")
    var lines = 200

    func validate() throws {
        try source.validate()
        guard lines >= 0 else { throw ValidationError("'--lines' is 0 or more.") }
    }

    func run() throws {
        let report = Bindery.check(reporting.applied(to: source.request(options)))
        let console = Console(options)
        console.print(report)
        guard report.succeeded else { throw ExitCode(1) }
        guard report.changes.isEmpty else {
            printDifferences(report)
            console.summarize(Summary(report).stale)
            reporting.print(report, on: console)
            throw ExitCode(1)
        }
        console.summarize(Summary(report).current)
        reporting.print(report, on: console)
    }

    /// What differs: every path, and of the texts only so much that it can be read.
    private func printDifferences(_ report: GenerationReport) {
        let differences = Dictionary(report.differences.map { ($0.path, $0) }) { first, _ in first }
        var lines = lines
        for path in report.changes.written {
            Console.printError("differs: \(path)")
            guard lines > 0, let difference = differences[path] else { continue }
            let shown = difference.unified(lines: min(lines, Self.linesPerFile))
            shown.forEach { Console.printError($0) }
            lines -= shown.count
        }
        for path in report.changes.removed { Console.printError("no longer generated: \(path)") }
    }

    /// How many lines are printed of one file's differences.
    private static let linesPerFile = 40
}
