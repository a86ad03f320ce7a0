import Foundation
import Measuring

/// How long `GET update-session/{id}` takes while nothing else happens, and while 32 slow uploads run.
enum LatencyBenchmark {
    private static let uploads = 32
    private static let pieceLength = 64 << 10

    @Sendable static func run(_ servers: BenchmarkServers) async throws {
        let library = try await servers.makeLibrary()
        let item = try await servers.makeItem("item", in: library)
        let session = try await servers.makeSession(on: item, file: "disk", size: 1)
        let load = Load(
            servers.libraryAddress, path: "/api/content/library/item/update-session/\(session.id)", login: servers.login
        )
        let seconds = servers.scale.seconds
        _ = try await load.run(connections: 1, seconds: seconds / 4)
        let idle = try await load.run(connections: 1, seconds: seconds)

        var paths: [String] = []
        for number in 0..<uploads {
            let item = try await servers.makeItem("slow \(number)", in: library)
            let uri = try await servers.makeSession(on: item, file: "disk", size: 1 << 40).uri
            paths.append(String(uri.dropFirst(servers.libraryAddress.count)))
        }
        let busy = try await withThrowingTaskGroup(of: Int.self) { group in
            let end = ContinuousClock.now + .seconds(seconds * 1.5)
            for path in paths {
                group.addTask {
                    try await onThread { try slowUpload(path, port: load.port, servers.login, until: end) }
                }
            }
            let times = try await load.run(connections: 1, seconds: seconds)
            let pieces = try await group.reduce(0, +)
            guard pieces > 0 else { throw BenchmarkServers.Refused(description: "no upload ran") }
            return times
        }
        let table = Table(
            "Latency of GET update-session/{id} (goal: p99 beside the uploads at most three times that of idle)",
            ["while", "median ms", "p99 ms", "p99 of idle"])
        row(table, "idle", idle, idle)
        row(table, "\(uploads) slow uploads, 64 KiB each 20 ms", busy, idle)
    }

    private static func row(_ table: Table, _ name: String, _ times: [Double], _ idle: [Double]) {
        let (all, ninetyNine) = (quantile(0.5, times), quantile(0.99, times))
        table.row([
            name, (1000 * all).formatted(digits: 2), (1000 * ninetyNine).formatted(digits: 2),
            (ninetyNine / quantile(0.99, idle)).formatted(digits: 1) + " ×",
        ])
    }

    private static func quantile(_ share: Double, _ sorted: [Double]) -> Double {
        sorted.isEmpty ? .nan : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }

    /// An upload that goes on until the time is over, and is then broken off.
    /// - Returns: how many pieces it sent.
    private static func slowUpload(
        _ path: String, port: Int, _ login: String, until end: ContinuousClock.Instant
    ) throws -> Int {
        let connection = try RawConnection(port: port)
        let head = "PUT \(path) HTTP/1.1\r\nhost: 127.0.0.1:\(port)\r\nvmware-api-session-id: \(login)\r\n"
        try connection.write(Array("\(head)content-length: \(Int64(1) << 40)\r\n\r\n".utf8))
        let piece = [UInt8](repeating: 1, count: pieceLength)
        var count = 0
        while ContinuousClock.now < end {
            try connection.write(piece)
            count += 1
            usleep(20_000)
        }
        return count
    }
}
