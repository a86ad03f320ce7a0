import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryTransfers
import Foundation
import HTTPTypes
import Synchronization

/// A library of one item with one file, which notes what is asked of it.
final class FakeLibrary: Sendable {
    static let fileName = "hello.txt"

    /// What the server says of the file, before and after its last byte went.
    let announced: LibraryItemFileChecksumInfo?
    let checksum: LibraryItemFileChecksumInfo?
    let size: Int64
    /// What it sends.
    let body: @Sendable () -> BodyStream
    /// How often the file is not prepared yet when it is looked at.
    let preparations: Int
    /// Takes an uploaded body.
    let receive: @Sendable (BodyStream) async throws -> Void
    private let calls = Mutex<[String]>([])
    private let listener = Mutex<@Sendable (String) -> Void>({ _ in })

    init(
        announced: LibraryItemFileChecksumInfo? = nil, checksum: LibraryItemFileChecksumInfo? = nil, size: Int64 = 5,
        preparations: Int = 0, body: @escaping @Sendable () -> BodyStream = { BodyStream("hello") },
        receive: @escaping @Sendable (BodyStream) async throws -> Void = { for try await _ in $0 {} }
    ) {
        self.announced = announced
        self.checksum = checksum
        self.size = size
        self.body = body
        self.preparations = preparations
        self.receive = receive
    }

    /// What was asked so far.
    var log: [String] { calls.withLock { $0 } }

    /// Tells what is asked from now on.
    func listen(_ listener: @escaping @Sendable (String) -> Void) {
        self.listener.withLock { $0 = listener }
    }

    func note(_ call: String) {
        calls.withLock { $0.append(call) }
        listener.withLock { $0 }(call)
    }

    func transfers(_ timing: TransferTiming = TransferTiming(), uri: String = "http://LIBRARY:80/bytes") throws
        -> ItemTransfers
    {
        let transport = FakeTransport(router: router(uri), library: self)
        let client = APIClient(
            baseURL: try BaseURL("http://library/api"), transport: transport,
            middlewares: [BearerCredential(token: "secret")])
        return ItemTransfers(client, timing: timing)
    }

    private func router(_ uri: String) -> Router {
        var router = Router()
        addUpdateSession(to: &router, uri)
        addDownloadSession(to: &router, uri)
        router.on(.get, "/bytes") { [self] request, _ in
            note("bytes for \(request.head.headerFields[.authorization] ?? "anybody")")
            return ServerResponse(status: 200, body: body())
        }
        router.on(.put, "/bytes") { [self] request, _ in
            note("put")
            try await receive(request.body)
            return ServerResponse(status: 200)
        }
        return router
    }

    private func addUpdateSession(to router: inout Router, _ uri: String) {
        typealias Session = ContentLibraryItemUpdateSession
        typealias File = ContentLibraryItemUpdatesessionFile
        router.on(Session.Create.self) { [self] _, _ in
            note("create")
            return "session"
        }
        router.on(Session.KeepAlive.self) { [self] _, _ in note("keep alive") }
        router.on(Session.Complete.self) { [self] _, _ in note("complete") }
        router.on(Session.Cancel.self) { [self] _, _ in note("cancel") }
        router.on(File.Validate.self) { [self] _, _ in
            note("validate")
            return .init(hasErrors: false, missingFiles: [], invalidFiles: [])
        }
        router.on(File.Add.self) { [self] input, _ in
            note("add \(input.body.checksumInfo?.checksum ?? "")")
            return .init(
                name: input.body.name, sourceType: .push, uploadEndpoint: .init(uri: uri), bytesTransferred: 0,
                status: .waitingForTransfer)
        }
    }

    private func addDownloadSession(to router: inout Router, _ uri: String) {
        typealias Session = ContentLibraryItemDownloadSession
        typealias File = ContentLibraryItemDownloadsessionFile
        router.on(Session.Create.self) { [self] _, _ in
            note("create")
            return "session"
        }
        router.on(Session.KeepAlive.self) { [self] _, _ in note("keep alive") }
        router.on(Session.Delete.self) { [self] _, _ in note("delete") }
        router.on(File.List.self) { [self] _, _ in [file(uri, checksum: nil)] }
        router.on(File.Prepare.self) { [self] _, _ in
            note("prepare")
            return file(uri, checksum: announced)
        }
        router.on(File.Get.self) { [self] _, _ in
            note("get")
            return file(uri, checksum: checksum)
        }
    }

    private func file(_ uri: String, checksum: LibraryItemFileChecksumInfo?) -> LibraryItemDownloadsessionFileInfo {
        let isPrepared = log.count { $0 == "get" } >= preparations
        return .init(
            name: Self.fileName, size: size, bytesTransferred: 0,
            status: isPrepared ? .prepared : .prepareRequested,
            downloadEndpoint: isPrepared ? .init(uri: uri) : nil, checksumInfo: checksum)
    }
}

/// Hands requests to the router of a library, as long as their task is not cancelled: so do transports.
private struct FakeTransport: ClientTransport {
    let router: Router
    let library: FakeLibrary

    func send(_ request: HTTPRequest, body: BodyStream?) async throws -> (HTTPResponse, BodyStream) {
        try Task.checkCancellation()
        var request = request
        if let path = request.path, path.hasPrefix("/api") { request.path = String(path.dropFirst(4)) }
        let response = await router.respond(to: ServerRequest(head: request, body: body ?? BodyStream()))
        return (response.head, response.body ?? BodyStream())
    }
}

/// Gives a folder that is deleted afterwards.
func withFolder(_ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "transfers-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder)
}

/// What is in a folder, hidden files too.
func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
}
