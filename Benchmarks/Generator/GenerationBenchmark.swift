import Foundation
import Measuring

/// A whole `bindery generate` of large documents as a process, with the time of each phase.
enum GenerationBenchmark {
    static func run(documents: [String], bindery: String) throws {
        let table = Table(
            "Generating a package (process, best of 3; goals: 0.5 s and 200 MB)",
            ["document", "seconds", "CPU seconds", "peak MB", "lines", "ms of each phase"]
        )
        for document in Corpus.documents(documents) {
            let output = try GeneratedPackage(named: "generation")
            defer { output.remove() }
            let best = try output.generate(document.path, module: "Measured", bindery: bindery, runs: 3)
            table.row([
                document.name, best.usage.seconds.formatted(digits: 2), best.usage.cpuSeconds.formatted(digits: 2),
                best.usage.peakMegabytes.formatted(digits: 0), String(try output.lines(of: "Measured")), best.phases,
            ])
        }
    }
}
