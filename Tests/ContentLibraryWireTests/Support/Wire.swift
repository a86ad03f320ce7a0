import AsyncHTTPClient
import BinderyAsyncHTTPClient
import BinderyHummingbird
import BinderyRuntime
import ContentLibraryClient
import Foundation
import HTTPTypes
import Logging
import ServiceLifecycle

@testable import ContentLibrary

/// A content library behind a real socket of this machine, and clients that talk to it.
struct Wire: Sendable {
    /// The users; each one's password is `secret`. Berta may read the server's own storage.
    static let users = ["anna": [], "berta": [Principal.Privilege.readStorage]]

    let folder: TemporaryFolder
    let clock: TestClock
    let core: LibraryCore
    let router: Router
    let port: Int
    let transport: AsyncHTTPClientTransport
    let calls = CallLog()

    var address: String { "http://127.0.0.1:\(port)" }

    /// The generated client, as Anna.
    var client: ContentLibraryClient {
        get throws { try client(BasicCredential(username: "anna", password: "secret")) }
    }

    func client(_ credential: any ClientMiddleware) throws -> ContentLibraryClient {
        ContentLibraryClient(
            APIClient(
                baseURL: try BaseURL(address + "/api"), transport: transport, middlewares: [calls, credential]))
    }

    /// Serves an empty library while `body` runs, and stops gracefully.
    /// - Parameter middleware: what takes part in the answering of every request.
    static func serve(
        middleware: (any ServerMiddleware)? = nil, _ body: @Sendable (Wire) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        let clock = TestClock()
        let quiet = Logger(label: "wire") { _ in SwiftLogNoOpLogHandler() }
        let sources = OwnSources()
        var settings = LibrarySettings(
            fileThreads: 2, datastores: [try datastore(in: folder)], sources: sources)
        // The clock stands still, and all tests are at one address.
        settings.limits.freeLoginAttempts = 1000
        let core = try await LibraryCore.open(
            data: folder.path("data"), settings: settings, clock: clock.wall, logger: quiet)
        var directory = UserDirectory()
        for (name, privileges) in users {
            let password = try PasswordHash(password: "secret", cost: .init(log2Rounds: 4))
            directory.add(name, password, privileges: Set(privileges))
        }
        var router = try ContentLibraryHost.open(core, users: directory).router
        if let middleware { router.middlewares.append(middleware) }
        let served = router
        sources.serve(served)
        var configuration = AsyncHTTPClientTransport.recommendedConfiguration
        // As many as a test has clients at once: none waits for a connection, which it does for ten seconds only.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        let http = HTTPClient(configuration: configuration)
        let result = await Result {
            try await serve(served, logger: quiet) { port in
                try await body(
                    Wire(
                        folder: folder, clock: clock, core: core, router: served, port: port,
                        transport: AsyncHTTPClientTransport(client: http)))
            }
        }
        try await http.shutdown()
        try core.close()
        try result.get()
    }

    /// A second datastore.
    private static func datastore(in folder: TemporaryFolder) throws -> Datastore {
        let path = folder.path("datastore-2")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return Datastore(id: "datastore-2", name: "second", path: path)
    }

    /// Serves a router on a free port.
    private static func serve(
        _ router: Router, logger: Logger, _ body: @Sendable (_ port: Int) async throws -> Void
    ) async throws {
        let (ports, announced) = AsyncStream.makeStream(of: Int.self)
        let server = HummingbirdServer(router: router, logger: logger) { port in
            announced.yield(port)
            announced.finish()
        }
        let group = ServiceGroup(configuration: .init(services: [server], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { announced.finish() }
                try await group.run()
            }
            for await port in ports {
                let result = await Result { try await body(port) }
                await group.triggerGracefulShutdown()
                try result.get()
            }
            try await tasks.waitForAll()
        }
    }
}

extension Result where Failure == any Error {
    /// What an operation comes to.
    init(_ operation: () async throws -> Success) async {
        do { self = .success(try await operation()) } catch { self = .failure(error) }
    }
}
