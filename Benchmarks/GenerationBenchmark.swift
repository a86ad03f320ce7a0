import Foundation

/// A whole `bindery generate` of large documents as a process: read, resolve, plan, render, write.
enum GenerationBenchmark {
    static func run(documents: [String], bindery: String) throws {
        let table = Table(
            "Generating a package (process, best of 3; goals: under 1 s and 300 MB)",
            ["document", "seconds", "CPU seconds", "peak MB", "lines"]
        )
        for document in Corpus.documents(documents) {
            let folder = FileManager.default.temporaryDirectory.appending(path: "bindery-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: folder) }
            var best: ProcessUsage?
            for _ in 0..<3 {
                try? FileManager.default.removeItem(at: folder)
                let arguments = [
                    "generate", document.path, "--output", folder.path, "--module", "Measured", "--runtime", "..",
                ]
                let usage = try ChildProcess.run(bindery, arguments)
                if usage.seconds < best?.seconds ?? .infinity { best = usage }
            }
            guard let best else { continue }
            table.row([
                document.name, best.seconds.formatted(digits: 2), best.cpuSeconds.formatted(digits: 2),
                best.peakMegabytes.formatted(digits: 0), String(try lineCount(of: folder)),
            ])
        }
    }

    private static func lineCount(of folder: URL) throws -> Int {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var lines = 0
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            lines += try Data(contentsOf: file).count { $0 == UInt8(ascii: "\n") }
        }
        return lines
    }
}
