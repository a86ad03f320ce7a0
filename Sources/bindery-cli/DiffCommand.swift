internal import ArgumentParser
internal import BinderyGenerator

/// `bindery diff`.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Tells what changed between two documents, and whom that breaks.",
        usage: "bindery diff <old> <new> [--only <part>] [--format <format>] [--fail-on <level>] [--ignore <file>]",
        discussion: """
            A document is a file, a folder that has a bindery.yaml or an openapi.yaml, or a revision and a path in a git \
            repository, such as 'HEAD~1:Specs/openapi.yaml'.

            Changes are weighed twice: for programs that meet over the network, and for Swift source that imports the \
            bindings of the document.

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

    /// What is compared.
    enum Part: String, CaseIterable, ExpressibleByArgument {
        case wire, swift

        fileprivate var part: ComparisonRequest.Part { self == .wire ? .wire : .swift }
    }

    @Argument(help: "The document that programs were written for.", completion: .file())
    var old: String

    @Argument(help: "The document that they meet.", completion: .file())
    var new: String

    @Option(help: "Compare only what is on the 'wire', or only the 'swift' declarations.")
    var only: Part?

    @Option(help: "The bindery.yaml that says how both documents are bound.", completion: .file())
    var config: String?

    @Option(help: "How the changes are printed: text, json, markdown or sarif.")
    var format = Format.text

    @Option(help: "Exit with 1 where a change is 'breaking' (on the wire or for sources), or at least a 'warning'.")
    var failOn: Threshold?

    @Option(help: "A YAML list of accepted changes: id, operation or path, and the reason.", completion: .file())
    var ignore: String?

    func run() throws {
        let report = Bindery.compare(
            ComparisonRequest(
                old: old, new: new, parts: only.map { [$0.part] } ?? Set(ComparisonRequest.Part.allCases),
                configurationFile: config, ignoreFile: ignore))
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
