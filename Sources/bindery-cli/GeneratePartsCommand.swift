internal import ArgumentParser
internal import BinderyGenerator

/// `bindery generate-parts`.
struct GeneratePartsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate-parts",
        abstract: "Writes the bindings for one target of a build, into files whose names are known beforehand.",
        usage: """
            bindery generate-parts --config <bindery.yaml> --module <name> --name <name> --output <folder>
            bindery generate-parts <document> --module <name> --name <name> --output <folder>
            """,
        discussion: """
            This is what the plugin BinderyPlugin runs. The files are <name>.Document.swift, <name>.Schemas.swift and \
            <name>.Part1.swift to <name>.Part<parts>.swift, whatever the document holds, and only those whose text \
            changes are written.

            The exit status is 0 where the bindings are up to date afterwards, 1 where the document or the configuration \
            has errors (nothing is written then), and 64 where the command line is wrong.
            """
    )

    @Argument(help: "The OpenAPI document, YAML or JSON.", completion: .file())
    var document: String?

    @Option(help: "A configuration that names the document, without 'output'.", completion: .file())
    var config: String?

    @Option(help: "The module that the files are compiled in.")
    var module: String

    @Option(help: "What the names of the files begin with.")
    var name: String

    @Option(help: "The folder of the files, all of which are written each time.", completion: .directory)
    var output: String

    @Option(help: "How many parts there are.")
    var parts = 16

    @Option(help: "A file that the build watches. Others get a warning then.", completion: .file())
    var watched: [String] = []

    @OptionGroup var options: RunOptions

    func validate() throws {
        guard (document == nil) != (config == nil) else {
            throw ValidationError("Name either a document or '--config <bindery.yaml>'.")
        }
        guard (1...1000).contains(parts) else { throw ValidationError("'--parts' is a number from 1 to 1000.") }
        guard !name.isEmpty, !name.contains("/") else { throw ValidationError("'--name' is no name of a file.") }
        guard !output.isEmpty else { throw ValidationError("'--output' is empty; the current folder is '.'.") }
        guard SourceOptions.isModuleName(module) else { throw ValidationError("'\(module)' is not a module name.") }
    }

    func run() throws {
        let input: BuildTarget.Input =
            config.map { .configuration(path: $0) } ?? .document(path: document ?? "")
        let target = BuildTarget(
            module: module, input: input, output: output, name: name, parts: parts,
            watchedFiles: watched.isEmpty ? nil : watched)
        let request = GenerationRequest(
            .target(target), templatesFolder: options.templates, isStrict: options.strict)
        let report = Bindery.generate(request)
        let console = Console(options)
        console.print(report)
        guard report.succeeded else { throw ExitCode(1) }
        console.summarize(Summary(report).generated)
    }
}
