import BinderyRuntime
import HTTPTypes
import Testing

@Suite struct BodyTests {
    private struct Dropped: Error {}

    @Test func bytesCanBeReadAgain() async throws {
        let body = BodyStream("hello")
        #expect(body.length == 5)
        for _ in 0..<2 { #expect(try await body.collect(upTo: 5) == Array("hello".utf8)) }
    }

    @Test func piecesComeInOrder() async throws {
        let body = BodyStream(Pieces(count: 3, size: 2))
        #expect(body.length == nil)
        #expect(try await body.collect(upTo: 6) == [0, 0, 1, 1, 2, 2])
    }

    @Test func limitsAreKept() async {
        await #expect(throws: BodyTooLarge(limit: 4)) { try await BodyStream("hello").collect(upTo: 4) }
        await #expect(throws: BodyTooLarge(limit: 5)) {
            try await BodyStream(Pieces(count: .max, size: 2)).collect(upTo: 5)
        }
        await #expect(throws: BodyTooLarge(limit: 5)) {
            try await BodyStream(Pieces(count: 1, size: 1), length: 6).collect(upTo: 5)
        }
    }

    @Test func announcedLengthsAreKept() async throws {
        #expect(try await BodyStream(Pieces(count: 2, size: 3), length: 6).collect(upTo: 10).count == 6)
        await #expect(throws: BodyLengthMismatch(expected: 7, received: 6)) {
            try await BodyStream(Pieces(count: 2, size: 3), length: 7).collect(upTo: 10)
        }
        await #expect(throws: BodyLengthMismatch(expected: 5, received: 6)) {
            try await BodyStream(Pieces(count: 2, size: 3), length: 5).collect(upTo: 10)
        }
    }

    @Test func errorsOfTheProducerReachTheReader() async {
        await #expect(throws: Dropped.self) {
            try await BodyStream(Pieces(count: 2, size: 3, error: Dropped())).collect(upTo: 10)
        }
    }

    @Test func connectionsAreReadOnce() async throws {
        let body = BodyStream(Pieces(count: 1, size: 1), isReadOnce: true)
        #expect(try await body.collect(upTo: 1) == [0])
        await #expect(throws: BodyAlreadyRead()) { try await body.collect(upTo: 1) }
    }

    @Test func afterTheEndNothingComes() async throws {
        var iterator = BodyStream("x").makeAsyncIterator()
        #expect(try await iterator.next() == [UInt8(ascii: "x")])
        #expect(try await iterator.next() == nil)
        #expect(try await iterator.next() == nil)
        var empty = BodyStream().makeAsyncIterator()
        #expect(try await empty.next() == nil)
    }
}

@Suite struct ResponseBodyTests {
    private struct Broken: Error {}

    private static func router() -> Router {
        var router = Router()
        router.on(.get, "/pieces") { _, _ in
            ServerResponse(status: 200, body: BodyStream(Pieces(count: 2, size: 5), length: 10))
        }
        router.on(.head, "/own") { _, _ in ServerResponse(status: 200, body: BodyStream("own")) }
        router.on(.get, "/304") { _, _ in ServerResponse(status: 304, body: BodyStream("x")) }
        router.on(.get, "/204") { _, _ in
            ServerResponse(status: 204, headerFields: [.contentLength: "1"], body: BodyStream("x"))
        }
        return router
    }

    @Test(arguments: [
        ("HEAD", "/pieces", "10"), ("HEAD", "/own", "3"), ("GET", "/304", nil), ("GET", "/204", nil),
        ("OPTIONS", "/own", nil),
    ])
    func bodiesAreOmitted(method: String, path: String, length: String?) async {
        let response = await Self.router().respond(method, path)
        #expect(response.body == nil)
        #expect(response.head.headerFields[.contentLength] == length)
    }

    @Test(arguments: ["/nothing", "/204?x=%zz"])
    func faultsAnsweredToHeadHaveNoBody(path: String) async {
        let response = await Self.router().respond("HEAD", path)
        #expect(response.status >= 400)
        #expect(response.body == nil)
        #expect(response.head.headerFields[.contentLength].flatMap { Int($0) } ?? 0 > 0)
    }
}

@Suite struct BodyLimitTests {
    @Test func operationsAndEndpointsHaveTheirOwnLimits() async throws {
        var router = Router()
        router.limitBody(of: Things.Copy.self, to: 5)
        router.on(Things.Copy.self) { input, _ in .init(body: input.body, location: nil) }
        router.on(.put, "/raw", bodyLimit: 5) { request, _ in
            ServerResponse(status: 200, body: BodyStream(try await request.body.collect(upTo: 1 << 20)))
        }
        let body = BodyStream(#"{"id":"1","tags":[]}"#)
        #expect(await router.respond("POST", "/things/5?action=copy", body: body).status == 413)
        router.limitBody(of: Things.Copy.self, to: 100)
        #expect(await router.respond("POST", "/things/5?action=copy", body: body).status == 201)
        #expect(await router.respond("PUT", "/raw", body: body).status == 413)
        #expect(await router.respond("PUT", "/raw", body: BodyStream(Pieces(count: 1_000_000, size: 3))).status == 413)
        #expect(await router.respond("PUT", "/raw", body: BodyStream(Pieces(count: 1, size: 5))).status == 200)
    }

    /// Whoever is refused is not listened to: the body fails when it is read.
    @Test func bodiesOfStrangersAreNotRead() async {
        struct Stranger: Authenticator {
            func principal(of request: ServerRequest, context: RequestContext) async throws -> (any Sendable)? {
                throw AuthenticationFault.unauthenticated(challenge: "Basic")
            }
        }
        var router = Router()
        router.authenticator = Stranger()
        router.on(Things.Copy.self) { input, _ in .init(body: input.body, location: nil) }
        let body = BodyStream(Pieces(count: 0, size: 0, error: BodyTooLarge(limit: 0)))
        #expect(await router.respond("POST", "/things/5?action=copy", body: body).status == 401)
    }
}
