import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import Foundation
import Measuring

/// A large file up, through an update session with SHA-256, and down, through a download session, against the bare server
/// doing plain file I/O.
enum TransferBenchmark {
    @Sendable static func run(_ servers: BenchmarkServers) async throws {
        let size = servers.scale.fileSize
        let body = BodyStream(RepeatedPiece(count: Int(size) / RepeatedPiece.length), length: size)
        let item = try await servers.makeItem("large", in: try await servers.makeLibrary())
        try servers.library.resetPeak()
        let before = try servers.library.peakMegabytes()
        var bare = (up: Double.infinity, down: Double.infinity)
        var library = bare
        for _ in 0..<servers.scale.runs {
            let times = (
                bare: try await BenchmarkServers.time { try await servers.put(body, servers.bareAddress + "/upload") },
                library: try await BenchmarkServers.time { try await servers.upload(body, to: item) }
            )
            (bare.up, library.up) = (min(bare.up, times.bare), min(library.up, times.library))
        }
        let file = try await downloadAddress(of: item, servers)
        let plain = try plainFile(in: servers.folder)
        for _ in 0..<servers.scale.runs {
            let times = (
                bare: try await BenchmarkServers.time {
                    try await expect(size, servers.get(servers.bareAddress + "/download/" + plain))
                },
                library: try await BenchmarkServers.time { try await expect(size, servers.get(file)) }
            )
            (bare.down, library.down) = (min(bare.down, times.bare), min(library.down, times.library))
        }
        let growth = try servers.library.peakMegabytes() - before
        let table = Table(
            "Transferring \(size >> 20) MiB (best of \(servers.scale.runs); goals: up at least 70 %, down at least 90 % "
                + "of the bare server, less than 64 MB of growth)",
            ["what", "seconds", "MiB/s", "of the bare server"])
        row(table, "up: Hummingbird, body to file", bare.up, size, bare.up)
        row(table, "up: content-library, session with SHA-256", library.up, size, bare.up)
        row(table, "down: Hummingbird, file to body", bare.down, size, bare.down)
        row(table, "down: content-library, download session", library.down, size, bare.down)
        print("\nThe server's peak memory grew by \(growth.formatted(digits: 1)) MB.")
    }

    private static func row(_ table: Table, _ name: String, _ seconds: Double, _ size: Int64, _ bare: Double) {
        table.row([
            name, seconds.formatted(digits: 2), (Double(size >> 20) / seconds).formatted(digits: 0),
            (100 * bare / seconds).formatted(digits: 0) + " %",
        ])
    }

    private static func expect(_ size: Int64, _ received: Int64) throws {
        guard size == received else { throw BenchmarkServers.Refused(description: "\(received) bytes of \(size) came") }
    }

    private static func downloadAddress(of item: String, _ servers: BenchmarkServers) async throws -> String {
        let session = try await servers.client.contentLibraryItemDownloadSession.create(
            body: LibraryItemDownloadSessionModel(libraryItemId: item))
        let file = try await servers.client.contentLibraryItemDownloadsessionFile.prepare(
            downloadSessionId: session, body: .init(fileName: "disk.vmdk"))
        return file.downloadEndpoint?.uri ?? ""
    }

    /// The name of what the bare server has received.
    private static func plainFile(in folder: String) throws -> String {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0 != "data" }
        guard let name = names.first else { throw BenchmarkServers.Refused(description: "nothing was uploaded") }
        return name
    }
}
