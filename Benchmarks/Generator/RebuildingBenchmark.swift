import Foundation
import Measuring

/// What one more property of one schema costs: files that are written anew, and a debug build of what was built before.
enum RebuildingBenchmark {
    static func run(document: String, bindery: String) throws {
        guard let file = Corpus.documents([document]).first else { return }
        let package = try GeneratedPackage(named: "rebuilding")
        try package.generate(file.path, module: "Measured", bindery: bindery)
        try package.writeManifest(module: "Measured")
        let whole = try package.build(configuration: "debug")
        let before = try package.files()

        let changed = package.folder.appending(path: document)
        try withOneMoreProperty(try String(contentsOfFile: file.path, encoding: .utf8))
            .write(to: changed, atomically: false, encoding: .utf8)
        try package.generate(changed.path, module: "Measured", bindery: bindery, keeping: true)
        let after = try package.files()
        let written = after.count { before[$0.key] != $0.value }
        let rebuild = try package.build(configuration: "debug")

        let table = Table(
            "After one property of one schema was added to \(document) (debug)",
            ["", "files", "CPU seconds", "seconds"]
        )
        table.row([
            "all, with the runtime", String(before.count), whole.cpuSeconds.formatted(digits: 1),
            whole.seconds.formatted(digits: 1),
        ])
        table.row([
            "again", String(written), rebuild.cpuSeconds.formatted(digits: 1), rebuild.seconds.formatted(digits: 1),
        ])
    }

    /// The JSON text with a property put first into the first schema that has properties.
    private static func withOneMoreProperty(_ text: String) -> String {
        guard let schemas = text.range(of: "\"schemas\""),
            let properties = text.range(of: "\"properties\"", range: schemas.upperBound..<text.endIndex),
            let brace = text.range(of: "{", range: properties.upperBound..<text.endIndex)
        else { return text }
        return text.replacingCharacters(in: brace, with: "{ \"oneMoreProperty\": { \"type\": \"string\" },")
    }
}
