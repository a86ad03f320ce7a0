internal import ArgumentParser
internal import BinderyGenerator
internal import Rendering

/// `bindery templates`.
struct TemplatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "templates",
        abstract: "Shows the templates that files are made with, and copies them to be changed.",
        subcommands: [List.self, Show.self, Eject.self]
    )

    /// `bindery templates list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the templates with what each makes.")

        func run() {
            print(Bindery.templates.list, terminator: "")
        }
    }

    /// `bindery templates show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints templates, and the names that they can use.",
            discussion: "The exit status is 0 where all names are known, and 1 where one is not."
        )

        @Argument(help: "Templates ('operation'), or what templates are applied to ('DocumentOutline'); all without.")
        var names: [String] = []

        func run() throws {
            let reference = Bindery.templates
            guard !names.isEmpty else { return print(reference.markdown, terminator: "") }
            var texts: [String] = []
            for name in names {
                guard let text = reference.description(of: name) else {
                    Console.printError(
                        "error: there is no template '\(name)', and nothing of that name to apply one to")
                    throw ExitCode(1)
                }
                texts.append(text)
            }
            print(texts.joined(separator: "\n"), terminator: "")
        }
    }

    /// `bindery templates eject`.
    struct Eject: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Copies templates to a folder, for 'templates' of a configuration or '--templates'.",
            discussion: """
                A file that is there already is never replaced. The exit status is 0 where all were written, and 1 where \
                none was.
                """
        )

        @Argument(help: "The templates; 'bindery templates list' lists them.")
        var names: [String]

        @Option(help: "The folder.", completion: .directory)
        var to = "Templates"

        func run() throws {
            let report = Bindery.ejectTemplates(names, to: to)
            Console().print(report)
            guard report.succeeded else { throw ExitCode(1) }
            for path in report.changes.written { print("Wrote \(path)") }
        }
    }
}
