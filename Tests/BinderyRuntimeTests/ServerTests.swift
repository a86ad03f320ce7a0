import BinderyRuntime
import HTTPTypes
import Synchronization
import Testing

@Suite struct ServerTests {
    private struct Secret: Error {
        let password = "hunter2"
    }

    private static let json: HTTPFields = [.contentType: "application/json; charset=utf-8"]

    private static func router() -> Router {
        var router = Router()
        router.requestID = { _ in "request-1" }
        router.on(Things.Copy.self) { input, context in
            switch input.id {
            case "missing": throw ThingFailure.notFound(Problem(message: "no such thing"))
            case "secret": throw Secret()
            case "todo": throw NotImplemented(context)
            case "nan": return .init(body: Thing(id: "1", tags: [], ratio: .nan), location: nil)
            default: return .init(body: input.body, location: "/things/\(input.id)")
            }
        }
        router.on(Things.List.self) { input, _ in [Thing(id: "\(input)", tags: [])] }
        router.on(Things.GetFile.self) { input, _ in "\(input.id)/\(input.name)" }
        return router
    }

    @Test func answersAnOperation() async throws {
        let response = await Self.router().respond(
            "POST", "/things/5?action=copy", fields: Self.json, body: BodyStream(#"{"id":"1","tags":[]}"#))
        #expect(response.status == 201)
        #expect(response.head.headerFields[.location] == "/things/5")
        #expect(response.head.headerFields[.contentType] == "application/json")
        #expect(try await response.text() == #"{"id":"1","tags":[]}"#)
    }

    @Test(arguments: [
        (#"{"id":1,"tags":[]}"#, 400, #""path":"$.id""#),
        (#"{"id":"1","tags":["a",5]}"#, 400, "the body: $.tags[1]: expected a string, found 5"),
        (#"{"id":"1""#, 400, "not valid JSON"),
        ("", 400, "the body is missing"),
    ])
    func faultyBodiesAreNamed(body: String, status: Int, detail: String) async throws {
        let response = await Self.router().respond("POST", "/things/5?action=copy", body: BodyStream(body))
        #expect(response.status == status)
        #expect(response.head.headerFields[.contentType] == "application/problem+json")
        let text = try await response.text()
        #expect(text.contains(detail), "\(text)")
        #expect(text.contains(#""request_id":"request-1""#))
    }

    @Test func bodiesHaveALimitAndAType() async {
        var router = Self.router()
        router.bodyLimit = 10
        let body = BodyStream(#"{"id":"1","tags":[]}"#)
        #expect(await router.respond("POST", "/things/5?action=copy", body: body).status == 413)
        let pieces = BodyStream(Pieces(count: 1_000_000, size: 1_000))
        #expect(await router.respond("POST", "/things/5?action=copy", body: pieces).status == 413)
        let response = await Self.router().respond(
            "POST", "/things/5?action=copy", fields: [.contentType: "text/plain"], body: body)
        #expect(response.status == 415)
    }

    @Test func documentedFailuresAreAnswered() async throws {
        let body = BodyStream(#"{"id":"1","tags":[]}"#)
        let response = await Self.router().respond("POST", "/things/missing?action=copy", body: body)
        #expect(response.status == 404)
        #expect(try await response.text() == #"{"message":"no such thing"}"#)
    }

    @Test func unknownErrorsSayNothingButAreReported() async throws {
        var router = Self.router()
        let reported = Reported()
        router.onError = { error, context in reported.add("\(type(of: error)) \(context.requestID)") }
        let body = BodyStream(#"{"id":"1","tags":[]}"#)
        let response = await router.respond("POST", "/things/secret?action=copy", body: body)
        #expect(response.status == 500)
        let text = try await response.text()
        #expect(!text.contains("hunter2") && !text.contains("Secret"))
        #expect(await router.respond("POST", "/things/nan?action=copy", body: body).status == 500)
        #expect(await router.respond("POST", "/things/todo?action=copy", body: body).status == 501)
        #expect(await router.respond("POST", "/things/5?action=copy").status == 400)
        #expect(await router.respond("GET", "/nothing").status == 404)
        #expect(reported.all == ["Secret request-1", "JSONEncodingError request-1"])
    }

    @Test(arguments: [
        ("/things?limit=x", "the query parameter 'limit': expected an integer, found 'x'"),
        ("/things?limit=1&limit=2", "found '1, 2'"),
        ("/things?json=%7B", "the query parameter 'json': not valid JSON"),
        ("/things?filter%5Bid%5D=1", "the query parameter 'filter': $: the member 'tags' is missing"),
        ("/things?filter%5Bid%5D=1&filter%5Btags%5D=a&filter%5Bcount%5D=x", "$.count: expected an integer of 64 bits"),
    ])
    func faultyParametersAreNamed(target: String, detail: String) async throws {
        let response = await Self.router().respond("GET", target)
        #expect(response.status == 400)
        let text = try await response.text()
        #expect(text.contains(detail), "\(text)")
    }

    @Test(arguments: [
        ("session=abc+d/e==", "abc+d/e=="), ("a=1; session=\"x y\" ; b=2", "x y"), ("session=%41&b=1", "A&b=1"),
        ("a=1", "nil"), ("session", ""),
    ])
    func cookiesAreRead(field: String, expected: String) async throws {
        var router = Router()
        router.on(Things.List.self) { input, _ in [Thing(id: input.session ?? "nil")] }
        let text = try await router.respond("GET", "/things", fields: [.cookie: field]).text()
        #expect(text == "[{\"id\":\"\(expected)\",\"tags\":[]}]")
    }

    @Test func authenticatorRunsBeforeTheBodyIsRead() async throws {
        struct KeyAuthenticator: Authenticator {
            func principal(of request: ServerRequest, context: RequestContext) async throws -> (any Sendable)? {
                guard context.route?.uses(securityScheme: "key") == true else { return nil }
                guard let name = HTTPField.Name("X-Key"), let key = request.head.headerFields[name] else {
                    throw AuthenticationFault.unauthenticated(challenge: "Key")
                }
                return "user of \(key)"
            }
        }
        var router = Router()
        router.authenticator = KeyAuthenticator()
        router.on(Things.GetFile.self) { _, context in context.principal as? String ?? "nobody" }
        let refused = await router.respond("GET", "/things/5/files?name=x")
        #expect(refused.status == 401)
        #expect(refused.head.headerFields[.wwwAuthenticate] == "Key")
        let name = try #require(HTTPField.Name("X-Key"))
        let response = await router.respond("GET", "/things/5/files?name=x", fields: [name: "k"])
        #expect(try await response.text() == "user of k")
    }

    @Test func middlewaresSeeEveryResponse() async throws {
        struct Marker: ServerMiddleware {
            let name: String

            func respond(
                to request: ServerRequest, context: RequestContext,
                next: @Sendable (ServerRequest, RequestContext) async -> ServerResponse
            ) async throws -> ServerResponse {
                var response = await next(request, context)
                let mark = "\(name)\(response.status)"
                let old = response.head.headerFields[.server].map { "\($0) " } ?? ""
                response.head.headerFields[.server] = old + mark
                if request.head.path == "/fail" { throw Secret() }
                return response
            }
        }
        var router = Self.router()
        router.middlewares = [Marker(name: "outer"), Marker(name: "inner")]
        let response = await router.respond("GET", "/nothing")
        #expect(response.head.headerFields[.server] == "inner404 outer404")
        #expect(await router.respond("GET", "/fail").status == 500)
    }
}

/// What a router reported, in order. The lock guards the array, which the router's concurrent requests append to.
private final class Reported: Sendable {
    private let list = Mutex<[String]>([])

    var all: [String] { list.withLock { $0 } }

    func add(_ text: String) {
        list.withLock { $0.append(text) }
    }
}
