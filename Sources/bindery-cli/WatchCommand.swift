internal import ArgumentParser
internal import BinderyGenerator
internal import Rendering

/// `bindery watch`.
struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Writes the bindings of a document, and again whenever it changes.",
        usage: """
            bindery watch --config <bindery.yaml>
            bindery watch <document> --output <folder> [--runtime <path-or-url>] [--module <name>]
            """,
        discussion: """
            It looks at the configuration, the document, the files that it refers to and the templates. Errors are \
            printed, and it goes on watching.

            It ends with SIGINT (Ctrl-C) or SIGTERM, with the exit status 0; with 64 where the command line is wrong.
            """
    )

    @OptionGroup var source: SourceOptions
    @OptionGroup var options: RunOptions

    @Option(help: "How many milliseconds are between two looks at the files.")
    var interval = 200

    func validate() throws {
        try source.validate()
        guard (1...3_600_000).contains(interval) else {
            throw ValidationError("'--interval' is a number of milliseconds, at most an hour.")
        }
    }

    func run() throws {
        let signals = EndSignals()
        let console = Console(options)
        var watch = Watch(source.request(options))
        repeat {
            guard let report = watch.update() else { continue }
            print(report, to: console)
            console.summarize("Watching \(Summary.count(watch.inputs.count, "file")); Ctrl-C ends it")
        } while !signals.wait(milliseconds: interval)
    }

    private func print(_ report: GenerationReport, to console: Console) {
        console.print(report)
        guard report.succeeded else { return }
        for path in report.changes.written { console.summarize("wrote \(path)") }
        for path in report.changes.removed { console.summarize("removed \(path)") }
        let duration = report.timings.reduce(Duration.zero) { $0 + $1.duration }
        console.summarize("\(Summary(report).generated), in \(duration.formattedMilliseconds) ms")
    }
}
