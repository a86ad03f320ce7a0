import Foundation
import Measuring

/// Measures what README claims of the generator and of what it generates. Each benchmark prints Markdown tables.
///
///     generator-benchmarks [reading] [generation] [growth] [comparing] [coding] [building] [rebuilding] [build-time]
///
/// Building takes long and is done only where it is asked for.
@main
struct GeneratorBenchmarks {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let bindery = products.appending(path: "bindery").path
        func wanted(_ name: String, unasked: Bool = true) -> Bool {
            arguments.isEmpty ? unasked : arguments.contains(name)
        }

        if wanted("reading") {
            try ReadingBenchmark.run(documents: ["vcf-operations.json", "vcf-operations-for-networks.yaml"])
        }
        if wanted("generation") {
            try GenerationBenchmark.run(documents: Rival.documents.map(\.name), bindery: bindery)
        }
        if wanted("growth") { try GrowthBenchmark.run(bindery: bindery) }
        if wanted("comparing") {
            try ComparingBenchmark.run(
                documents: ["vcf-operations.json", "vcf-operations-for-networks.yaml"], bindery: bindery)
        }
        if wanted("coding") { try CodingBenchmark.run() }
        if wanted("building", unasked: false) { try BuildingBenchmark.run(bindery: bindery) }
        if wanted("rebuilding", unasked: false) {
            try RebuildingBenchmark.run(document: "vcf-installer.json", bindery: bindery)
        }
        if wanted("build-time", unasked: false) { try BuildTimeBenchmark.run(example: "Examples/BuildTime") }
    }
}
