import HTTPTypes
import Synchronization
import Testing

@testable import BinderyRuntime

/// What the generator would write for an operation with constraints, by hand.
private enum Order: APIOperation {
    static let route = Route(.post, "/shops/{shop}/orders", operationID: "order")
    static let schemas = SchemaSet(
        #"""
        {"schemas":{
        "Address":{"type":"object","required":["city"],"properties":{"city":{"type":"string","minLength":1}}}},
        "operations":{
        "Order":{"parameters":[{"name":"shop","in":"path","required":true,"schema":{"type":"string","pattern":"^[a-z]+$"}},
        {"name":"limit","in":"query","schema":{"type":"integer","maximum":10}},
        {"name":"tags","in":"query","explode":false,"schema":{"type":"array","maxItems":2,"items":{"enum":["a","b"]}}},
        {"name":"sizes","in":"query","explode":false,"schema":{"type":["array","null"],"items":"integer"}},
        {"name":"X-Trace","in":"header","schema":{"type":"string","minLength":4}},
        {"name":"filter","in":"query","content":"json","schema":{"type":"object","required":["by"]}}],
        "body":{"required":true,"schema":{"type":"object","required":["address"],"properties":{"address":{"$ref":"Address"},
        "count":{"type":"integer","minimum":1}}}}},
        "Several":{"body":{"content":{"application/json":{"json":{"maxProperties":0}},
        "application/vnd.a+json":{"json":{"maxProperties":1}},"text/csv":null,
        "application/*":{"json":{"maxProperties":2}}}}},
        "Null":{"body":{"schema":{"type":"object","properties":{"a":"null"}}}},
        "Plain":{"body":{"required":true,"schema":{"type":"object","required":["address"],"properties":{
        "address":{"type":"object","required":["city","street"],"properties":{"city":{"type":"string"}}}}}}}}}
        """#)
    static let inputSchema = schemas.input("Order")

    struct Input: OperationInput {
        var shop = "abc"
        var limit: Int?
        var tags: [String]?
        var trace: String?
        var filter: JSONValue?
        var body: JSONValue
    }

    typealias Output = String
    typealias Failure = UndocumentedFailure

    static func write(_ output: String, to response: inout ResponseWriter) { response.text(output, status: 200) }
    static func readOutput(from response: inout ResponseReader) throws(JSONDecodingError) -> String? {
        response.status == 200 ? try response.text() : nil
    }
}

extension Order.Input {
    init(from request: inout RequestReader) throws(RequestFault) {
        shop = try request.path("shop", String.self)
        limit = try request.queryIfPresent("limit", Int.self)
        tags = try request.queryIfPresent("tags", [String].self, explode: false)
        trace = try request.headerIfPresent("X-Trace", String.self)
        filter = try request.queryJSONIfPresent("filter", JSONValue.self)
        body = try request.json(JSONValue.self)
    }

    func write(to request: inout RequestWriter) {
        request.path("shop", shop)
        request.query("limit", limit)
        request.query("tags", tags, explode: false)
        request.header("X-Trace", trace)
        request.queryJSON("filter", filter)
        request.json(body)
    }
}

/// An operation whose schemas have been spoilt by hand.
private enum Spoilt: TextOperation {
    static let route = Route(.get, "/spoilt", operationID: "spoilt")
    static let schemas = SchemaSet(#"{"schemas":{"#)
    static let inputSchema = schemas.input("Spoilt")

    typealias Input = NoInput
    typealias Failure = UndocumentedFailure
}

@Suite("Validation of requests")
struct RequestValidationTests {
    private static let valid = #"{"address":{"city":"Bonn"},"count":2}"#

    private func router(_ validation: RequestValidation = .full) -> Router {
        var router = Router()
        router.validation = validation
        router.on(Order.self) { input, _ in "\(input.limit ?? 0)" }
        return router
    }

    private func pointers(_ response: ServerResponse) async throws -> [String] {
        let problem = try JSONValue.decode(from: try await response.text())
        return problem.object?["errors"]?.array?.compactMap { $0.object?["pointer"]?.string } ?? []
    }

    @Test("A request with many violations is answered 400 with all of them")
    func everyViolation() async throws {
        let response = await router().respond(
            "POST", "/shops/A1/orders?limit=11&tags=a,c,b&filter=%7B%7D", fields: [HTTPField.Name("X-Trace")!: "abc"],
            body: BodyStream(#"{"address":{"city":""},"count":0}"#))
        #expect(response.status == 400)
        #expect(
            try await pointers(response) == [
                "/path/shop", "/query/limit", "/query/tags", "/query/tags/1", "/header/X-Trace", "/query/filter/by",
                "/body/address/city", "/body/count",
            ])
        #expect(try await pointers(router().respond("POST", "/shops/A/orders")) == ["/path/shop", "/body"])
        let text = try await router().respond("POST", "/shops/a/orders?limit=x", body: BodyStream(Self.valid)).text()
        #expect(
            text.contains(#"{"pointer":"/query/limit","keyword":"type","detail":"expected an integer, found \"x\""}"#))
        #expect(text.contains(#""detail":"/query/limit: expected an integer, found \"x\"""#))
    }

    @Test("A valid request reaches its handler, and so does any where validation is off")
    func valid() async throws {
        let response = await router().respond(
            "POST", "/shops/a/orders?limit=10&tags=a,b", body: BodyStream(#"{"address":{"city":"Bonn"},"count":null}"#))
        #expect(try await response.text() == "10")
        let invalid = await router(.none).respond("POST", "/shops/A/orders?limit=11", body: BodyStream("{}"))
        #expect(try await invalid.text() == "11")
    }

    @Test(
        "What cannot be read at all is told as it is without validation",
        arguments: [(#"{"address""#, 400, "not valid JSON"), ("", 400, "the body is missing")])
    func unreadable(_ body: String, _ status: Int, _ detail: String) async throws {
        let response = await router().respond("POST", "/shops/a/orders", body: BodyStream(body))
        #expect(response.status == status)
        #expect(try await response.text().contains(detail))
    }

    @Test(
        "The first violation in the body has a path as errors of reading have it",
        arguments: [
            (#"{"address":{"city":""}}"#, "$.address.city"), (#"{"address":{}}"#, "$.address"), ("[]", "$"),
            (#"{"address":{"city":"a"},"count":"b"}"#, "$.count"),
        ])
    func paths(_ body: String, _ path: String) throws {
        guard case .content(let content)? = Order.inputSchema?.body.schema(for: nil) else {
            Issue.record("the body has no schema")
            return
        }
        #expect(RequestViolations(content.violations(Array(body.utf8), at: "/body")).jsonPath == path)
    }

    @Test("A body of another media type is left to whoever reads it")
    func mediaType() async {
        let response = await router().respond(
            "POST", "/shops/a/orders", fields: [.contentType: "text/plain"], body: BodyStream("x"))
        #expect(response.status == 415)
    }

    @Test(
        "A body is JSON for validation exactly where it is for its reader",
        arguments: ["application/json\t;a=b", "Application/JSON", "application/merge-patch+json", " application/json"])
    func spellings(_ contentType: String) async throws {
        let context = RequestContext(
            head: HTTPRequest(
                method: .post, scheme: nil, authority: nil, path: "/", headerFields: [.contentType: contentType]))
        #expect([BodyFormat<JSONValue>.json].format(for: contentType) != nil)
        #expect(RequestReader(context: context, body: BodyStream()).hasJSON)
    }

    @Test(
        "A body of one of several media types is held against the schema of its own",
        arguments: [
            (nil, 0), ("application/json; charset=utf-8", 0), ("application/b+json", 2), ("application/vnd.a+json", 1),
            ("application/foo", 2), ("text/csv", 3), ("image/png", 3),
        ] as [(String?, Int)])
    func severalMediaTypes(_ contentType: String?, _ limit: Int) throws {
        let schema = try #require(Order.schemas.input("Several"))
        var fields = HTTPFields()
        fields[.contentType] = contentType
        let context = RequestContext(
            head: HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/", headerFields: fields))
        for count in 0...3 {
            let body = JSONValue.object(JSONObject((0..<count).map { .init(key: "m\($0)", value: 1) }))
            let reader = RequestReader(context: context, body: BodyStream(try body.encoded()))
            #expect(try schema.validate(reader).isValid == (count <= limit))
        }
    }

    @Test("A list that may be null is still a list")
    func nullableList() async throws {
        let response = await router().respond(
            "POST", "/shops/a/orders?sizes=1,2", body: BodyStream(Self.valid))
        #expect(response.status == 200)
    }

    @Test("Schemas without constraints are left to the models until these fail")
    func unconstrained() {
        #expect(Order.inputSchema?.isConstrained == true)
        #expect(Order.schemas.input("Plain")?.isConstrained == false)
        #expect(Order.schemas.input("Null")?.isConstrained == true, "no Swift type is null and nothing else")
        #expect(Order.schemas["Address"] != nil)
    }

    @Test("A client validates on demand, and finds what the server would")
    func client() async throws {
        var client = APIClient(baseURL: try BaseURL("http://localhost"), transport: RouterTransport(router()))
        let body = try JSONValue.decode(from: #"{"address":{},"count":0}"#)
        let input = Order.Input(shop: "b", limit: 11, tags: ["b"], trace: "x", body: body)
        #expect(await client.response(Order.self, input).status == 400)
        client.validatesRequests = true
        let refused = await client.response(Order.self, input)
        #expect(refused.status == nil)
        guard case .failure(.failed(.request(.invalid(let report)))) = refused.result else {
            Issue.record("\(refused.result)")
            return
        }
        #expect(
            report.violations.map(\.pointer) == [
                "/query/limit", "/header/X-Trace", "/body/address/city", "/body/count",
            ])
        let good = Order.Input(limit: 3, body: try JSONValue.decode(from: Self.valid))
        #expect(try await client.call(Order.self, good) == "3")
    }

    @Test("Schemas that cannot be read let nothing pass: the server answers 500 and reports why")
    func spoiltSchemas() async throws {
        let reported = Mutex<[String]>([])
        var router = Router()
        router.onError = { error, _ in reported.withLock { $0.append("\(error)") } }
        router.on(Spoilt.self) { _, _ in "reached" }
        #expect(await router.respond("GET", "/spoilt").status == 500)
        #expect(reported.withLock { $0.count } == 1)
        #expect(try Spoilt.schemas["Pet"]?.validate("any").isValid == false)

        var client = APIClient(baseURL: try BaseURL("http://localhost"), transport: RouterTransport(router))
        client.validatesRequests = true
        guard case .failure(.failed(.request(.invalid))) = await client.response(Spoilt.self, NoInput()).result else {
            Issue.record("sent")
            return
        }
    }
}
