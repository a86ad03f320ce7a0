import BinderyRuntime
import HTTPTypes
import Testing

/// Middlewares of some operations, and operations that are called or served elsewhere.
@Suite struct RouteScopeTests {
    enum Red: APITag {
        static let tag: String? = "red"

        enum Get: TextOperation {
            static let route = Route(.get, "/red", operationID: "red", tags: ["red", "both"])
            typealias Input = NoInput
            typealias Failure = UndocumentedFailure
        }
    }

    enum Both: APITag {
        static let tag: String? = "both"
    }

    enum Untagged: APITag {
        static let tag: String? = nil

        enum Get: TextOperation {
            static let route = Route(.get, "/plain", operationID: "plain", server: "http://other:81/v2/")
            typealias Input = NoInput
            typealias Failure = UndocumentedFailure
        }

        enum Upload: TextOperation {
            static let route = Route(.get, "/up", operationID: "up", server: "/uploads")
            typealias Input = NoInput
            typealias Failure = UndocumentedFailure
        }
    }

    /// Adds its name to the response.
    struct ServerMark: ServerMiddleware {
        let name: String

        func respond(
            to request: ServerRequest, context: RequestContext,
            next: @Sendable (ServerRequest, RequestContext) async -> ServerResponse
        ) async throws -> ServerResponse {
            var response = await next(request, context)
            response.head.headerFields[.server] = (response.head.headerFields[.server] ?? "") + name
            return response
        }
    }

    /// Adds its name to the request.
    struct ClientMark: ClientMiddleware {
        let name: String

        func send(
            _ request: HTTPRequest, body: BodyStream?, route: Route,
            next: @Sendable (HTTPRequest, BodyStream?) async throws -> (HTTPResponse, BodyStream)
        ) async throws -> (HTTPResponse, BodyStream) {
            var request = request
            request.headerFields[.userAgent] = (request.headerFields[.userAgent] ?? "") + name
            return try await next(request, body)
        }
    }

    /// Answers with the address and the marks of the request.
    struct Mirror: ClientTransport {
        func send(_ request: HTTPRequest, body: BodyStream?) async throws -> (HTTPResponse, BodyStream) {
            let address = "\(request.scheme ?? "")://\(request.authority ?? "")\(request.path ?? "")"
            let marks = request.headerFields[.userAgent].map { " \($0)" } ?? ""
            return (HTTPResponse(status: .ok), BodyStream(address + marks))
        }
    }

    static func client() throws -> APIClient {
        APIClient(baseURL: try BaseURL("https://h/api"), transport: Mirror())
    }

    @Test func serverMiddlewaresOfTagsAndOperations() async throws {
        var router = Router()
        router.on(Red.Get.self) { _, _ in "red" }
        router.on(Untagged.Get.self) { _, _ in "plain" }
        router.use(ServerMark(name: "1"))
        router.use(ServerMark(name: "2"), for: Red.self)
        router.use(ServerMark(name: "3"), for: Both.self)
        router.use(ServerMark(name: "4"), for: Red.Get.self)
        router.use(ServerMark(name: "5"), for: Untagged.self)
        router.use(ServerMark(name: "6"), for: Untagged.Get.self)
        #expect(await router.respond("GET", "/red").head.headerFields[.server] == "4321")
        #expect(await router.respond("GET", "/plain").head.headerFields[.server] == "651")
        #expect(await router.respond("GET", "/none").head.headerFields[.server] == "1")
    }

    @Test func clientMiddlewaresOfTagsAndOperations() async throws {
        var client = try Self.client()
        client.use(ClientMark(name: "1"))
        client.use(ClientMark(name: "2"), for: Both.self)
        client.use(ClientMark(name: "3"), for: Red.Get.self)
        client.use(ClientMark(name: "4"), for: Untagged.self)
        #expect(try await client.call(Red.Get.self, .init()) == "https://h/api/red 123")
        #expect(try await client.call(Untagged.Get.self, .init()) == "http://other:81/v2/plain 14")
    }

    @Test func operationsHaveServersOfTheirOwn() async throws {
        var client = try Self.client()
        #expect(try await client.call(Untagged.Get.self, .init()) == "http://other:81/v2/plain")
        #expect(try await client.call(Untagged.Upload.self, .init()) == "https://h/uploads/up")
        let test = try BaseURL("http://test")
        client.chooseServer = { $0.operationID == "plain" ? test : nil }
        #expect(try await client.call(Untagged.Get.self, .init()) == "http://test/plain")
        #expect(try await client.call(Untagged.Upload.self, .init()) == "https://h/uploads/up")
    }

    @Test(arguments: [
        ("https://hook.example/", "https://hook.example/"), ("http://h:8/a?x=1#f", "http://h:8/a?x=1"),
        ("http://h/a/", "http://h/a/"), ("http://h", "http://h/"),
    ])
    func callsAtAnyAddress(url: String, expected: String) async throws {
        #expect(try await Self.client().call(Untagged.Get.self, .init(), at: url) == expected)
    }

    @Test(arguments: ["", "/path", "ftp://h/", "http://"])
    func refusesAddressesThatAreNone(url: String) async throws {
        await #expect {
            try await Self.client().call(Untagged.Get.self, .init(), at: url)
        } throws: { error in
            guard case UndocumentedFailure.failed(.request(.invalidAddress)) = error else { return false }
            return true
        }
    }

    @Test func servesAtAnyPathWithItsMiddlewares() async throws {
        var router = Router(basePath: "/hooks")
        router.on(Red.Get.self, at: "/{tenant}/red") { _, context in try context.path("tenant") }
        router.use(ServerMark(name: "x"), for: Red.Get.self)
        let response = await router.respond("GET", "/hooks/t1/red")
        #expect(try await response.text() == "t1")
        #expect(response.head.headerFields[.server] == "x")
        #expect(await router.respond("GET", "/hooks/red").status == 404)
    }
}
