@testable import BinderyRuntime
import HTTPTypes
import Testing

/// Bodies of all formats go from a client to a server and back.
@Suite struct BodyFormatTests {
    private struct Interrupted: Error {}

    private static func router() -> Router {
        var router = Router()
        router.on(Bodies.Echo.self) { input, _ in input.body ?? Bodies.Order(name: "none", ids: []) }
        router.on(Bodies.Upload.self) { input, _ in
            var lines: [String] = []
            for try await part in input.body { lines.append(try await part.text()) }
            return BodySequence(lines)
        }
        router.on(Bodies.Chat.self) { input, context in
            switch input.body {
            case .json(let order) where order.ids.isEmpty: return .json([order.name])
            case .json(let order):
                let names = AsyncStream { continuation in
                    for id in order.ids { continuation.yield(ServerSentEvent("\(order.name)\(id)", event: "name")) }
                    continuation.finish()
                }
                return .events(BodySequence(names))
            case .image(let part):
                #expect(part.body.availableBytes == nil, "an image is streamed")
                return .json([part.contentType ?? "", "\(try await part.body.collect(upTo: 1 << 20).count)"])
            }
        }
        return router
    }

    private static func client() throws -> APIClient {
        APIClient(baseURL: try BaseURL("https://localhost/"), transport: RouterTransport(router()))
    }

    @Test func formsAndJSONOfOneType() async throws {
        let order = Bodies.Order(name: "a & b", ids: [1, 2])
        #expect(try await Self.client().call(Bodies.Echo.self, .init(body: order)) == order)
        #expect(try await Self.client().call(Bodies.Echo.self, .init(body: nil)).name == "none")
    }

    @Test func theServerNegotiates() async throws {
        let router = Self.router()
        func answer(_ accept: String?, type: String = "application/json") async throws -> (Int, String?, String) {
            var fields: HTTPFields = [.contentType: type]
            fields[.accept] = accept
            let body = type.hasSuffix("json") ? #"{"name":"x","ids":[1,2]}"# : "name=x&ids=1,2"
            let response = await router.respond("POST", "/echo", fields: fields, body: BodyStream(body))
            return (response.status, response.head.headerFields[.contentType], try await response.text())
        }
        let json = #"{"name":"x","ids":[1,2]}"#
        #expect(try await answer(nil) == (200, "application/json", json))
        #expect(
            try await answer("*/*", type: "application/x-www-form-urlencoded; charset=utf-8") == (
                200, "application/json", json
            ))
        let form = "application/x-www-form-urlencoded"
        #expect(try await answer("\(form), application/json;q=0.9") == (200, form, "name=x&ids=1,2"))
        #expect(try await answer("application/json;q=0, */*") == (200, form, "name=x&ids=1,2"))
        #expect(try await answer("text/html").0 == 406)
        #expect(try await answer(nil, type: "text/html").0 == 415)
    }

    @Test func theClientAsksForWhatIsDocumented() async throws {
        struct Recorder: ClientTransport {
            func send(_ request: HTTPRequest, body: BodyStream?) async throws -> (HTTPResponse, BodyStream) {
                (HTTPResponse(status: 200), BodyStream("[\(request.headerFields[.accept]?.debugDescription ?? "")]"))
            }
        }
        let client = APIClient(baseURL: try BaseURL("https://localhost/"), transport: Recorder())
        let output = try await client.call(Bodies.Chat.self, .init(body: .json(.init(name: "", ids: []))))
        guard case .json(let accept) = output else {
            Issue.record("not JSON")
            return
        }
        #expect(accept == ["application/json, text/event-stream;q=0.8, */*;q=0.1"])
    }

    @Test func partsAndLines() async throws {
        let image = BodyPart(BodyStream(Pieces(count: 3, size: 2)), filename: "i.png")
        let lines = try await Self.client().call(
            Bodies.Upload.self, .init(body: [.title("t"), .image(image), .tags(7)]))
        #expect(
            try await lines.collect(upTo: 9)
                == ["title: t", "image i.png image/png: \0\0\u{1}\u{1}\u{2}\u{2}", "tags: 7"])
    }

    @Test func faultsOfPartsAreAnswered() async throws {
        let router = Self.router()
        func status(_ type: String, _ text: String) async -> Int {
            await router.respond("POST", "/upload", fields: [.contentType: type], body: BodyStream(text)).status
        }
        let title = "--b\r\nContent-Disposition: form-data; name=title\r\n\r\nt\r\n"
        #expect(await status("multipart/form-data; boundary=b", title + "--b--") == 200)
        #expect(await status("multipart/form-data; boundary=b", "--b--") == 400)
        #expect(await status("multipart/form-data; boundary=b", title) == 400)
        #expect(await status("multipart/form-data", title) == 400)
        #expect(await status("application/json", "{}") == 415)
    }

    @Test func alternativesAreToldApart() async throws {
        let client = try Self.client()
        let whole = try await client.call(Bodies.Chat.self, .init(body: .json(.init(name: "n", ids: []))))
        guard case .json(let names) = whole else {
            Issue.record("not JSON")
            return
        }
        #expect(names == ["n"])
        let streamed = try await client.call(Bodies.Chat.self, .init(body: .json(.init(name: "n", ids: [1, 2]))))
        guard case .events(let events) = streamed else {
            Issue.record("no events")
            return
        }
        #expect(
            try await events.collect(upTo: 9) == [.init("n1", event: "name"), .init("n2", event: "name")])
        let part = BodyPart(BodyStream(Pieces(count: 3, size: 2)), contentType: "image/gif")
        guard case .json(let seen) = try await client.call(Bodies.Chat.self, .init(body: .image(part))) else {
            Issue.record("not JSON")
            return
        }
        #expect(seen == ["image/gif", "6"])
    }

    @Test func responsesOfOtherMediaTypesAreToldSo() async throws {
        struct Other: ClientTransport {
            func send(_ request: HTTPRequest, body: BodyStream?) async throws -> (HTTPResponse, BodyStream) {
                (HTTPResponse(status: 200, headerFields: [.contentType: "image/png"]), BodyStream("x"))
            }
        }
        let client = APIClient(baseURL: try BaseURL("https://localhost/"), transport: Other())
        let error = await #expect(throws: UndocumentedFailure.self) {
            try await client.call(Bodies.Chat.self, .init(body: .json(.init(name: "n", ids: []))))
        }
        guard case .failed(.decoding(let reason, _)) = error else {
            Issue.record("another error")
            return
        }
        #expect(reason.description == "$: expected application/json or text/event-stream, found 'image/png'")
    }

    @Test func bodiesOfElementsKeepErrorsOfTheirSource() async throws {
        let source = AsyncThrowingStream<Int, any Error> { $0.finish(throwing: Interrupted()) }
        let written = try #require(try BodyFormat<BodySequence<Int>>.lines().write(BodySequence(source)))
        await #expect(throws: Interrupted.self) { try await written.body.collect(upTo: 10) }
    }
}
