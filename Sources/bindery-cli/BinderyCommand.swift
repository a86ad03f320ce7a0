internal import ArgumentParser
internal import BinderyGenerator

/// `bindery`.
@main
struct BinderyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bindery",
        abstract: "Binds OpenAPI documents to Swift.",
        version: Bindery.version,
        subcommands: [
            GenerateCommand.self, CheckCommand.self, DiffCommand.self, WatchCommand.self, ExplainCommand.self,
            InitCommand.self, TemplatesCommand.self, GeneratePartsCommand.self,
        ]
    )

    func run() throws {
        throw ValidationError(
            "Missing a subcommand: 'generate', 'check', 'diff', 'watch', 'explain', 'init' or 'templates'.")
    }
}
