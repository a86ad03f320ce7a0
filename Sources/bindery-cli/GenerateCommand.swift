internal import ArgumentParser
internal import BinderyGenerator

/// `bindery generate`.
struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Writes the bindings of a document.",
        usage: """
            bindery generate --config <bindery.yaml> [--report]
            bindery generate <document> --output <folder> [--runtime <path-or-url>] [--module <name>]
            """,
        discussion: """
            Only files whose text changes are written, and files of earlier runs that are no longer needed are removed. \
            A file that Bindery did not generate is never touched.

            The exit status is 0 where the bindings are up to date afterwards, 1 where the document or the configuration \
            has errors (nothing is written then), and 64 where the command line is wrong.
            """
    )

    @OptionGroup var source: SourceOptions
    @OptionGroup var options: RunOptions

    @OptionGroup var reporting: ReportOptions

    func validate() throws {
        try source.validate()
    }

    func run() throws {
        let report = Bindery.generate(reporting.applied(to: source.request(options)))
        let console = Console(options)
        console.print(report)
        guard report.succeeded else { throw ExitCode(1) }
        console.summarize(Summary(report).generated)
        reporting.print(report, on: console)
    }
}
