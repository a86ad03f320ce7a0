import BinderyRuntime
import Foundation
import HTTPTypes
import InMemoryLogging
import Logging
import PrometheusMetrics
import Testing

@testable import ContentLibrary

/// A library whose metrics and logs a test reads, asked through its routers.
struct ObservedLibrary: Sendable {
    let test: TestLibrary
    let host: ContentLibraryHost
    let log: InMemoryLogHandler
    let registry = PrometheusRegistry.contentLibrary()

    init() async throws {
        let folder = TemporaryFolder()
        let clock = TestClock()
        var handler = InMemoryLogHandler()
        handler.metadataProvider = .request
        let log = handler
        var logger = Logger(label: "observed") { _ in log }
        logger.logLevel = .info
        let core = try await LibraryCore.open(
            data: folder.path, settings: LibrarySettings(fileThreads: 2, metrics: registry), clock: clock.wall,
            logger: logger)
        let library = try await core.libraries.create(.local("library"), by: TestLibrary.anna)
        var users = UserDirectory()
        users.add("anna", try PasswordHash(password: "secret", cost: .init(log2Rounds: 4)))
        test = TestLibrary(folder: folder, clock: clock, core: core, library: library)
        host = try ContentLibraryHost.open(core, users: users, certificateThumbprint: "AB:CD")
        self.log = log
    }

    static let anna: HTTPFields = [.authorization: "Basic " + Data("anna:secret".utf8).base64EncodedString()]

    func send(
        _ method: HTTPRequest.Method = .get, _ path: String, _ body: BodyStream = BodyStream(),
        fields: HTTPFields = anna, to router: Router? = nil
    ) async throws -> (status: Int, text: String, json: JSONValue, fields: HTTPFields) {
        let head = HTTPRequest(
            method: method, scheme: "https", authority: "library.example", path: path, headerFields: fields)
        let response = await (router ?? host.router).respond(
            to: ServerRequest(head: head, body: body, remoteAddress: "192.0.2.7:4711"))
        let bytes = try await response.body?.collect(upTo: 1 << 20) ?? []
        let json = (try? JSONValue(json: bytes)) ?? .null
        return (response.status, String(decoding: bytes, as: UTF8.self), json, response.head.headerFields)
    }

    /// A session with a file to upload, and the path to upload it to.
    func upload(_ name: String = "disk") async throws -> String {
        let session = try await test.session(on: try await test.item("item of \(name)"))
        try await test.push(name, to: session)
        return "/api/cls/data/\(session)/\(name)"
    }

    /// The value of a series in `/metrics`.
    func metric(_ series: String) async throws -> String? {
        let text = try await send(.get, "/metrics").text
        return text.split(separator: "\n").first { $0.hasPrefix(series + " ") }.map {
            String($0.dropFirst(series.count + 1))
        }
    }
}
