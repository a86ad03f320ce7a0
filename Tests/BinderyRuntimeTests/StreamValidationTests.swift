import HTTPTypes
import Testing

@testable import BinderyRuntime

/// Operations whose bodies are read as they come, or are plain text, as the generator writes them.
private enum Streams {
    static let schemas = SchemaSet(
        #"""
        {"schemas":{
        "Order":{"type":"object","properties":{"count":{"type":"integer","minimum":1},"name":{"type":"string","maxLength":2}},
        "required":["count"]}},
        "operations":{
        "Parts":{"body":{"required":true,"content":{"multipart/form-data":{"parts":{
        "title":{"text":{"type":"string","maxLength":5},"required":true},"about":{"json":"#Order"},
        "tags":{"text":{"type":"integer","maximum":9},"list":true,"required":true,"minItems":1,"maxItems":2},
        "image":{}},"closed":true,"minProperties":2,"maxProperties":3}}}},
        "Lines":{"body":{"content":{"application/jsonl":{"elements":{"json":"#Order"}}}}},
        "Events":{"body":{"content":{"text/event-stream":{"elements":{"json":"#Order"}}}}},
        "Plain":{"body":{"content":{"application/jsonl":{"elements":{"json":{"type":"object","required":["count"]}}}}}},
        "Text":{"parameters":[{"name":"limit","in":"query","schema":{"type":"integer","maximum":10}}],
        "body":{"required":true,"content":{"*/*":{"text":{"type":"string","pattern":"^[a-z]+$"}}}}}}}
        """#)

    enum Parts: StreamCall {
        static let name = "Parts"
        static var formats: [BodyFormat<BodySequence<MultipartTests.Part>>] { [.multipart(boundary: { "b" })] }

        static func text(_ body: BodySequence<MultipartTests.Part>) async throws -> String {
            var texts: [String] = []
            for try await part in body { texts.append(try await part.text()) }
            return texts.joined(separator: "; ")
        }
    }

    enum Lines: StreamCall {
        static let name = "Lines"
        static var formats: [BodyFormat<BodySequence<JSONValue>>] { [.lines()] }
        static func text(_ body: BodySequence<JSONValue>) async throws -> String { try await Streams.text(body) }
    }

    enum Plain: StreamCall {
        static let name = "Plain"
        static var formats: [BodyFormat<BodySequence<JSONValue>>] { [.lines()] }
        static func text(_ body: BodySequence<JSONValue>) async throws -> String { try await Streams.text(body) }
    }

    enum Events: StreamCall {
        static let name = "Events"
        static var formats: [BodyFormat<EventStream<JSONValue>>] { [.events()] }
        static func text(_ body: EventStream<JSONValue>) async throws -> String {
            try await body.collect(upTo: 100).map { String(decoding: try $0.data.encoded(), as: UTF8.self) }.joined()
        }
    }

    private static func text(_ body: BodySequence<JSONValue>) async throws -> String {
        try await body.collect(upTo: 100).map { String(decoding: try $0.encoded(), as: UTF8.self) }.joined()
    }

    enum Text: APIOperation {
        static let route = Route(.post, "/Text", operationID: "Text")
        static let inputSchema = schemas.input("Text")
        typealias Output = String
        typealias Failure = UndocumentedFailure

        struct Input: OperationInput {
            var limit: Int?
            var body: String

            init(limit: Int? = nil, body: String) {
                self.limit = limit
                self.body = body
            }

            init(from request: inout RequestReader) throws(RequestFault) {
                limit = try request.queryIfPresent("limit", Int.self)
                body = try request.text()
            }

            func write(to request: inout RequestWriter) {
                request.query("limit", limit)
                request.text(body)
            }
        }
    }
}

/// An operation that answers the text of its streamed body.
private protocol StreamCall: APIOperation
where Input == StreamInput<Self>, Output == String, Failure == UndocumentedFailure {
    associatedtype Value: Sendable
    static var name: String { get }
    static var formats: [BodyFormat<Value>] { get }
    static func text(_ body: Value) async throws -> String
}

extension StreamCall {
    static var route: Route { Route(.post, "/\(name)", operationID: name) }
    static var inputSchema: InputSchema? { Streams.schemas.input(name) }
    static var requestBody: RequestBodyMode { .stream }
}

private struct StreamInput<Call: StreamCall>: OperationInput {
    var body: Call.Value

    init(body: Call.Value) { self.body = body }

    init(from request: inout RequestReader) throws(RequestFault) { body = try request.body(Call.formats) }

    func write(to request: inout RequestWriter) { request.body(body, Call.formats) }
}

extension APIOperation where Output == String {
    static func write(_ output: String, to response: inout ResponseWriter) { response.text(output, status: 200) }
    static func readOutput(from response: inout ResponseReader) throws(JSONDecodingError) -> String? {
        response.status == 200 ? try response.text() : nil
    }
}

@Suite("Validation of bodies that are read as they come")
struct StreamValidationTests {
    private static func router(_ configure: (inout Router) -> Void = { _ in }) -> Router {
        var router = Router()
        configure(&router)
        router.on(Streams.Parts.self) { input, _ in try await Streams.Parts.text(input.body) }
        router.on(Streams.Lines.self) { input, _ in try await Streams.Lines.text(input.body) }
        router.on(Streams.Plain.self) { input, _ in try await Streams.Plain.text(input.body) }
        router.on(Streams.Events.self) { input, _ in try await Streams.Events.text(input.body) }
        router.on(Streams.Text.self) { input, _ in input.body }
        return router
    }

    /// The answer's status, and its text or the violations that it tells.
    private static func answer(
        _ path: String, _ mediaType: String, _ text: String, _ router: Router = router()
    ) async throws -> (status: Int, told: [String], text: String) {
        let response = await router.respond("POST", path, fields: [.contentType: mediaType], body: BodyStream(text))
        let text = try await response.text()
        let errors = (try? JSONValue.decode(from: text))?.object?["errors"]?.array ?? []
        let told = errors.compactMap { error in
            error.object.map { "\($0["pointer"]?.string ?? "") \($0["keyword"]?.string ?? "")" }
        }
        return (response.head.status.code, told, text)
    }

    private static func parts(_ fields: [(String, String)], _ router: Router = router()) async throws -> (
        status: Int, told: [String], text: String
    ) {
        let parts = fields.map { "--b\r\nContent-Disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)\r\n" }
        return try await answer("/Parts", "multipart/form-data; boundary=b", parts.joined() + "--b--", router)
    }

    @Test func partsAreHeldAgainstTheirSchemas() async throws {
        let good = try await Self.parts([("title", "abc"), ("tags", "1"), ("about", #"{"count":1}"#)])
        #expect(good.text == #"title: abc; tags: 1; about: {"count":1}"#)
        let rows: [([(String, String)], [String])] = [
            ([("title", "abcdef")], ["/body/title maxLength"]),
            ([("tags", "1"), ("tags", "10")], ["/body/tags/1 maximum"]),
            ([("tags", "x")], ["/body/tags/0 type"]),
            ([("tags", "1"), ("tags", "2"), ("tags", "3")], ["/body/tags maxItems"]),
            ([("about", #"{"name":"abc"}"#)], ["/body/about/name maxLength", "/body/about/count required"]),
            ([("a/b", "")], ["/body/a~1b additionalProperties"]),
            ([("about", #"{"count":1}"#), ("image", "")], ["/body/title required", "/body/tags minItems"]),
            ([("image", "")], ["/body/title required", "/body/tags minItems", "/body minProperties"]),
            ([("title", ""), ("tags", "1"), ("image", ""), ("about", "{}")], ["/body maxProperties"]),
        ]
        for (fields, violations) in rows {
            let bad = try await Self.parts(fields)
            #expect(bad.status == 400)
            #expect(bad.told == violations, "\(fields)")
        }
        #expect(try await Self.parts([("about", "{")]).text.contains("the part 'about'"))
    }

    @Test func validationCanBeLeftOut() async throws {
        let router = Self.router { $0.validation = .none }
        #expect(try await Self.parts([("title", "abcdef"), ("other", "")], router).status == 200)
        #expect(try await Self.parts([("other", "")], router).text.contains("the part 'title' is missing"))
        #expect(try await Self.answer("/Lines", "application/jsonl", #"{"count":0}"#, router).status == 200)
        #expect(try await Self.answer("/Text", "text/plain", "A", router).status == 200)
    }

    @Test func elementsAreHeldAgainstTheirSchema() async throws {
        let lines = "{\"count\":1}\n\n{\"count\":2}\n"
        #expect(try await Self.answer("/Lines", "application/jsonl", lines).text == #"{"count":1}{"count":2}"#)
        let bad = try await Self.answer("/Lines", "application/jsonl", lines + #"{"name":"abc"}"#)
        #expect(bad.status == 400)
        #expect(bad.told == ["/body/2/name maxLength", "/body/2/count required"])
        let event = "data: {\"count\":1}\n\ndata: {\"count\":0}\n\n"
        #expect(try await Self.answer("/Events", "text/event-stream", event).told == ["/body/1/count minimum"])
        let end = "data: {\"count\":1}\n\ndata: [DONE]\n\ndata: x\n\n"
        #expect(try await Self.answer("/Events", "text/event-stream", end).text == #"{"count":1}"#)
        #expect(try await Self.answer("/Lines", "application/jsonl", "{").text.contains("record 1"))
    }

    @Test("Elements whose schema says no more than types and members are held against it where reading them fails")
    func unconstrainedElements() async throws {
        #expect(Streams.schemas.input("Plain")?.isConstrained == false)
        #expect(try await Self.answer("/Plain", "application/jsonl", "{}").text == "{}")
        let schema = ContentSchema(
            schema: try #require(Streams.schemas["Order"]), isText: false, isConstrained: false)
        #expect(throws: RequestViolations.self) {
            try ContentSchema.read(Array("{}".utf8), schema, at: "/body/0") { throw BodyAlreadyRead() }
        }
        #expect(throws: BodyAlreadyRead.self) {
            try ContentSchema.read(Array(#"{"count":1}"#.utf8), schema, at: "/body/0") { throw BodyAlreadyRead() }
        }
    }

    @Test("A plain text is held against its schema, whatever it calls itself")
    func text() async throws {
        #expect(try await Self.answer("/Text", "text/plain", "abc").text == "abc")
        let bad = try await Self.answer("/Text?limit=11", "text/html", "A")
        #expect(bad.told == ["/query/limit maximum", "/body pattern"])
        #expect(try await Self.answer("/Text", "text/plain", "").told == ["/body pattern"])
    }

    @Test("What parts that are no streams may have together is limited where other bodies are")
    func collectedParts() async throws {
        let fields = [("title", "abc"), ("tags", "1"), ("image", String(repeating: "x", count: 100))]
        let router = Self.router { $0.bodyLimit = 4 }
        #expect(try await Self.parts(fields, router).status == 200, "a stream is not kept")
        let large = try await Self.parts(fields + [("tags", "2")], router)
        #expect(large.status == 413)
        #expect(large.text.contains("more than 4 bytes"))
        var own = router
        own.limitBody(of: Streams.Parts.self, to: 1000)
        #expect(try await Self.parts(fields + [("tags", "2")], own).status == 200)
    }

    @Test func theClientFindsTheSame() async throws {
        var client = APIClient(baseURL: try BaseURL("http://h"), transport: RouterTransport(Self.router()))
        client.validatesRequests = true
        func told<Call: APIOperation>(_ call: Call.Type, _ input: Call.Input) async -> [String] {
            guard case .failure(let failure) = await client.response(call, input).result,
                case .failed(.request(.invalid(let report)))? = failure as? UndocumentedFailure
            else { return [] }
            return report.violations.map { "\($0.pointer) \($0.keyword)" }
        }
        let parts: BodySequence<MultipartTests.Part> = [
            .title("abcdef"), .about(["count": 0]), .image(BodyPart(BodyStream("x"))),
        ]
        #expect(
            await told(Streams.Parts.self, .init(body: parts)) == [
                "/body/title maxLength", "/body/about/count minimum", "/body/tags minItems",
            ])
        let lines: BodySequence<JSONValue> = [["count": 0], ["count": 1], [:]]
        #expect(
            await told(Streams.Lines.self, .init(body: lines)) == ["/body/0/count minimum", "/body/2/count required"])
        #expect(
            await told(Streams.Events.self, .init(body: [ServerSentEvent(["count": 0])])) == ["/body/0/count minimum"])
        #expect(
            await told(Streams.Text.self, .init(limit: 11, body: "A")) == ["/query/limit maximum", "/body pattern"])
        #expect(try await client.call(Streams.Lines.self, .init(body: [["count": 1]])) == #"{"count":1}"#)
        #expect(try await client.call(Streams.Parts.self, .init(body: [.title("a"), .tags(1)])) == "title: a; tags: 1")
    }

    @Test func alternativesHeedTheRulesOfTheirFormats() async throws {
        let format = BodyFormat<BodySequence<JSONValue>?>.alternative(.lines(), { $0 }, { $0 })
        let rules = BodyRules(schema: Streams.schemas.input("Lines")?.body.schema(for: nil))
        var body = try format.read(BodyPart(BodyStream(#"{"count":0}"#)))
        #expect(format.apply?(rules, &body).isValid == true, "nothing has been read")
        let elements = try #require(body)
        await #expect(throws: RequestViolations.self) { try await elements.collect(upTo: 9) }
    }

    @Test("Elements that a client sends as they come are checked as they are asked for")
    func theClientStreams() async throws {
        let schema = BodyRules(schema: Streams.schemas.input("Lines")?.body.schema(for: nil))
        var lines = BodySequence(
            AsyncStream<JSONValue> { continuation in
                for value in [["count": 1], ["count": 0]] as [JSONValue] { continuation.yield(value) }
                continuation.finish()
            })
        lines.rules = schema
        var pieces = try #require(try BodyFormat<BodySequence<JSONValue>>.lines().write(lines)).body.makeAsyncIterator()
        #expect(try await pieces.next().map { String(decoding: $0, as: UTF8.self) } == "{\"count\":1}\n")
        await #expect(throws: RequestEncodingError.self) { try await pieces.next() }

        var parts = BodySequence(
            AsyncStream<MultipartTests.Part> { continuation in
                continuation.yield(.title("abcdef"))
                continuation.finish()
            })
        parts.rules = BodyRules(schema: Streams.schemas.input("Parts")?.body.schema(for: nil))
        let body = try #require(try BodyFormat<BodySequence<MultipartTests.Part>>.multipart().write(parts)).body
        await #expect(throws: RequestEncodingError.self) { try await body.collect(upTo: 1000) }
    }
}
