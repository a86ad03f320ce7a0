import Foundation

/// Measures what README claims of the server, and prints Markdown tables.
///
/// `benchmarks [--tiny] [NAME …]`, where the names are those of ``all``; none for all of them.
@main
struct Benchmarks {
    static let all: [(name: String, run: @Sendable (BenchmarkServers) async throws -> Void)] = [
        ("transfers", TransferBenchmark.run), ("requests", RequestBenchmark.run), ("cycles", CycleBenchmark.run),
        ("latency", LatencyBenchmark.run), ("sessions", OpenSessionBenchmark.run), ("growth", GrowthBenchmark.run),
    ]

    static func main() async throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == "bare-server" {
            try await BareServer(folder: arguments.dropFirst().first ?? ".").run()
            return
        }
        let scale = arguments.contains("--tiny") ? Scale.tiny : .full
        arguments.removeAll { $0 == "--tiny" }
        for name in arguments where !all.contains(where: { $0.name == name }) {
            print("There is no benchmark '\(name)'; there are \(all.map(\.name).joined(separator: ", ")).")
            exit(64)
        }
        for (name, run) in all where arguments.isEmpty || arguments.contains(name) {
            try await BenchmarkServers.run(scale, run)
            fflush(nil)
        }
    }
}
