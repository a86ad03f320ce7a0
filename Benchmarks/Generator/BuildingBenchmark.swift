import Foundation
import Measuring

/// What it costs to build the bindings of large documents, against what they cost with the rival.
enum BuildingBenchmark {
    static func run(bindery: String) throws {
        let table = Table(
            """
            Building the bindings (without the runtime; "of": part of what swift-openapi-generator 1.13 takes; \
            goals: lines 0.25, the rest 0.33)
            """,
            [
                "document", "lines", "of", "debug CPU s", "of", "debug MB", "of", "release CPU s", "of", "release MB",
                "of",
            ]
        )
        let package = try GeneratedPackage(named: "building")
        try package.writeManifest(module: nil)
        for configuration in ["debug", "release"] { _ = try package.build(configuration: configuration) }
        for (index, document) in Rival.documents.enumerated() {
            guard let file = Corpus.documents([document.name]).first else { continue }
            let module = "Measured\(index)"
            try package.generate(file.path, module: module, bindery: bindery)
            try package.writeManifest(module: module)
            let lines = Double(try package.lines(of: module))
            var cells = [document.name, lines.formatted(digits: 0), (lines / document.lines).formatted(digits: 2)]
            for (configuration, rival) in [("debug", document.debug), ("release", document.release)] {
                let usage = try package.build(configuration: configuration)
                cells += [
                    usage.cpuSeconds.formatted(digits: 0), part(usage.cpuSeconds, rival?.cpuSeconds),
                    usage.peakMegabytes.formatted(digits: 0), part(usage.peakMegabytes, rival?.peakMegabytes),
                ]
            }
            table.row(cells)
        }
    }

    private static func part(_ value: Double, _ whole: Double?) -> String {
        whole.map { (value / $0).formatted(digits: 2) } ?? "-"
    }
}
