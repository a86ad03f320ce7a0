import Foundation

/// Measures what README claims. Each benchmark prints a Markdown table.
@main
struct Benchmarks {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == "bare-server" {
            try await BareServer.run(folder: arguments.dropFirst().first ?? ".")
            return
        }
        let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let large = ["vcf-operations.json", "vcf-operations-for-networks.yaml"]
        func wanted(_ name: String) -> Bool { arguments.isEmpty || arguments.contains(name) }

        if wanted("reading") { try ReadingBenchmark.run(documents: large) }
        if wanted("generation") {
            try GenerationBenchmark.run(documents: large, bindery: products.appending(path: "bindery").path)
        }
        if wanted("upload") {
            try await UploadBenchmark.run(
                server: products.appending(path: "content-library").path, bareServer: CommandLine.arguments[0])
        }
    }
}
