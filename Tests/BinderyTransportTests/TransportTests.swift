import BinderyRuntime
import HTTPTypes
import Testing

@Suite struct TransportTests {
    private struct Dropped: Error {}

    private static func router() -> Router {
        var router = Router()
        router.on(EchoNote.self) { input, _ in
            Note(text: "\(input.name): \(input.body.text)", numbers: input.body.numbers)
        }
        router.on(EchoBytes.self) { input, _ in input.body }
        router.on(.get, "/address") { _, context in
            ServerResponse(status: 200, body: BodyStream(context.remoteAddress ?? "unknown"))
        }
        router.on(.get, "/broken") { _, _ in
            ServerResponse(status: 200, body: BodyStream(Pieces(count: 3, size: 70_000, error: Dropped())))
        }
        router.on(.get, "/short") { _, _ in
            ServerResponse(status: 200, body: BodyStream(Pieces(count: 3, size: 70_000), length: 1_000_000))
        }
        return router
    }

    private static func send(
        _ method: HTTPRequest.Method, _ path: String, body: BodyStream? = nil, by client: APIClient
    ) async throws -> (HTTPResponse, BodyStream) {
        let base = client.baseURL
        let request = HTTPRequest(method: method, scheme: base.scheme, authority: base.authority, path: path)
        return try await client.transport.send(request, body: body)
    }

    @Test func jsonGoesToAndFro() async throws {
        try await withServer(Self.router()) { client in
            let note = Note(text: "grüße", numbers: Array(0..<50_000))
            let echoed = try await client.call(EchoNote.self, .init(name: "a/b c", body: note))
            #expect(echoed == Note(text: "a/b c: grüße", numbers: note.numbers))
        }
    }

    @Test(arguments: [Int64?.none, 8_000_000])
    func bytesAreStreamedBothWays(length: Int64?) async throws {
        try await withServer(Self.router()) { client in
            let sent = BodyStream(Pieces(count: 80, size: 100_000), length: length)
            let received = try await client.call(EchoBytes.self, .init(sent))
            #expect(received.length == length)
            var count = 0
            for try await piece in received {
                #expect(piece.first == UInt8(truncatingIfNeeded: count / 100_000))
                count += piece.count
            }
            #expect(count == 8_000_000)
        }
    }

    @Test func emptyBodiesAreEmpty() async throws {
        try await withServer(Self.router()) { client in
            let received = try await client.call(EchoBytes.self, .init(BodyStream()))
            #expect(try await received.collect(upTo: 1).isEmpty)
        }
    }

    @Test func faultsOfRoutingAreAnswered() async throws {
        try await withServer(Self.router()) { client in
            let (notAllowed, _) = try await Self.send(.delete, "/bytes", by: client)
            #expect(notAllowed.status == .methodNotAllowed)
            #expect(notAllowed.headerFields[.allow] == "OPTIONS, PUT")
            #expect(try await Self.send(.get, "/nothing", by: client).0.status == .notFound)
            let (faulty, body) = try await Self.send(.post, "/notes/x", body: BodyStream("{}"), by: client)
            #expect(faulty.status == .badRequest)
            #expect(faulty.headerFields[.contentType] == "application/problem+json")
            #expect(String(decoding: try await body.collect(upTo: 1_000), as: UTF8.self).contains("'text' is missing"))
        }
    }

    @Test func largeBodiesAreRefusedWithoutBeingRead() async throws {
        var router = Self.router()
        router.bodyLimit = 1_000
        try await withServer(router) { client in
            let note = Note(text: "x", numbers: Array(0..<10_000))
            let failure = await #expect(throws: UndocumentedFailure.self) {
                try await client.call(EchoNote.self, .init(name: "x", body: note))
            }
            #expect(failure?.status == 413)
        }
    }

    @Test func headHasTheLengthOfGet() async throws {
        try await withServer(Self.router()) { client in
            let (response, body) = try await Self.send(.head, "/address", by: client)
            #expect(response.status == .ok)
            #expect((response.headerFields[.contentLength].flatMap { Int($0) } ?? 0) >= "127.0.0.1:1".utf8.count)
            #expect(try await body.collect(upTo: 0).isEmpty)
            let (_, text) = try await Self.send(.get, "/address", by: client)
            #expect(String(decoding: try await text.collect(upTo: 100), as: UTF8.self).hasPrefix("127.0.0.1:"))
        }
    }

    /// The client's body fails in the middle, and its connection with it: in chunks, and with a length.
    @Test(arguments: [Int64?.none, 10_000_000])
    func droppedUploadsAreErrors(length: Int64?) async throws {
        let (outcomes, outcome) = AsyncStream.makeStream(of: String.self)
        var router = Router()
        router.on(EchoBytes.self) { input, _ in
            do {
                var count = 0
                for try await piece in input.body { count += piece.count }
                outcome.yield("clean end after \(count) bytes")
            } catch let error as BodyInterrupted {
                outcome.yield("interrupted")
                throw error
            } catch {
                outcome.yield("\(error)")
                throw error
            }
            return BodyStream()
        }
        try await withServer(router) { client in
            await #expect(throws: UndocumentedFailure.self) {
                let body = BodyStream(Pieces(count: 5, size: 200_000, error: Dropped()), length: length)
                _ = try await client.call(EchoBytes.self, .init(body))
            }
            var iterator = outcomes.makeAsyncIterator()
            #expect(await iterator.next() == "interrupted")
        }
    }

    @Test(arguments: ["/broken", "/short"])
    func droppedDownloadsAreErrors(path: String) async throws {
        try await withServer(Self.router()) { client in
            let (response, body) = try await Self.send(.get, path, by: client)
            #expect(response.status == .ok)
            await #expect(throws: (any Error).self) { try await body.collect(upTo: 1 << 30) }
        }
    }

    @Test func nobodyThereIsAFailure() async throws {
        try await withServer(Self.router()) { client in
            var client = client
            // The port of the discard protocol, at which nobody listens here.
            client.baseURL = try BaseURL("http://127.0.0.1:9")
            let nobody = client
            let failure = await #expect(throws: UndocumentedFailure.self) {
                try await nobody.call(EchoBytes.self, .init(BodyStream()))
            }
            guard case .failed(.transport)? = failure else {
                Issue.record("\(String(describing: failure))")
                return
            }
        }
    }
}
