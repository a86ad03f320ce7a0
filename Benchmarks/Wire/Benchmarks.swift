import Foundation

/// Measures what README claims of the server. Prints a Markdown table.
@main
struct Benchmarks {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == "bare-server" {
            try await BareServer.run(folder: arguments.dropFirst().first ?? ".")
            return
        }
        let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        try await UploadBenchmark.run(
            server: products.appending(path: "content-library").path, bareServer: CommandLine.arguments[0])
    }
}
