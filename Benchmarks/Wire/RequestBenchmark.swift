import BinderyRuntime
import Measuring

/// `GET update-session/{id}` in requests per second, against a bare route that answers the same bytes.
enum RequestBenchmark {
    private static let connections = 8

    @Sendable static func run(_ servers: BenchmarkServers) async throws {
        let item = try await servers.makeItem("item", in: try await servers.makeLibrary())
        let session = try await servers.makeSession(on: item, file: "disk", size: 1)
        let library = Load(
            servers.libraryAddress, path: "/api/content/library/item/update-session/\(session.id)", login: servers.login
        )
        let answer = try library.answer()
        try await servers.put(BodyStream(answer), servers.bareAddress + "/answer")
        let bare = Load(servers.bareAddress, path: "/answer")
        guard try bare.answer() == answer else { throw BenchmarkServers.Refused(description: "the answers differ") }

        let seconds = servers.scale.seconds
        var rates = (bare: 0.0, library: 0.0)
        for _ in 0..<servers.scale.runs {
            let counts = (
                bare: try await bare.run(connections: connections, seconds: seconds).count,
                library: try await library.run(connections: connections, seconds: seconds).count
            )
            rates.bare = max(rates.bare, Double(counts.bare) / seconds)
            rates.library = max(rates.library, Double(counts.library) / seconds)
        }
        let table = Table(
            "GET update-session/{id}, \(answer.count) bytes, \(connections) connections (best of \(servers.scale.runs); "
                + "goal: at least 60 % of the bare route)",
            ["server", "requests per second", "of the bare route"])
        table.row(["Hummingbird, the same bytes from memory", rates.bare.formatted(digits: 0), "100 %"])
        table.row([
            "content-library", rates.library.formatted(digits: 0),
            (100 * rates.library / rates.bare).formatted(digits: 0) + " %",
        ])
    }
}
