import Foundation
import Measuring

/// A whole `bindery diff` of large documents as a process: each against a copy in which all integers became numbers.
enum ComparingBenchmark {
    static func run(documents: [String], bindery: String) throws {
        let table = Table(
            "Comparing two documents (process, best of 3; goal: 1 s)",
            ["document", "seconds", "CPU seconds", "peak MB", "changes"]
        )
        let folder = URL(filePath: FileManager.default.currentDirectoryPath).appending(path: ".build/bench/comparing")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for document in Corpus.documents(documents) {
            let copy = folder.appending(path: document.name)
            let text = try String(contentsOf: URL(filePath: document.path), encoding: .utf8)
                .replacing("\"integer\"", with: "\"number\"").replacing("type: integer", with: "type: number")
            try text.write(to: copy, atomically: false, encoding: .utf8)
            var best: ProcessUsage?
            var summary = ""
            for _ in 0..<3 {
                let usage = try ChildProcess.run(bindery, ["diff", document.path, copy.path]) { output in
                    summary = String(decoding: output, as: UTF8.self).split(separator: ": ").last.map(String.init) ?? ""
                }
                if usage.seconds < best?.seconds ?? .infinity { best = usage }
            }
            guard let best else { continue }
            table.row([
                document.name, best.seconds.formatted(digits: 2), best.cpuSeconds.formatted(digits: 2),
                best.peakMegabytes.formatted(digits: 0), summary.split(separator: "\n").joined(),
            ])
        }
    }
}
