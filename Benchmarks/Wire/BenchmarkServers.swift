import AsyncHTTPClient
import BinderyAsyncHTTPClient
import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import Foundation
import HTTPTypes
import Measuring

/// A Content Library server and a bare one, each a process of its own, in a folder that goes with them.
struct BenchmarkServers: Sendable {
    struct Refused: Error, CustomStringConvertible {
        var description: String
    }

    let scale: Scale
    let folder: String
    let library: ChildProcess
    let libraryAddress: String
    let bare: ChildProcess
    let bareAddress: String
    /// As the user, in a login session.
    let api: APIClient
    /// The identifier of the login session.
    let login: String

    var client: ContentLibraryClient { ContentLibraryClient(api) }

    /// - Parameter options: how the Content Library is started, beyond what it needs.
    static func run(
        _ scale: Scale, options: [String] = [], _ body: (BenchmarkServers) async throws -> Void
    ) async throws {
        let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let folder = FileManager.default.temporaryDirectory.appending(path: "bindery-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let bare = try ChildProcess(CommandLine.arguments[0], ["bare-server", folder.path])
        defer { bare.terminate() }
        let bareAddress = try address(bare)
        let library = try ChildProcess(
            products.appending(path: "content-library").path,
            ["serve", "--data", folder.appending(path: "data").path, "--port", "0", "--user", "bench:bench"]
                + options)
        defer { library.terminate() }
        let libraryAddress = try address(library)
        var api = APIClient(
            baseURL: try BaseURL(libraryAddress + "/api"), transport: AsyncHTTPClientTransport(client: .shared))
        api.middlewares = [BasicCredential(username: "bench", password: "bench")]
        let login = try await ContentLibraryClient(api).cisSession.create()
        guard let field = HTTPField.Name("vmware-api-session-id") else { return }
        api.middlewares = [APIKeyCredential(header: field, value: login)]
        try await body(
            BenchmarkServers(
                scale: scale, folder: folder.path, library: library, libraryAddress: libraryAddress, bare: bare,
                bareAddress: bareAddress, api: api, login: login))
    }

    private static func address(_ server: ChildProcess) throws -> String {
        String(try server.firstLine().replacing("listening on ", with: ""))
    }

    func makeLibrary(_ name: String = "bench") async throws -> String {
        try await client.contentLocalLibrary.create(
            body: LibraryModel(
                name: name, storageBackings: [LibraryStorageBacking(type: .datastore, datastoreId: "datastore-1")],
                type: .local))
    }

    func makeItem(_ name: String, in library: String) async throws -> String {
        try await client.contentLibraryItem.create(body: LibraryItemModel(libraryId: library, name: name))
    }

    /// A session with a file to upload.
    /// - Returns: the session, and where the file is uploaded to.
    func makeSession(on item: String, file: String, size: Int64) async throws -> (id: String, uri: String) {
        let session = try await client.contentLibraryItemUpdateSession.create(
            body: LibraryItemUpdateSessionModel(libraryItemId: item))
        let file = try await client.contentLibraryItemUpdatesessionFile.add(
            updateSessionId: session,
            body: LibraryItemUpdatesessionFileAddSpec(name: file, sourceType: .push, size: size))
        return (session, file.uploadEndpoint?.uri ?? "")
    }

    /// Session, file, PUT, complete: all that a client does for one file.
    func upload(_ body: BodyStream, to item: String) async throws {
        let session = try await makeSession(on: item, file: "disk.vmdk", size: body.length ?? 0)
        try await put(body, session.uri)
        try await client.contentLibraryItemUpdateSession.complete(updateSessionId: session.id)
    }

    func put(_ body: BodyStream, _ address: String) async throws {
        let (response, answer) = try await send(.put, address, body)
        _ = try await answer.collect(upTo: 1 << 20)
        guard response.status.kind == .successful else {
            throw Refused(description: "PUT \(address): \(response.status)")
        }
    }

    /// Reads a body to its end.
    func get(_ address: String) async throws -> Int64 {
        let (response, body) = try await send(.get, address, nil)
        guard response.status.kind == .successful else {
            throw Refused(description: "GET \(address): \(response.status)")
        }
        var count: Int64 = 0
        for try await piece in body { count += Int64(piece.count) }
        return count
    }

    private func send(
        _ method: HTTPRequest.Method, _ address: String, _ body: BodyStream?
    ) async throws -> (HTTPResponse, BodyStream) {
        let url = try BaseURL(String(address.prefix { $0 != "?" }))
        let request = HTTPRequest(
            method: method, scheme: url.scheme, authority: url.authority,
            path: String(address.dropFirst("\(url.scheme)://\(url.authority)".count)))
        return try await api.send(request, body: body)
    }

    /// The seconds that something takes.
    static func time(_ body: () async throws -> Void) async throws -> Double {
        let start = ContinuousClock.now
        try await body()
        return (ContinuousClock.now - start).inSeconds
    }

    /// Does something so often, so much of it at once.
    static func repeating(
        _ count: Int, concurrently width: Int, _ body: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for number in 0..<count {
                if number >= width { try await tasks.next() }
                tasks.addTask { try await body(number) }
            }
            try await tasks.waitForAll()
        }
    }
}

/// The same 256 KiB again and again.
struct RepeatedPiece: AsyncSequence, Sendable {
    static let length = 1 << 18
    let count: Int

    struct Iterator: AsyncIteratorProtocol {
        let piece = [UInt8]((0..<RepeatedPiece.length).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        var rest: Int

        mutating func next() async -> [UInt8]? {
            guard rest > 0 else { return nil }
            rest -= 1
            return piece
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(rest: count) }
}
