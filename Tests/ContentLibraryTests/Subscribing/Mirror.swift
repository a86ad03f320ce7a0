import BinderyRuntime
import Crypto
import Foundation
import HTTPTypes
import Synchronization
import Testing

@testable import ContentLibrary

/// Leads to the routers of servers in memory, and lets a test answer in their place.
final class RouterSources: SourceTransport {
    typealias Interception = @Sendable (SourceRequest) async throws -> SourceResponse?

    private struct State {
        var routers: [String: Router] = [:]
        var requests: [SourceRequest] = []
        var interception: Interception?
    }

    private let state = Mutex(State())

    var requests: [SourceRequest] { state.withLock(\.requests) }
    /// The last part of each path that was asked for.
    var names: [String] { requests.map { String($0.uri.split(separator: "?")[0].split(separator: "/").last ?? "") } }

    func serve(_ router: Router, at host: String) { state.withLock { $0.routers[host] = router } }
    func forget() { state.withLock { $0.requests = [] } }
    func intercept(_ interception: Interception?) { state.withLock { $0.interception = interception } }

    func get(_ request: SourceRequest) async throws -> SourceResponse {
        let uri = try SourceURI(request.uri)
        let (router, interception) = state.withLock { state in
            state.requests.append(request)
            return (state.routers[uri.host], state.interception)
        }
        if let answer = try await interception?(request) { return answer }
        guard let router else { throw SourceFailure.unresolved(host: uri.host) }
        let head = HTTPRequest(
            method: .get, scheme: "https", authority: uri.authority, path: uri.target,
            headerFields: request.headerFields)
        let response = await router.respond(to: ServerRequest(head: head))
        return SourceResponse(
            status: response.head.status, headerFields: response.head.headerFields,
            body: response.body ?? BodyStream())
    }
}

/// A publisher, and a subscriber that reaches it in memory.
struct Mirror: Sendable {
    static let host = "publisher.example"

    let publisher: TestServer
    let sources: RouterSources
    let test: TestLibrary

    var core: LibraryCore { test.core }
    var url: String { "https://\(Self.host)\(publisher.published)/lib.json" }

    init(
        folder: TemporaryFolder = TemporaryFolder(), adjust: (inout LibrarySettings) -> Void = { _ in }
    ) async throws {
        publisher = try await TestServer()
        #expect(try await publisher.publish() == 204)
        let sources = RouterSources()
        sources.serve(publisher.router, at: Self.host)
        self.sources = sources
        test = try await TestLibrary.open(folder: folder) {
            $0.sources = sources
            adjust(&$0)
        }
    }

    func subscribe(
        name: String = "mirror", onDemand: Bool = false, automatic: Bool = false,
        change: (inout SubscribeRequest) -> Void = { _ in }
    ) async throws -> String {
        var request = SubscribeRequest(
            url: url, authenticationMethod: FeedAuthentication.none, automaticSyncEnabled: automatic,
            onDemand: onDemand)
        change(&request)
        var spec = LibraryService.CreateSpec.local(name)
        spec.subscription = request
        let id = try await core.subscribedLibraries.create(spec, by: TestLibrary.anna)
        await settle()
        return id
    }

    func settle() async {
        await core.environment.synchronizations.settled()
        await core.environment.garbage.settled()
    }

    func synchronize(_ library: String) async throws {
        try await core.subscribedLibraries.synchronize(library)
        await settle()
    }

    /// What everyone sees: the files of each item by its name.
    func contents(of library: String) async throws -> [String: [String: String]] {
        var contents: [String: [String: String]] = [:]
        for id in try await core.items.list(library: library) {
            let item = try await core.items.get(id)
            contents[item.record.name] = item.cached ? try await test.contents(of: id) : nil
        }
        return contents
    }

    func item(_ name: String, of library: String) async throws -> Item {
        let id = try #require(try await core.items.find(.init(name: name, libraryId: library)).first)
        return try await core.items.get(id)
    }

    func problem(of library: String) async throws -> String? {
        try await core.libraries.details(library).subscription?.lastError?.description
    }
}

func sha256(_ text: String) -> String { SHA256.hash(data: Data(text.utf8)).hexadecimal }

/// A text that comes in more than one run of bytes.
func long(_ letter: Character, runs: Int = 3) -> String {
    String(repeating: letter, count: runs * UploadReceiver.runLength)
}
