import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import ContentLibraryServer
import HTTPTypes
import Testing

/// Generated client and server against each other in one process: handlers in types of their own, some of them missing.
@Suite struct PartialServerTests {
    /// Two of the three operations of the tag are not implemented.
    struct Sessions: CisSessionHandler {
        func create(_ input: NoInput, context: RequestContext) async throws -> String {
            "session of \(context.principal as? String ?? "nobody")"
        }
    }

    struct Types: ContentTypeHandler {}

    /// Knows one password, and whoever has the key `good`.
    static let authenticator = SchemeAuthenticator(ContentLibrarySecurity.schemes) { credentials, _ in
        switch (credentials[ContentLibrarySecurity.basicAuth], credentials[ContentLibrarySecurity.apiKeyAuth]) {
        case (.basic(let username, "secret")?, _): return username
        case (_, .key("good")?): return "key"
        default: throw AuthenticationFault.unauthenticated(detail: "wrong credentials")
        }
    }

    static func router() -> Router {
        var router = Router(basePath: "/api")
        router.authenticator = authenticator
        ContentLibraryHandlers(cisSession: Sessions(), contentType: Types()).register(in: &router)
        return router
    }

    static func client(_ credentials: ContentLibraryCredentials) throws -> ContentLibraryClient {
        var api = APIClient(baseURL: try BaseURL("http://h/api"), transport: RouterTransport(router()))
        api.use(credentials)
        return ContentLibraryClient(api)
    }

    @Test func handlersAreTypesOfTheirOwnAndMayBeMissing() async throws {
        let client = try Self.client(.init(basicAuth: .init(username: "anna", password: "secret")))
        #expect(try await client.cisSession.create() == "session of anna")
        var router = Self.router()
        router.authenticator = nil
        #expect(await router.status(.post, "/api/session") == 201)
        #expect(await router.status(.get, "/api/session") == 501)
        #expect(await router.status(.get, "/api/content/type") == 501)
        // Nobody handles the tag: its operations are not there.
        #expect(await router.status(.get, "/api/content/library") == 404)
    }

    @Test func credentialsFollowTheOperation() async throws {
        let router = Self.router()
        let head = HTTPRequest(method: .get, scheme: "http", authority: "h", path: "/api/session")
        let response = await router.respond(to: ServerRequest(head: head))
        #expect(response.status == 401)
        let challenge = response.head.headerFields[.wwwAuthenticate] ?? ""
        #expect(challenge.contains("ApiKey realm=\"API\", in=\"header\", name=\"vmware-api-session-id\""))
        #expect(challenge.contains("Basic realm=\"API\""))
        var request = head
        request.headerFields[try #require(HTTPField.Name("vmware-api-session-id"))] = "good"
        #expect(await router.respond(to: ServerRequest(head: request)).status == 501)
        request.headerFields[try #require(HTTPField.Name("vmware-api-session-id"))] = "bad"
        #expect(await router.respond(to: ServerRequest(head: request)).status == 401)
    }

    @Test func middlewaresOfTagsAndOperations() async throws {
        struct Refusal: ServerMiddleware {
            let status: Int

            func respond(
                to request: ServerRequest, context: RequestContext,
                next: @Sendable (ServerRequest, RequestContext) async -> ServerResponse
            ) async throws -> ServerResponse {
                ServerResponse(status: status)
            }
        }
        var router = Self.router()
        router.use(Refusal(status: 418), for: CisSession.self)
        router.use(Refusal(status: 429), for: ContentType.List.self)
        #expect(await router.status(.get, "/api/session") == 418)
        #expect(await router.status(.post, "/api/session") == 418)
        #expect(await router.status(.get, "/api/content/type") == 429)
        #expect(await router.status(.get, "/api/content/library") == 404)
    }
}

extension Router {
    /// The status that a request without body and fields is answered with.
    fileprivate func status(_ method: HTTPRequest.Method, _ path: String) async -> Int {
        let head = HTTPRequest(method: method, scheme: "http", authority: "h", path: path)
        return await respond(to: ServerRequest(head: head)).status
    }
}
