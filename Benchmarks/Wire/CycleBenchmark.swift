import BinderyRuntime
import Measuring

/// Whole uploads of small files: a session, a file, its 4 KiB, complete. Each is durable when it has ended.
enum CycleBenchmark {
    @Sendable static func run(_ servers: BenchmarkServers) async throws {
        let library = try await servers.makeLibrary()
        let body = BodyStream([UInt8](repeating: 7, count: 4096))
        let table = Table("Create, upload 4 KiB, complete", ["clients", "cycles per second", "milliseconds a cycle"])
        for width in [1, 8, 32] {
            var items: [String] = []
            for number in 0..<width { items.append(try await servers.makeItem("\(width)-\(number)", in: library)) }
            let targets = items
            let count = max(width, servers.scale.cycles / width)
            let seconds = try await BenchmarkServers.time {
                // One session an item at a time: each client has an item of its own.
                try await BenchmarkServers.repeating(width, concurrently: width) { client in
                    for _ in 0..<(count / width) { try await servers.upload(body, to: targets[client]) }
                }
            }
            let cycles = Double(count / width * width)
            table.row([
                "\(width)", (cycles / seconds).formatted(digits: 0),
                (1000 * seconds * Double(width) / cycles).formatted(digits: 1),
            ])
        }
    }
}
