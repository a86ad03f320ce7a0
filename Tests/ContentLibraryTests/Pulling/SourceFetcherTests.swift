import BinderyRuntime
import Foundation
import HTTPTypes
import Testing

@testable import ContentLibrary

@Suite struct SourceFetcherTests {
    static let strong: HTTPFields = [.eTag: "\"1\""]

    static func fetcher(_ transport: ScriptedTransport, _ clock: TestClock = TestClock()) -> SourceFetcher {
        SourceFetcher(transport: transport, clock: clock.wall, authorities: ["ours"])
    }

    static func text(
        _ transport: ScriptedTransport, _ uri: String = "https://a.example/f", trust: SourceTrust = .authorities([]),
        clock: TestClock = TestClock()
    ) async throws -> String {
        try await fetcher(transport, clock).fetch(.init(uri: SourceURI(uri), trust: trust)) { response in
            String(decoding: try await response.body.collect(upTo: 1 << 20), as: UTF8.self)
        }
    }

    static func failure(_ transport: ScriptedTransport, _ uri: String = "https://a.example/f") async throws
        -> FetchFailure?
    {
        do {
            _ = try await text(transport, uri)
            return nil
        } catch let failure as FetchFailure {
            return failure
        }
    }

    @Test func content() async throws {
        let transport = ScriptedTransport(answer(200, "abc"))
        #expect(try await Self.text(transport) == "abc")
        #expect(transport.requests.map(\.uri) == ["https://a.example/f"])
        #expect(transport.requests[0].trust == .authorities(["ours"]) && !transport.requests[0].allowsPrivateAddresses)
    }

    @Test func redirectsAreFollowed() async throws {
        let transport = ScriptedTransport(
            redirect("g?x=1", status: 301), redirect("/h", status: 307), redirect("//b.example/i", status: 308),
            redirect("https://c.example:8443", status: 303), redirect("https://c.example:8443/j"), answer(200, "abc"))
        #expect(try await Self.text(transport, "https://a.example/d/f") == "abc")
        #expect(
            transport.requests.map(\.uri) == [
                "https://a.example/d/f", "https://a.example/d/g?x=1", "https://a.example/h", "https://b.example/i",
                "https://c.example:8443/", "https://c.example:8443/j",
            ])
    }

    @Test func redirectsAreLimited() async throws {
        let transport = ScriptedTransport(repeating: redirect("f"), count: 10)
        #expect(try await Self.failure(transport) == .redirects(limit: 5))
        #expect(transport.requests.count == 6)
    }

    @Test(arguments: ["http://a.example/f", "file:///etc/passwd", "https://", "https://a b/", "ftp://a.example/"])
    func badRedirects(_ location: String) async throws {
        let transport = ScriptedTransport(redirect(location), answer(200, "abc"))
        guard case .badRedirect = try await Self.failure(transport) else {
            Issue.record("\(location) was followed")
            return
        }
        #expect(transport.requests.count == 1)
    }

    @Test func httpMayBecomeHTTPS() async throws {
        let transport = ScriptedTransport(redirect("https://a.example/f"), answer(200, "abc"))
        #expect(try await Self.text(transport, "http://a.example/f") == "abc")
    }

    @Test func credentialsStayWithTheirHost() async throws {
        let transport = ScriptedTransport(
            redirect("/g"), redirect("https://b.example/f"), redirect("https://a.example:444/f"), answer(200, "abc"))
        #expect(try await Self.text(transport, "https://anna:s%3Acret@a.example/f") == "abc")
        let basic = "Basic " + Data("anna:s:cret".utf8).base64EncodedString()
        #expect(transport.requests.map { $0.headerFields[.authorization] } == [basic, basic, nil, nil])
        #expect(transport.requests.allSatisfy { !$0.uri.contains("anna") })
    }

    @Test func aPinHoldsForItsHost() async throws {
        let transport = ScriptedTransport(redirect("https://b.example/f"), answer(200, "abc"))
        #expect(try await Self.text(transport, trust: .thumbprint("00")) == "abc")
        #expect(transport.requests.map(\.trust) == [.thumbprint("00"), .authorities(["ours"])])
    }

    @Test(arguments: [204, 206, 304, 401, 404, 500, 503]) func otherStatusesAreFinal(_ status: Int) async throws {
        let transport = ScriptedTransport(answer(status, "abc"), answer(200, "abc"))
        #expect(try await Self.failure(transport) == .status(status))
        #expect(transport.requests.count == 1)
    }

    @Test func aCodingIsRefused() async throws {
        let transport = ScriptedTransport(answer(200, "abc", [.contentEncoding: "gzip"]))
        #expect(try await Self.failure(transport) == .coded("gzip"))
    }

    @Test func aBrokenConnectionIsResumed() async throws {
        let transport = ScriptedTransport(
            broken("abc", of: 9, Self.strong), broken("def", of: nil, [.contentRange: "bytes 3-8/9"], status: 206),
            answer(206, "ghi", [.contentRange: "bytes 6-8/9"]))
        let clock = TestClock()
        #expect(try await Self.text(transport, clock: clock) == "abcdefghi")
        #expect(transport.requests.map { $0.headerFields[.range] } == [nil, "bytes=3-", "bytes=6-"])
        #expect(transport.requests.map { $0.headerFields[.ifRange] } == [nil, "\"1\"", "\"1\""])
        #expect(clock.pauses == [.seconds(1), .seconds(2)])
    }

    @Test func aDateIsAValidatorToo() async throws {
        let date = "Tue, 15 Nov 1994 12:45:26 GMT"
        let transport = ScriptedTransport(
            broken("abc", of: 6, [.lastModified: date]), answer(206, "def", [.contentRange: "bytes 3-5/6"]))
        #expect(try await Self.text(transport) == "abcdef")
        #expect(transport.requests.last?.headerFields[.ifRange] == date)
    }

    /// The content changed, or the source has no ranges: its answer is the whole.
    @Test func aWholeAnswerStartsAnew() async throws {
        let transport = ScriptedTransport(broken("abc", of: 9, Self.strong), answer(200, "xyz"))
        #expect(try await Self.text(transport) == "xyz")
        #expect(transport.requests.count == 2)
    }

    static let useless: [ScriptedTransport.Step] = [
        answer(206, "def", [.contentRange: "bytes 2-5/6"]), answer(206, "de", [.contentRange: "bytes 3-4/6"]),
        answer(206, "def"), answer(206, "def", [.contentRange: "pages 3-5/6"]),
        answer(416, "", [.contentRange: "bytes */2"]),
    ]

    @Test(arguments: useless.indices) func anotherPartStartsAnew(_ index: Int) async throws {
        let transport = ScriptedTransport(broken("abc", of: 6, Self.strong), Self.useless[index], answer(200, "xyz"))
        #expect(try await Self.text(transport) == "xyz")
        #expect(transport.requests.last?.headerFields[.range] == nil)
    }

    @Test func withoutAStrongValidatorItStartsAnew() async throws {
        let transport = ScriptedTransport(broken("abc", of: 9, [.eTag: "W/\"1\""]), answer(200, "abcdefghi"))
        #expect(try await Self.text(transport) == "abcdefghi")
        #expect(transport.requests.map { $0.headerFields[.range] } == [nil, nil])
    }

    @Test func aRestThatIsRefusedIsFinal() async throws {
        let transport = ScriptedTransport(broken("abc", of: 9, Self.strong), answer(403), answer(200, "abcdefghi"))
        #expect(try await Self.failure(transport) == .status(403))
    }

    @Test func attemptsAreLimited() async throws {
        let clock = TestClock()
        let transport = ScriptedTransport(repeating: fails(.connection("refused")), count: 9)
        await #expect(throws: FetchFailure.source(.connection("refused"))) {
            try await Self.text(transport, clock: clock)
        }
        #expect(transport.requests.count == 4)
        #expect(clock.pauses == [.seconds(1), .seconds(2), .seconds(4)])
    }

    @Test func bodiesThatAlwaysBreakEndAsWell() async throws {
        let transport = ScriptedTransport(repeating: broken("abc", of: 9, Self.strong), count: 99)
        guard case .source(.connection) = try await Self.failure(transport) else {
            Issue.record("it went on and on")
            return
        }
        #expect(transport.requests.count == 4)
    }

    @Test func progressBeginsTheCountAnew() async throws {
        let count = 12
        let transport = ScriptedTransport { [strong = Self.strong] _ in
            SourceResponse(
                status: .ok, headerFields: strong,
                body: BodyStream(body([1], failing: ConnectionReset()), length: Int64(count), isReadOnce: true))
        } rest: { offset in
            SourceResponse(
                status: .init(code: 206), headerFields: [.contentRange: "bytes \(offset)-\(count - 1)/\(count)"],
                body: BodyStream(
                    body([1], failing: offset < count - 1 ? ConnectionReset() : nil), isReadOnce: true))
        }
        var fetcher = Self.fetcher(transport)
        fetcher.persistence.progress = 1
        let bytes = try await fetcher.fetch(.init(uri: SourceURI("https://a.example/f"))) { response in
            try await response.body.collect(upTo: 100)
        }
        #expect(bytes.count == count)
    }

    @Test(arguments: [
        SourceFailure.forbiddenAddress(host: "a", address: "127.0.0.1"), .unresolved(host: "a"),
        .untrusted(host: "a", reason: "no", certificate: nil), .uri("x"),
    ]) func whatCannotChangeIsNotTriedAgain(_ reason: SourceFailure) async throws {
        let transport = ScriptedTransport(fails(reason), answer(200, "abc"))
        #expect(try await Self.failure(transport) == .source(reason))
        #expect(transport.requests.count == 1)
    }

    @Test func theConsumersOwnErrorEndsIt() async throws {
        let transport = ScriptedTransport(answer(200, "abc"), answer(200, "abc"))
        await #expect(throws: Fault.self) {
            try await Self.fetcher(transport).fetch(.init(uri: SourceURI("https://a.example/f"))) { _ in throw Fault() }
        }
        #expect(transport.requests.count == 1)
    }
}

extension ScriptedTransport {
    /// A source that answers the first request so, and each further one for the rest from an offset.
    fileprivate convenience init(
        _ first: @escaping Step, rest: @escaping @Sendable (_ offset: Int) -> SourceResponse
    ) {
        self.init(
            repeating: { request in
                guard let range = request.headerFields[.range], let offset = Int(range.dropFirst(6).dropLast()) else {
                    return try await first(request)
                }
                return rest(offset)
            }, count: 99)
    }
}

@Suite struct SourceURITests {
    @Test func parts() throws {
        let uri = try SourceURI("HTTPS://anna:p%40ss@Library.Example:8443/a%20b?x=1&y#top")
        #expect(uri.isSecure && uri.host == "library.example" && uri.port == 8443 && uri.target == "/a%20b?x=1&y")
        #expect(uri.userInformation == "anna:p@ss" && uri.authority == "library.example:8443")
        #expect(uri.text == "https://library.example:8443/a%20b?x=1&y")
    }

    @Test func defaults() throws {
        let uri = try SourceURI("http://[2001:DB8::1]")
        #expect(uri.host == "2001:db8::1" && uri.port == 80 && uri.target == "/" && uri.text == "http://[2001:db8::1]/")
        #expect(try SourceURI(uri.text) == uri)
    }

    @Test(arguments: [
        "", "a", "/a", "//a/b", "http:", "http:///a", "http://", "https:a.example", "ftp://a/", "file:///a",
        "http://a b/", "http://a/\r\nHost: b", "http://a:0/", "http://a:65536/", "http://a:x/",
        "http://[fe80::1%25lo]/",
        "http://a%00b/", "http://b\u{fc}cher.example/", "http://a\\b/",
        "http://a/" + String(repeating: "x", count: 9000),
    ]) func none(_ text: String) {
        #expect(throws: SourceFailure.self) { try SourceURI(text) }
    }
}
