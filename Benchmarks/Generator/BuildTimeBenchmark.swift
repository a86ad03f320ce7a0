import Foundation
import Measuring

/// What a first build costs those whose bindings are generated while they build: the generator, the runtime, the bindings
/// and what uses them, from nothing but the sources of the dependencies.
enum BuildTimeBenchmark {
    static func run(example: String) throws {
        let scratch = URL(filePath: FileManager.default.currentDirectoryPath).appending(path: ".build/bench/build-time")
        try? FileManager.default.removeItem(at: scratch)
        let options = ["--package-path", example, "--scratch-path", scratch.path]
        _ = try ChildProcess.run("swift", ["package"] + options + ["resolve"])
        let table = Table(
            "A clean debug build of \(example), generator included (goal: 90 CPU seconds)",
            ["", "CPU seconds", "seconds", "peak MB"])
        for name in ["clean", "nothing changed"] {
            let usage = try ChildProcess.run("swift", ["build"] + options + ["--disable-index-store"])
            table.row([
                name, usage.cpuSeconds.formatted(digits: 1), usage.seconds.formatted(digits: 1),
                usage.peakMegabytes.formatted(digits: 0),
            ])
        }
    }
}
