import BinderyRuntime
import HTTPTypes
import NIOCore
import NIOPosix
import Synchronization
import Testing

/// What happens on one connection: what is sent on it, when it is closed, and what ends it.
@Suite struct ConnectionTests {
    private struct Broken: Error {}

    private static func router() -> Router {
        var router = Router()
        router.on(.get, "/text") { _, _ in ServerResponse(status: 200, body: BodyStream("text")) }
        router.on(.get, "/endless") { _, _ in
            ServerResponse(status: 200, body: BodyStream(Pieces(count: .max, size: 100_000)))
        }
        router.on(.get, "/broken") { _, _ in
            ServerResponse(status: 200, body: BodyStream(Pieces(count: 1, size: 10, error: Broken())))
        }
        return router
    }

    private static func port(of client: APIClient) throws -> Int {
        try #require(client.baseURL.authority.split(separator: ":").last.flatMap { Int($0) })
    }

    /// Sends bytes on a connection and gives everything that comes until the server closes it.
    private static func talk(_ text: String, to client: APIClient) async throws -> String {
        let connection = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port(of: client)) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await connection.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            var answer = ""
            for try await piece in inbound { answer += String(buffer: piece) }
            return answer
        }
    }

    @Test(arguments: ["/nothing", "/bytes", "/text"])
    func responsesToHeadHaveNoBody(path: String) async throws {
        var router = Self.router()
        router.on(EchoBytes.self) { input, _ in input.body }
        try await withServer(router) { client in
            let answer = try await Self.talk(
                "HEAD \(path) HTTP/1.1\r\nHost: a\r\n\r\nGET /text HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                to: client)
            let parts = answer.split(separator: "\r\n\r\n", omittingEmptySubsequences: false)
            #expect(parts.count == 3, "\(answer)")
            #expect(parts.dropFirst().first?.hasPrefix("HTTP/1.1 200") == true, "\(answer)")
            #expect(parts.last == "text")
            let length = parts.first?.lowercased().firstRange(of: "content-length: ").map { parts[0][$0.upperBound...] }
            #expect(length?.first.map { $0 != "0" } == true, "\(answer)")
        }
    }

    /// The end of the connection is awaited: it comes with the response, not with the time for silence.
    @Test(
        .timeLimit(.minutes(10)),
        arguments: [
            "HTTP/1.0\r\n\r\n", "HTTP/1.1\r\nHost: a\r\nConnection: CLOSE\r\n\r\n",
            "HTTP/1.1\r\nHost: a\r\nConnection: x, close\r\n\r\n",
        ])
    func lastRequestsEndTheConnection(rest: String) async throws {
        try await withServer(Self.router()) { client in
            let answer = try await Self.talk("GET /text \(rest)", to: client)
            #expect(answer.hasSuffix("text"))
        }
    }

    /// A client that falls silent in the middle of a body is not kept: the end of its connection is awaited.
    @Test(.timeLimit(.minutes(10)))
    func silentConnectionsAreClosed() async throws {
        var router = Self.router()
        router.on(EchoBytes.self) { input, _ in BodyStream(try await input.body.collect(upTo: 9)) }
        try await withServer(router, idleTimeout: .milliseconds(200)) { client in
            // On a busy machine the connection may have ended before the request is sent.
            let answer = try? await Self.talk(
                "PUT /bytes HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n1", to: client)
            #expect(answer?.contains("HTTP/1.1 200") != true)
        }
    }

    /// Without an end the server would wait for ever for a client that does not read, and this test with it.
    @Test(.timeLimit(.minutes(10)))
    func shutdownDoesNotWaitForEver() async throws {
        try await withServer(Self.router(), maximumGracefulShutdownDuration: .milliseconds(200)) { client in
            let connection = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .channelOption(.autoRead, value: false)
                .connect(host: "127.0.0.1", port: Self.port(of: client)).get()
            try await connection.writeAndFlush(ByteBuffer(string: "GET /endless HTTP/1.1\r\nHost: a\r\n\r\n"))
            // The server has the request once it answers another that came later.
            _ = try await Self.talk("GET /text HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", to: client)
        }
    }

    @Test func whatABodyThrowsIsReported() async throws {
        let reported = Mutex<[String]>([])
        var router = Self.router()
        router.onError = { error, context in
            reported.withLock { $0.append("\(type(of: error)) \(context.head.path ?? "")") }
        }
        try await withServer(router) { client in
            _ = try await Self.talk("GET /broken HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", to: client)
        }
        #expect(reported.withLock { $0 } == ["Broken /broken"])
    }

    /// With what waits in between, and with a body that comes and goes in pieces.
    @Test(arguments: [true, false])
    func requestsAreAnsweredOnEventLoopsWhereThatIsAskedFor(onEventLoops: Bool) async throws {
        var router = Router()
        router.on(.post, "/where") { request, _ in
            var count = 0
            for try await piece in request.body { count += piece.count }
            await Task.detached {}.value
            let place = MultiThreadedEventLoopGroup.currentEventLoop == nil ? "elsewhere" : "event loop"
            return ServerResponse(status: 200, body: BodyStream("\(count) \(place)"))
        }
        try await withServer(router, answersOnEventLoops: onEventLoops) { client in
            let request = HTTPRequest(
                method: .post, scheme: "http", authority: client.baseURL.authority, path: "/where")
            let (response, body) = try await client.send(request, body: BodyStream(Pieces(count: 20, size: 50_000)))
            let answer = try await body.collect(upTo: 100)
            #expect(response.status == .ok)
            #expect(String(decoding: answer, as: UTF8.self) == "1000000 " + (onEventLoops ? "event loop" : "elsewhere"))
        }
    }
}
