internal import ArgumentParser
internal import BinderyGenerator

/// `bindery diff`.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Tells what changed between two documents, and whom that breaks.",
        usage: "bindery diff <old> <new> [--format <format>] [--fail-on <level>] [--ignore <file>]",
        discussion: """
            A document is a file, a folder that has a bindery.yaml or an openapi.yaml, or a revision and a path in a git \
            repository, such as 'HEAD~1:Specs/openapi.yaml'.

            The exit status is 0 where the documents were compared, 1 where there is none to compare or '--fail-on' asks \
            for it, and 64 where the command line is wrong.
            """
    )

    /// How the changes are printed.
    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, markdown, sarif }

    /// What makes the command fail.
    enum Threshold: String, CaseIterable, ExpressibleByArgument {
        case breaking, warning

        fileprivate var weight: ComparisonReport.Threshold { self == .breaking ? .breaking : .warning }
    }

    @Argument(help: "The document that programs were written for.", completion: .file())
    var old: String

    @Argument(help: "The document that they meet.", completion: .file())
    var new: String

    @Option(help: "How the changes are printed: text, json, markdown or sarif.")
    var format = Format.text

    @Option(help: "Exit with 1 where a change is 'breaking', or at least a 'warning'.")
    var failOn: Threshold?

    @Option(help: "A YAML list of accepted changes: id, operation or path, and the reason.", completion: .file())
    var ignore: String?

    func run() throws {
        let report = Bindery.compare(old: old, new: new, ignoreFile: ignore)
        Console().printErrors(report.diagnostics)
        guard report.succeeded else { throw ExitCode(1) }
        switch format {
        case .text: print(report.text, terminator: "")
        case .json: print(report.json)
        case .markdown: print(report.markdown)
        case .sarif: print(report.sarif)
        }
        if let failOn, report.reaches(failOn.weight) { throw ExitCode(1) }
    }
}
