import HTTPTypes
import Testing

@testable import BinderyRuntime

@Suite struct ClientTests {
    private static func client(_ transport: any ClientTransport) throws -> APIClient {
        APIClient(baseURL: try BaseURL("https://localhost/api/"), transport: transport)
    }

    private static func request<Operation: APIOperation>(
        _ operation: Operation.Type, _ input: Operation.Input
    ) throws -> (HTTPRequest, BodyStream?) {
        var writer = RequestWriter(route: operation.route)
        input.write(to: &writer)
        return try writer.finish(at: try BaseURL("https://localhost:8443/api/"))
    }

    @Test func writesRequests() async throws {
        let (copy, body) = try Self.request(Things.Copy.self, .init(id: "a/b c", body: Thing(id: "1", tags: [])))
        #expect(copy.method == .post && copy.scheme == "https" && copy.authority == "localhost:8443")
        #expect(copy.path == "/api/things/a%2Fb%20c?action=copy")
        #expect(copy.headerFields[.contentType] == "application/json")
        #expect(try await body?.collect(upTo: 100) == Array(#"{"id":"1","tags":[]}"#.utf8))

        // The constraint is what the parameter fulfils, so it is sent once.
        let (file, none) = try Self.request(Things.GetFile.self, .init(id: "5", name: "x&y"))
        #expect(file.path == "/api/things/5/files?name=x%26y" && none == nil)
    }

    @Test func writesConstraintsThatNoParameterFulfils() throws {
        let writer = RequestWriter(route: Route(.get, "/x", query: [.equals("a b", "1"), .present("flag")]))
        let (request, _) = try writer.finish(at: try BaseURL("http://h"))
        #expect(request.path == "/x?a%20b=1&flag")
    }

    @Test func writesParametersOfEveryPlace() throws {
        let filter = Thing(id: "1", tags: ["p", "q"], count: 2)
        let input = Things.List.Input(
            names: ["a", "b,c"], states: [.active, .done], filter: filter, limit: 5, trace: "t", session: "s;1",
            json: ["k": [1]])
        let (request, _) = try Self.request(Things.List.self, input)
        #expect(
            request.path == "/api/things?names=a&names=b%2Cc&states=ACTIVE%7CDONE&filter%5Bid%5D=1&filter%5Btags%5D=p"
                + "&filter%5Btags%5D=q&filter%5Bcount%5D=2&limit=5&json=%7B%22k%22%3A%5B1%5D%7D")
        #expect(request.headerFields[.cookie] == "session=s%3B1")
        #expect(request.headerFields[try #require(HTTPField.Name("X-Trace"))] == "t")
    }

    @Test(arguments: ["", ".", ".."])
    func pathsCannotBeEscaped(id: String) throws {
        if id.isEmpty {
            #expect(throws: RequestEncodingError.emptyPathParameter("id")) {
                try Self.request(Things.GetFile.self, .init(id: id, name: "x"))
            }
        } else {
            let (request, _) = try Self.request(Things.GetFile.self, .init(id: id, name: "x"))
            let dots = id.map { _ in "%2E" }.joined()
            #expect(request.path == "/api/things/\(dots)/files?name=x")
        }
    }

    @Test func refusesWhatCannotBeSent() {
        #expect(throws: RequestEncodingError.invalidHeaderField(name: "X-Trace")) {
            try Self.request(Things.List.self, .init(trace: "a\r\nb: c"))
        }
        #expect(throws: RequestEncodingError.nestedParameter) {
            try Self.request(Things.List.self, .init(filter: Thing(id: "1", child: Thing(id: "2"))))
        }
        #expect(throws: RequestEncodingError.self) {
            try Self.request(Things.Copy.self, .init(id: "1", body: Thing(id: "1", ratio: .infinity)))
        }
        #expect(throws: RequestEncodingError.missingPathParameter("id")) {
            try RequestWriter(route: Things.Copy.route).finish(at: try BaseURL("http://h"))
        }
    }

    @Test func serverReadsWhatClientWrites() async throws {
        var router = Router(basePath: "/api")
        let input = Things.List.Input(
            names: ["a", "b,c"], states: [.active, ThingState(rawValue: "N|W")],
            filter: Thing(id: "1", tags: ["p"], count: 2, isReady: true), limit: -5, trace: "t", session: "s;1",
            json: ["k": [1, nil]])
        router.on(Things.List.self) { received, _ in
            [Thing(id: received.filter == input.filter ? "same" : "other", tags: received.names ?? [])]
        }
        router.on(Things.Copy.self) { input, _ in .init(body: input.body, location: "/things/ü") }
        router.on(Things.GetFile.self) { input, _ in "\(input.id)/\(input.name)" }
        let client = try Self.client(RouterTransport(router))
        #expect(try await client.call(Things.List.self, input) == [Thing(id: "same", tags: ["a", "b,c"])])
        let copied = try await client.call(Things.Copy.self, .init(id: "5", body: Thing(id: "1", tags: [])))
        #expect(copied == .init(body: Thing(id: "1", tags: []), location: "/things/ü"))
        #expect(try await client.call(Things.GetFile.self, .init(id: "a+b", name: "c+d e")) == "a+b/c+d e")
    }

    @Test func failuresAreTyped() async throws {
        let input = Things.GetFile.Input(id: "5", name: "x")
        let documented = await #expect(throws: ThingFailure.self) {
            try await Self.client(FixedTransport(status: 404, body: #"{"message":"m"}"#)).call(
                Things.GetFile.self, input)
        }
        guard case .notFound(Problem(message: "m"))? = documented else {
            Issue.record("\(String(describing: documented))")
            return
        }
        let undocumented = await #expect(throws: ThingFailure.self) {
            try await Self.client(FixedTransport(status: 418, body: "teapot")).call(Things.GetFile.self, input)
        }
        guard case .undocumented(let response)? = undocumented, response.status == 418, response.text == "teapot" else {
            Issue.record("\(String(describing: undocumented))")
            return
        }
        let unreadable = await #expect(throws: ThingFailure.self) {
            try await Self.client(FixedTransport(status: 400, body: "<html>")).call(Things.GetFile.self, input)
        }
        guard case .undocumented(let kept)? = unreadable, kept.text == "<html>", kept.decodingError != nil else {
            Issue.record("\(String(describing: unreadable))")
            return
        }
        let wrong = await #expect(throws: ThingFailure.self) {
            try await Self.client(FixedTransport(status: 200, body: "{}")).call(Things.List.self, .init())
        }
        guard case .failed(.decoding(let error, _))? = wrong, error.path == "$" else {
            Issue.record("\(String(describing: wrong))")
            return
        }
    }

    @Test func responseKeepsStatusAndFields() async throws {
        let response = await (try Self.client(FixedTransport(status: 404, body: #"{"message":"m"}"#)))
            .response(Things.List.self, .init())
        #expect(response.status == 404)
        #expect(throws: ThingFailure.self) { try response.result.get() }
    }

    @Test func responsesHaveALimit() async throws {
        var client = try Self.client(FixedTransport(status: 200, body: "long"))
        client.responseLimit = 3
        let failure = await #expect(throws: ThingFailure.self) {
            try await client.call(Things.GetFile.self, .init(id: "5", name: "x"))
        }
        guard case .failed(.responseTooLarge(BodyTooLarge(limit: 3)))? = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
    }

    @Test func credentialsGoWhereTheyAreAskedFor() async throws {
        var router = Router(basePath: "/api")
        let names = [HTTPField.Name("X-Key"), .authorization].compactMap(\.self)
        router.on(.get, "/things/{id}/files", query: [.present("name")]) { request, _ in
            let fields = names.compactMap { request.head.headerFields[$0] }
            return ServerResponse(status: 200, body: BodyStream(fields.joined(separator: " ")))
        }
        var client = try Self.client(RouterTransport(router))
        client.middlewares = [
            APIKeyCredential(header: names[0], value: "k1", scheme: "key"),
            BasicCredential(username: "u", password: "p", scheme: "basic"),
        ]
        let input = Things.GetFile.Input(id: "5", name: "x")
        #expect(try await client.call(Things.GetFile.self, input) == "k1")
        client.middlewares = [BasicCredential(username: "u", password: "p")]
        #expect(try await client.call(Things.GetFile.self, input) == "Basic dTpw")
        client.middlewares = [BearerCredential(token: "t")]
        #expect(try await client.call(Things.GetFile.self, input) == "Bearer t")
    }

    @Test(arguments: [
        ("https://h/api/", "https://h/api"), ("HTTP://[::1]:80", "http://[::1]:80"), ("http://h//", "http://h"),
    ])
    func readsBaseURLs(text: String, expected: String) throws {
        #expect(try BaseURL(text).description == expected)
    }

    @Test(arguments: ["", "h", "ftp://h", "http://", "http:///x", "http://h?x", "http://h/#x", "http://h/a b"])
    func refusesOtherURLs(text: String) {
        #expect(throws: BaseURL.Invalid.self) { try BaseURL(text) }
    }
}
