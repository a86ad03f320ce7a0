import BinderyRuntime
import Measuring

/// `GET update-session/{id}` in requests per second, against a bare route that answers the same bytes.
///
/// The Content Library writes a line for each request to its log, and the bare server none: it is measured without, and,
/// to show what the log costs, with it. The processor time is that of the server's process alone; it varies less than the
/// rate where the client, or anybody else, needs the same processors.
enum RequestBenchmark {
    private static let connections = 8

    /// The best of several runs.
    private struct Rate {
        var requestsPerSecond = 0.0
        var microseconds = Double.infinity

        mutating func measure(_ load: Load, of server: ChildProcess, seconds: Double) async throws {
            let start = try server.processorSeconds()
            let count = Double(try await load.run(connections: connections, seconds: seconds).count)
            requestsPerSecond = max(requestsPerSecond, count / seconds)
            microseconds = min(microseconds, (try server.processorSeconds() - start) / count * 1e6)
        }
    }

    @Sendable static func run(_ servers: BenchmarkServers) async throws {
        try await BenchmarkServers.run(servers.scale, options: ["--log-level", "warning"]) { quiet in
            try await compare(quiet, logging: servers)
        }
    }

    private static func compare(_ quiet: BenchmarkServers, logging: BenchmarkServers) async throws {
        let (load, answer) = try await session(quiet)
        let (loggingLoad, _) = try await session(logging)
        try await quiet.put(BodyStream(answer), quiet.bareAddress + "/answer")
        let bareLoad = Load(quiet.bareAddress, path: "/answer")
        guard try bareLoad.answer() == answer else { throw BenchmarkServers.Refused(description: "the answers differ") }
        let scale = quiet.scale
        var (bare, library, withLog) = (Rate(), Rate(), Rate())
        // In turns, so that what else the machine does meets all of them.
        for _ in 0..<scale.runs {
            try await bare.measure(bareLoad, of: quiet.bare, seconds: scale.seconds)
            try await library.measure(load, of: quiet.library, seconds: scale.seconds)
            try await withLog.measure(loggingLoad, of: logging.library, seconds: scale.seconds)
        }
        let table = Table(
            "GET update-session/{id}, \(answer.count) bytes, \(connections) connections (best of \(scale.runs); "
                + "goal: at least 60 % of the bare route)",
            ["server", "requests per second", "of the bare route", "CPU microseconds a request"])
        for (name, rate) in [
            ("Hummingbird, the same bytes from memory", bare), ("content-library, `--log-level warning`", library),
            ("content-library, a line in the log for each request", withLog),
        ] {
            table.row([
                name, rate.requestsPerSecond.formatted(digits: 0),
                (100 * rate.requestsPerSecond / bare.requestsPerSecond).formatted(digits: 0) + " %",
                rate.microseconds.formatted(digits: 0),
            ])
        }
    }

    /// A session, as what asks for it and what is answered.
    private static func session(_ servers: BenchmarkServers) async throws -> (Load, answer: [UInt8]) {
        let item = try await servers.makeItem("item", in: try await servers.makeLibrary())
        let session = try await servers.makeSession(on: item, file: "disk", size: 1)
        let load = Load(
            servers.libraryAddress, path: "/api/content/library/item/update-session/\(session.id)", login: servers.login
        )
        return (load, try load.answer())
    }
}
