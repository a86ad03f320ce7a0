import Measuring

/// What the server's memory grows by with many open update sessions, each with a file that waits.
enum OpenSessionBenchmark {
    @Sendable static func run(_ servers: BenchmarkServers) async throws {
        let library = try await servers.makeLibrary()
        let warm = try await servers.makeItem("warm", in: library)
        _ = try await servers.makeSession(on: warm, file: "disk", size: 1)
        let before = try servers.library.residentMegabytes()
        let count = servers.scale.openSessions
        let seconds = try await BenchmarkServers.time {
            try await BenchmarkServers.repeating(count, concurrently: 8) { number in
                let item = try await servers.makeItem("item \(number)", in: library)
                _ = try await servers.makeSession(on: item, file: "disk", size: 1 << 30)
            }
        }
        let after = try servers.library.residentMegabytes()
        let table = Table(
            "Open update sessions", ["sessions", "resident MB before", "after", "KB a session", "seconds"])
        table.row([
            "\(count)", before.formatted(digits: 1), after.formatted(digits: 1),
            ((after - before) * 1024 / Double(count)).formatted(digits: 1), seconds.formatted(digits: 1),
        ])
    }
}
