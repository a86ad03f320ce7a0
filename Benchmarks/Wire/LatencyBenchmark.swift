import Foundation
import Measuring

/// How long `GET update-session/{id}` takes while nothing else happens, and while 32 uploads run.
///
/// An upload is slow where its client sends 64 KiB five times a second: 10 MiB/s for all of them, as over a network that
/// is no faster. Ten times that is a load of its own, which takes processor time from everything else; it is shown beside.
enum LatencyBenchmark {
    private static let uploads = 32
    private static let pieceLength = 64 << 10
    private static let rounds = 3

    /// How often each upload sends a piece.
    private enum Pace: useconds_t, CaseIterable {
        case slow = 200_000
        case fast = 20_000
    }

    @Sendable static func run(_ servers: BenchmarkServers) async throws {
        let library = try await servers.makeLibrary()
        let item = try await servers.makeItem("item", in: library)
        let session = try await servers.makeSession(on: item, file: "disk", size: 1)
        let load = Load(
            servers.libraryAddress, path: "/api/content/library/item/update-session/\(session.id)", login: servers.login
        )
        let paths = try await uploadPaths(servers, in: library)
        let seconds = servers.scale.seconds / Double(rounds)
        _ = try await load.run(connections: 1, seconds: seconds)
        var idle: [Double] = []
        var busy: [Pace: (times: [Double], pieces: Int)] = [:]
        // In turns, so that what else the machine does meets all of them.
        for _ in 0..<rounds {
            idle += try await load.run(connections: 1, seconds: seconds)
            for pace in Pace.allCases {
                let (times, pieces) = try await beside(paths, pace, load, servers.login, seconds)
                busy[pace, default: ([], 0)].times += times
                busy[pace]?.pieces += pieces
            }
        }
        let table = Table(
            "Latency of GET update-session/{id} (goal: p99 beside slow uploads at most three times that of idle)",
            ["while", "median ms", "p99 ms", "p99 of idle"])
        idle.sort()
        row(table, "idle", idle, idle)
        for pace in Pace.allCases {
            guard let (times, pieces) = busy[pace], pieces > 0 else {
                throw BenchmarkServers.Refused(description: "no upload ran")
            }
            let rate = Double(pieces * pieceLength) / 1_048_576 / (seconds * Double(rounds))
            row(
                table, "\(uploads) \(pace) uploads, \(rate.formatted(digits: 0)) MiB/s together", times.sorted(), idle)
        }
    }

    private static func uploadPaths(_ servers: BenchmarkServers, in library: String) async throws -> [String] {
        var paths: [String] = []
        for number in 0..<uploads {
            let item = try await servers.makeItem("slow \(number)", in: library)
            let uri = try await servers.makeSession(on: item, file: "disk", size: 1 << 40).uri
            paths.append(String(uri.dropFirst(servers.libraryAddress.count)))
        }
        return paths
    }

    /// - Returns: how long the requests took beside the uploads, and how many pieces these sent meanwhile.
    private static func beside(
        _ paths: [String], _ pace: Pace, _ load: Load, _ login: String, _ seconds: Double
    ) async throws -> (times: [Double], pieces: Int) {
        try await withThrowingTaskGroup(of: Int.self) { group in
            let end = ContinuousClock.now + .seconds(seconds)
            for path in paths {
                group.addTask { try await onThread { try upload(path, pace, port: load.port, login, until: end) } }
            }
            let times = try await load.run(connections: 1, seconds: seconds)
            return (times, try await group.reduce(0, +))
        }
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
    private static func upload(
        _ path: String, _ pace: Pace, port: Int, _ login: String, until end: ContinuousClock.Instant
    ) throws -> Int {
        let connection = try RawConnection(port: port)
        let head = "PUT \(path) HTTP/1.1\r\nhost: 127.0.0.1:\(port)\r\nvmware-api-session-id: \(login)\r\n"
        try connection.write(Array("\(head)content-length: \(Int64(1) << 40)\r\n\r\n".utf8))
        let piece = [UInt8](repeating: 1, count: pieceLength)
        // Not all at the same instant.
        usleep(.random(in: 0..<pace.rawValue))
        var count = 0
        while ContinuousClock.now < end {
            try connection.write(piece)
            count += 1
            usleep(pace.rawValue)
        }
        return count
    }
}
