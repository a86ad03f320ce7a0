import AsyncHTTPClient
import BinderyAsyncHTTPClient
import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import Foundation
import HTTPTypes
import Measuring

/// 1 GiB through an update session with SHA-256, against the same Hummingbird writing the body to a file.
enum UploadBenchmark {
    private static let size: Int64 = 1 << 30

    static func run(server: String, bareServer: String) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bindery-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }

        let bare = try ChildProcess(bareServer, ["bare-server", folder.path])
        defer { bare.terminate() }
        let bareAddress = try address(bare)
        let library = try ChildProcess(
            server, ["serve", "--data", folder.appending(path: "data").path, "--port", "0", "--user", "bench:bench"])
        defer { library.terminate() }
        var api = APIClient(
            baseURL: try BaseURL(address(library) + "/api"), transport: AsyncHTTPClientTransport(client: .shared))
        api.middlewares = [BasicCredential(username: "bench", password: "bench")]

        let item = try await makeItem(api)
        try library.resetPeak()
        let memoryBefore = try library.peakMegabytes()
        var bareSeconds = Double.infinity
        var sessionSeconds = Double.infinity
        for _ in 0..<3 {
            bareSeconds = min(bareSeconds, try await time { try await put(api, bareAddress + "/upload") })
            sessionSeconds = min(sessionSeconds, try await time { try await upload(api, item) })
        }
        let growth = try library.peakMegabytes() - memoryBefore

        let table = Table(
            "Uploading 1 GiB (best of 3; goals: at least 70 % of the bare server, less than 64 MB of growth)",
            ["server", "seconds", "MiB/s", "of the bare server", "peak memory grows by MB"]
        )
        let mebibytes = Double(size >> 20)
        table.row([
            "Hummingbird, body to file", bareSeconds.formatted(digits: 2),
            (mebibytes / bareSeconds).formatted(digits: 0), "100 %", "-",
        ])
        table.row([
            "content-library, session with SHA-256", sessionSeconds.formatted(digits: 2),
            (mebibytes / sessionSeconds).formatted(digits: 0),
            (100 * bareSeconds / sessionSeconds).formatted(digits: 0) + " %",
            growth.formatted(digits: 1),
        ])
    }

    private static func address(_ server: ChildProcess) throws -> String {
        String(try server.firstLine().replacing("listening on ", with: ""))
    }

    private static func time(_ body: () async throws -> Void) async throws -> Double {
        let start = ContinuousClock.now
        try await body()
        return (ContinuousClock.now - start).inSeconds
    }

    private static func makeItem(_ api: APIClient) async throws -> String {
        let client = ContentLibraryClient(api)
        let library = try await client.contentLocalLibrary.create(
            body: LibraryModel(
                name: "bench", storageBackings: [LibraryStorageBacking(type: .datastore, datastoreId: "datastore-1")],
                type: .local))
        return try await client.contentLibraryItem.create(body: LibraryItemModel(libraryId: library, name: "bench"))
    }

    /// Session, file, PUT, complete: all that a client does for one file.
    private static func upload(_ api: APIClient, _ item: String) async throws {
        let client = ContentLibraryClient(api)
        let session = try await client.contentLibraryItemUpdateSession.create(
            body: LibraryItemUpdateSessionModel(libraryItemId: item))
        let file = try await client.contentLibraryItemUpdatesessionFile.add(
            updateSessionId: session,
            body: LibraryItemUpdatesessionFileAddSpec(name: "disk.vmdk", sourceType: .push, size: size))
        try await put(api, file.uploadEndpoint?.uri ?? "")
        try await client.contentLibraryItemUpdateSession.complete(updateSessionId: session)
    }

    private static func put(_ api: APIClient, _ address: String) async throws {
        let url = try BaseURL(address)
        let request = HTTPRequest(method: .put, scheme: url.scheme, authority: url.authority, path: url.path)
        let body = BodyStream(RepeatedPiece(count: Int(size >> 18)), length: size)
        let (response, answer) = try await api.send(request, body: body)
        _ = try await answer.collect(upTo: 1 << 20)
        guard response.status.kind == .successful else { throw URLError(.badServerResponse) }
    }
}

/// The same 256 KiB again and again.
private struct RepeatedPiece: AsyncSequence, Sendable {
    let count: Int

    struct Iterator: AsyncIteratorProtocol {
        let piece = [UInt8]((0..<(1 << 18)).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        var rest: Int

        mutating func next() async -> [UInt8]? {
            guard rest > 0 else { return nil }
            rest -= 1
            return piece
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(rest: count) }
}
