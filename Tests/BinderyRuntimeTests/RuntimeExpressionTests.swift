import BinderyRuntime
import HTTPTypes
import Testing

/// Addresses of callbacks, made of the call that asked for them.
@Suite struct RuntimeExpressionTests {
    static let body: JSONValue = [
        "url": "https://c.example/hook", "list": ["a", ["deep": 7]], "a/b~c": true, "none": nil, "object": [:],
    ]

    static func text(_ expression: String) async throws -> String {
        var router = Router()
        router.on(.post, "/subs/{id}") { _, context in
            let call = try RecordedCall(
                context, body: body, status: 201, responseFields: [.location: "/subs/9"],
                responseBody: JSONValue.string("done"))
            return ServerResponse(status: 200, body: BodyStream(try RuntimeExpression(expression).text(for: call)))
        }
        router.errors = Errors()
        let response = await router.respond(
            "POST", "/subs/a%20b?q=x%26y", fields: [.accept: "text/plain"])
        return try await response.text()
    }

    /// Answers errors with their description.
    struct Errors: ErrorResponder {
        func response(to error: any Error, context: RequestContext) async -> ServerResponse {
            ServerResponse(status: 500, body: BodyStream("error: \(error)"))
        }
    }

    @Test(arguments: [
        ("$request.body#/url", "https://c.example/hook"),
        ("{$request.body#/url}", "https://c.example/hook"),
        ("{$request.body#/url}/x?id={$request.path.id}&q={$request.query.q}", "https://c.example/hook/x?id=a b&q=x&y"),
        ("{$request.body#/list/1/deep}", "7"), ("{$request.body#/a~1b~0c}", "true"), ("$method", "POST"),
        ("$url", "http://localhost/subs/a%20b?q=x%26y"), ("$statusCode", "201"),
        ("$request.header.accept", "text/plain"), ("$response.header.Location", "/subs/9"), ("$response.body", "done"),
        ("https://fixed.example/", "https://fixed.example/"),
    ])
    func evaluates(expression: String, expected: String) async throws {
        #expect(try await Self.text(expression) == expected)
    }

    @Test(arguments: [
        ("{$request.body#/missing}", "error: the call has no value for '$request.body#/missing'"),
        ("{$request.body#/none}", "error: the call has no value for '$request.body#/none'"),
        ("{$request.body#/list/2}", "error: the call has no value for '$request.body#/list/2'"),
        ("{$request.body#/object}", "error: the value of '$request.body#/object' is no text"),
        ("{$request.query.no}", "error: the call has no value for '$request.query.no'"),
        ("{$request.path.no}", "error: the call has no value for '$request.path.no'"),
        ("{$inputs.x}", "error: '$inputs.x' is no runtime expression"),
        ("{url}", "error: 'url' is no runtime expression"),
        ("$request.cookie.x", "error: '$request.cookie.x' is no runtime expression"),
    ])
    func refuses(expression: String, expected: String) async throws {
        #expect(try await Self.text(expression) == expected)
    }
}

/// A server that calls back, and whoever is called: in one process.
@Suite struct CallbackTests {
    /// What the generator would write.
    enum OnEvent: TextOperation, CallbackOperation {
        static let route = Route(.post, "{$request.body#/id}?from={$request.path.id}", operationID: "onEvent")
        static let address = RuntimeExpression("{$request.body#/id}?from={$request.path.id}")
        typealias Input = NoInput
        typealias Failure = UndocumentedFailure
    }

    @Test func serverCallsBack() async throws {
        var receiver = Router(basePath: "/hooks")
        receiver.on(OnEvent.self, at: "/event") { _, context in
            "called from \(context.query.values(of: "from").first ?? "nowhere")"
        }
        let client = APIClient(baseURL: try BaseURL("http://unused"), transport: RouterTransport(receiver))
        var router = Router()
        router.on(Things.Copy.self) { input, context in
            let address = try OnEvent.address(for: RecordedCall(context, body: input.body))
            return .init(body: input.body, location: try await client.call(OnEvent.self, .init(), at: address))
        }
        let caller = APIClient(baseURL: try BaseURL("http://h"), transport: RouterTransport(router))
        let thing = Thing(id: "http://receiver/hooks/event", tags: [])
        let output = try await caller.call(Things.Copy.self, .init(id: "7", body: thing))
        #expect(output.location == "called from 7")
    }
}
