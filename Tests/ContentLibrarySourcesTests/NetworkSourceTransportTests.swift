import BinderyRuntime
import ContentLibrary
import HTTPTypes
import NIOHTTP1
import Synchronization
import Testing

@testable import ContentLibrarySources

@Suite(.timeLimit(.minutes(10))) struct NetworkSourceTransportTests {
    static func get(
        _ uri: String, trust: SourceTrust = .authorities([]), over transport: NetworkSourceTransport = .init(),
        fields: HTTPFields = [:]
    ) async throws -> (response: SourceResponse, text: String) {
        let response = try await transport.get(
            SourceRequest(uri: uri, headerFields: fields, trust: trust, allowsPrivateAddresses: true))
        return (response, String(decoding: try await response.body.collect(upTo: 64 << 20), as: UTF8.self))
    }

    static func failure(
        _ uri: String, trust: SourceTrust = .authorities([]), over transport: NetworkSourceTransport = .init()
    ) async throws -> SourceFailure? {
        do {
            _ = try await get(uri, trust: trust, over: transport)
            return nil
        } catch let failure as SourceFailure {
            return failure
        }
    }

    static func isUntrusted(_ failure: SourceFailure?, presenting certificate: TestCertificate) -> Bool {
        guard case .untrusted(_, _, let presented) = failure else { return false }
        return presented?.der == certificate.der
    }

    @Test func contentAndWhatIsAsked() async throws {
        try await SourceServer.serve([answer("200 OK", "abc", "ETag: \"1\"")]) { server in
            let (response, text) = try await Self.get(
                "http://localhost:\(server.port)/a%20b?c=d", fields: [.range: "bytes=1-"])
            #expect(response.status == .ok && text == "abc" && response.headerFields[.eTag] == "\"1\"")
            #expect(response.certificate == nil && response.body.length == 3)
            let head = try #require(server.requests.first)
            #expect(head.method == .GET && head.uri == "/a%20b?c=d")
            #expect(head.headers["Host"] == ["localhost:\(server.port)"] && head.headers["Range"] == ["bytes=1-"])
            #expect(head.headers["Accept-Encoding"] == ["identity"] && head.headers["Connection"] == ["close"])
        }
    }

    @Test func redirectsAndCodingsAreLeftToWhoAsks() async throws {
        try await SourceServer.serve([answer("302 Found", "", "Location: /b", "Content-Encoding: gzip")]) { server in
            let (response, _) = try await Self.get("http://localhost:\(server.port)/")
            #expect(response.status == .found && response.headerFields[.location] == "/b")
            #expect(server.requests.count == 1)
        }
    }

    /// More than all buffers on the way hold, for a reader who takes a while before it begins.
    @Test func aLargeBodyWaitsForItsReader() async throws {
        let content = String(repeating: "0123456789abcdef", count: 1 << 20)
        try await SourceServer.serve([answer("200 OK", content)]) { server in
            let response = try await NetworkSourceTransport().get(
                SourceRequest(uri: "http://127.0.0.1:\(server.port)/", allowsPrivateAddresses: true))
            for _ in 0..<1000 { await Task.yield() }
            #expect(try await response.body.collect(upTo: 64 << 20).count == content.utf8.count)
        }
    }

    @Test func aBodyThatBreaksOffIsAnError() async throws {
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"
        for answer in [answer("200 OK", "abc", length: 6), chunked] {
            try await SourceServer.serve([answer]) { server in
                await #expect(throws: (any Error).self) { try await Self.get("http://127.0.0.1:\(server.port)/") }
            }
        }
    }

    @Test func nobodyThere() async throws {
        var port = 0
        try await SourceServer.serve([answer()]) { port = $0.port }
        guard case .connection = try await Self.failure("http://127.0.0.1:\(port)/") else {
            Issue.record("somebody answered")
            return
        }
        #expect(try await Self.failure("ftp://127.0.0.1/") == .uri("its scheme is ftp"))
    }

    @Test func noAnswer() async throws {
        for answer in ["HTTP/1.1", "no HTTP at all\r\n\r\n"] {
            try await SourceServer.serve([answer]) { server in
                guard case .connection = try await Self.failure("http://127.0.0.1:\(server.port)/") else {
                    Issue.record("\(answer) is an answer")
                    return
                }
            }
        }
    }

    @Test func silenceIsNotWaitedForLong() async throws {
        var patience = NetworkSourceTransport.Patience()
        patience.silence = 0
        let transport = NetworkSourceTransport(patience: patience)
        try await SourceServer.serve([""]) { server in
            let failure = try await Self.failure("http://127.0.0.1:\(server.port)/", over: transport)
            #expect(failure == .connection("The source is silent."))
        }
    }

    @Test func whoWaitsMayGiveUp() async throws {
        try await SourceServer.serve([""]) { server in
            let waiting = Task { try await Self.get("http://127.0.0.1:\(server.port)/") }
            while server.requests.isEmpty { await Task.yield() }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { _ = try await waiting.value }
        }
    }

    // MARK: Addresses

    /// The name means a forbidden address the second time it is asked for; nobody asks a second time.
    @Test func aHostIsResolvedOnce() async throws {
        let asked = Mutex(0)
        let transport = NetworkSourceTransport { _ in
            asked.withLock { $0 += 1 }
            return ["192.168.0.1", "10.0.0.1"]
        }
        await #expect(throws: SourceFailure.forbiddenAddress(host: "a.example", address: "192.168.0.1")) {
            try await transport.get(SourceRequest(uri: "http://a.example/"))
        }
        #expect(asked.withLock(\.self) == 1)
        #expect(
            try await Self.failure("http://a.example/", over: NetworkSourceTransport { _ in [] })
                == .unresolved(host: "a.example"))
    }

    @Test func theCheckedAddressIsTheOneConnectedTo() async throws {
        try await SourceServer.serve([answer("200 OK", "abc")]) { server in
            let transport = NetworkSourceTransport { _ in ["127.0.0.1"] }
            let uri = "http://library.example:\(server.port)/"
            let text = try await Self.get(uri, over: transport).text
            #expect(text == "abc")
            #expect(server.requests.first?.headers["Host"] == ["library.example:\(server.port)"])
        }
    }

    @Test func anotherAddressIsTriedWhereNobodyTakesConnections() async throws {
        try await SourceServer.serve([answer("200 OK", "abc")]) { server in
            let transport = NetworkSourceTransport { _ in ["127.0.0.2", "127.0.0.1"] }
            let text = try await Self.get("http://library.example:\(server.port)/", over: transport).text
            #expect(text == "abc")
        }
    }

    // MARK: Trust

    @Test func authorities() async throws {
        let (ours, other) = (try TestCertificate(), try TestCertificate(name: "other.example"))
        try await SourceServer.serve([answer("200 OK", "abc")], certificate: ours) { server in
            let uri = "https://localhost:\(server.port)/"
            let (response, text) = try await Self.get(uri, trust: .authorities([other.pem, ours.pem]))
            #expect(text == "abc" && response.certificate?.der == ours.der)
            #expect(Self.isUntrusted(try await Self.failure(uri), presenting: ours))
            #expect(
                Self.isUntrusted(try await Self.failure(uri, trust: .authorities([other.pem])), presenting: ours))
            // A certificate of somebody else's name, although its authority is known.
            let address = "https://127.0.0.1:\(server.port)/"
            #expect(
                Self.isUntrusted(try await Self.failure(address, trust: .authorities([ours.pem])), presenting: ours))
        }
    }

    @Test func anExpiredCertificateIsNotTrusted() async throws {
        let expired = try TestCertificate(expired: true)
        try await SourceServer.serve([answer("200 OK", "abc")], certificate: expired) { server in
            let failure = try await Self.failure(
                "https://localhost:\(server.port)/", trust: .authorities([expired.pem]))
            #expect(Self.isUntrusted(failure, presenting: expired))
        }
    }

    /// A pinned certificate is trusted whatever its name, issuer and time; another one is not, whatever they are.
    @Test(arguments: [false, true]) func pins(_ expired: Bool) async throws {
        let (pinned, other) = (try TestCertificate(name: "x.example", expired: expired), try TestCertificate())
        let thumbprint = SourceCertificate(der: pinned.der).thumbprint
        try await SourceServer.serve([answer("200 OK", "abc")], certificate: pinned) { server in
            for host in ["localhost", "127.0.0.1"] {
                let uri = "https://\(host):\(server.port)/"
                for trust in [SourceTrust.thumbprint(thumbprint), .certificate(pinned.pem)] {
                    let (response, text) = try await Self.get(uri, trust: trust)
                    #expect(text == "abc" && response.certificate?.pem == SourceCertificate(der: pinned.der).pem)
                }
                for trust in [
                    SourceTrust.thumbprint(SourceCertificate(der: other.der).thumbprint), .certificate(other.pem),
                    .thumbprint(""),
                ] {
                    #expect(Self.isUntrusted(try await Self.failure(uri, trust: trust), presenting: pinned))
                }
            }
        }
        try await SourceServer.serve([answer("200 OK", "abc")], certificate: other) { server in
            let failure = try await Self.failure(
                "https://localhost:\(server.port)/", trust: .certificate(pinned.pem))
            #expect(Self.isUntrusted(failure, presenting: other))
        }
    }

    @Test func whatIsNoTLS() async throws {
        try await SourceServer.serve([answer("200 OK", "abc")]) { server in
            guard case .connection = try await Self.failure("https://localhost:\(server.port)/") else {
                Issue.record("TLS was spoken")
                return
            }
        }
        let failure = try await Self.failure("https://localhost/", trust: .certificate("no PEM"))
        guard case .untrusted(_, _, nil) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
    }
}
