internal import ArgumentParser
internal import BinderyGenerator

/// `bindery init`.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Writes a configuration to begin with.",
        usage: "bindery init <document> [--config <bindery.yaml>]",
        discussion: """
            The configuration says what 'generate' needs, and has every other key as a comment. A file that is there \
            already is never touched.

            The exit status is 0 where it was written, 1 where it was not or the document has errors, and 64 where the \
            command line is wrong.
            """
    )

    @Argument(help: "The OpenAPI document, YAML or JSON.", completion: .file())
    var document: String

    @Option(help: "The file to write.", completion: .file())
    var config = "bindery.yaml"

    func run() throws {
        let report = Bindery.initialize(config, document: document)
        Console().print(report)
        guard report.succeeded else { throw ExitCode(1) }
        print("Wrote \(config): edit it, then run 'bindery generate --config \(config)'")
    }
}
