internal import ArgumentParser
internal import BinderyGenerator

/// `bindery explain`.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tells what a schema or an operation becomes in Swift, and why.",
        usage: """
            bindery explain <name> --config <bindery.yaml>
            bindery explain <name> <document> [--module <name>]
            """,
        discussion: """
            Nothing is written. The exit status is 0 where the name is known, 1 where it is not or the document or the \
            configuration has errors, and 64 where the command line is wrong.
            """
    )

    @Argument(
        help: """
            A schema ('Pet', '#/components/schemas/Pet'), a Swift type ('Pet.Status'), or an operation ('listPets', \
            'GET /pets', 'pets.list').
            """)
    var name: String

    @Argument(help: "The OpenAPI document, YAML or JSON.", completion: .file())
    var document: String?

    @Option(help: "A configuration that names the document.", completion: .file())
    var config: String?

    @Option(
        help: "The modules are <module>API, <module>Client and <module>Server. (default: from the document's title)")
    var module: String?

    func validate() throws {
        switch (config, document) {
        case (nil, nil): throw ValidationError("Missing a document or '--config <bindery.yaml>'.")
        case (_?, _?): throw ValidationError("'--config' names the document; leave out one of the two.")
        case (_?, nil) where module != nil:
            throw ValidationError("'--module' goes with a document, not with '--config'.")
        default: break
        }
    }

    func run() throws {
        let source: GenerationRequest.Source =
            if let config {
                .configuration(path: config)
            } else {
                .document(path: document ?? "", output: ".", module: module, runtime: nil)
            }
        let (report, text) = Bindery.explain(name, GenerationRequest(source))
        if let text {
            print(text, terminator: "")
        } else {
            Console().print(report)
        }
        guard report.succeeded else { throw ExitCode(1) }
    }
}
