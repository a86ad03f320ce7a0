import HTTPTypes
import Testing

@testable import BinderyRuntime

/// An operation whose body is a form or JSON, by hand.
private enum Call: APIOperation {
    static let route = Route(.post, "/calls", operationID: "call")
    static let schemas = SchemaSet(
        #"""
        {"schemas":{
        "Phone":{"type":"object","required":["number"],"properties":{"number":{"type":"string","minLength":3},
        "label":{"type":"string","maxLength":2}}}},
        "operations":{
        "Call":{"parameters":[{"name":"limit","in":"query","schema":{"type":"integer","maximum":10}}],
        "body":{"content":{"application/x-www-form-urlencoded":{"value":{"$ref":"Phone"}},
        "application/json":{"json":{"type":"object","required":["label"],"properties":{"number":{"minLength":1}}}}}}}}}
        """#)
    static let inputSchema = schemas.input("Call")
    static let formats: [BodyFormat<Phone>] = [.form(), .alternative(.json, { $0 }, { $0.number == "-" ? nil : $0 })]

    struct Input: OperationInput {
        var limit: Int?
        var body: Phone
    }

    typealias Output = String
    typealias Failure = UndocumentedFailure

    static func write(_ output: String, to response: inout ResponseWriter) { response.text(output, status: 200) }
    static func readOutput(from response: inout ResponseReader) throws(JSONDecodingError) -> String? {
        response.status == 200 ? try response.text() : nil
    }
}

extension Call.Input {
    init(from request: inout RequestReader) throws(RequestFault) {
        limit = try request.queryIfPresent("limit", Int.self)
        body = try request.body(Call.formats)
    }

    func write(to request: inout RequestWriter) {
        request.query("limit", limit)
        request.body(body, Call.formats)
    }
}

@Suite("Validation of bodies that are read as values")
struct BodyValidationTests {
    private func router(_ validation: RequestValidation = .full) -> Router {
        var router = Router()
        router.validation = validation
        router.on(Call.self) { input, _ in input.body.number }
        return router
    }

    private func respond(
        _ text: String, _ mediaType: String = "application/x-www-form-urlencoded", query: String = "",
        validation: RequestValidation = .full
    ) async throws -> (status: Int, pointers: [String], text: String) {
        let response = await router(validation).respond(
            "POST", "/calls\(query)", fields: [.contentType: mediaType], body: BodyStream(text))
        let status = response.head.status.code
        let body = try await response.text()
        let problem = try? JSONValue.decode(from: body)
        return (status, problem?.object?["errors"]?.array?.compactMap { $0.object?["pointer"]?.string } ?? [], body)
    }

    @Test func form() async throws {
        let good = try await respond("number=123&label=ab")
        #expect(good.status == 200)
        #expect(good.text == "123")
        let bad = try await respond("number=12&label=abc", query: "?limit=11")
        #expect(bad.status == 400)
        #expect(bad.pointers == ["/query/limit", "/body/number", "/body/label"])
        #expect(try await respond("number=12", validation: .none).status == 200)
    }

    @Test("Each media type has its own schema")
    func mediaTypes() async throws {
        #expect(try await respond(#"{"number":"1","label":"long"}"#, "application/json").status == 200)
        let bad = try await respond(#"{"number":""}"#, "application/json")
        #expect(Set(bad.pointers) == ["/body/label", "/body/number"])
    }

    @Test("What cannot be read is told as it is")
    func unreadable() async throws {
        let response = try await respond("label=a")
        #expect(response.status == 400)
        #expect(response.text.contains("'number' is missing"))
        #expect(try await respond("label=a", query: "?limit=11").pointers == ["/query/limit"])
    }

    @Test func client() async throws {
        var client = APIClient(baseURL: try BaseURL("http://localhost"), transport: RouterTransport(router()))
        client.validatesRequests = true
        let refused = await client.response(Call.self, Call.Input(limit: 11, body: Phone(number: "1", label: "abc")))
        guard case .failure(.failed(.request(.invalid(let report)))) = refused.result else {
            Issue.record("\(refused.result)")
            return
        }
        #expect(report.violations.map(\.pointer) == ["/query/limit", "/body/number", "/body/label"])
        #expect(try await client.call(Call.self, Call.Input(body: Phone(number: "123"))) == "123")
    }

    @Test("A value that cannot be written as JSON does not pass for a valid one")
    func notJSON() throws {
        let schema = try #require(SchemaSet(#"{"schemas":{"Ratio":{"maximum":1}}}"#)["Ratio"])
        let apply = try #require(BodyFormat<Double>.json.checked.apply)
        var (half, none) = (0.5, Double.nan)
        #expect(apply(BodyRules(schema: .value(schema)), &half).isValid)
        #expect(apply(BodyRules(schema: .value(schema)), &none).violations.map(\.keyword) == ["type"])
    }
}
