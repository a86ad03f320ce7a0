internal import ArgumentParser
internal import BinderyGenerator
internal import Rendering

/// `bindery check`.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Says whether written bindings are what 'generate' would write today.",
        usage: """
            bindery check --config <bindery.yaml> [--report]
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

    func validate() throws {
        try source.validate()
    }

    func run() throws {
        let report = Bindery.check(reporting.applied(to: source.request(options)))
        let console = Console(options)
        console.print(report)
        guard report.succeeded else { throw ExitCode(1) }
        guard report.changes.isEmpty else {
            for path in report.changes.written { Console.printError("differs: \(path)") }
            for path in report.changes.removed { Console.printError("no longer generated: \(path)") }
            console.summarize(Summary(report).stale)
            reporting.print(report, on: console)
            throw ExitCode(1)
        }
        console.summarize(Summary(report).current)
    }
}
