import BinderyRuntime
import HTTPTypes
import Testing

/// Credentials, from the client that attaches them to the authenticator that verifies them.
@Suite struct SecurityTests {
    static let key = SecurityScheme("key", .header("X-Key"))
    static let queryKey = SecurityScheme("queryKey", .query("api key"))
    static let cookieKey = SecurityScheme("cookieKey", .cookie("session"))
    static let basic = SecurityScheme("basic", .basic)
    static let oauth = SecurityScheme("oauth", .bearer)
    static let digest = SecurityScheme("digest", .http("Digest"))
    static let certificate = SecurityScheme("certificate", .mutualTLS)
    static let schemes = [key, queryKey, cookieKey, basic, oauth, digest, certificate]

    /// What the generator would write.
    struct AllCredentials: ClientCredentials {
        var key: SecretProvider?
        var queryKey: SecretProvider?
        var cookieKey: SecretProvider?
        var basic: PasswordProvider?
        var oauth: SecretProvider?
        var digest: SecretProvider?

        var providers: [(scheme: SecurityScheme, provider: (any CredentialProvider)?)] {
            [
                (SecurityTests.key, key), (SecurityTests.queryKey, queryKey), (SecurityTests.cookieKey, cookieKey),
                (SecurityTests.basic, basic), (SecurityTests.oauth, oauth), (SecurityTests.digest, digest),
                (SecurityTests.certificate, nil),
            ]
        }
    }

    /// Answers with what was presented, by the name of its scheme.
    static func router(_ security: [SecurityRequirement]) -> Router {
        var router = Router()
        router.authenticator = SchemeAuthenticator(schemes, realm: "Things") { credentials, _ in
            credentials.requirement.entries.map { entry in
                let scheme = schemes.first { $0.name == entry.scheme }
                let scopes = entry.scopes.isEmpty ? "" : " for \(entry.scopes.joined(separator: "+"))"
                return "\(entry.scheme)\(scopes): \(scheme.flatMap { credentials[$0] }.map { "\($0)" } ?? "nothing")"
            }.joined(separator: ", ")
        }
        router.on(.get, "/who", security: security) { _, context in
            ServerResponse(status: 200, body: BodyStream(context.principal as? String ?? "nobody"))
        }
        return router
    }

    /// Whom the server takes a client for that has `credentials`.
    static func principal(_ security: [SecurityRequirement], _ credentials: AllCredentials) async throws -> String {
        let router = router(security)
        let route = Route(.get, "/who", security: security)
        let request = HTTPRequest(method: .get, scheme: "http", authority: "h", path: "/who")
        let (head, body) = try await credentials.send(request, body: nil, route: route) { request, body in
            await RouterTransport(router).send(request, body: body)
        }
        guard head.status.code == 200 else { return "\(head.status.code)" }
        return String(decoding: try await body.collect(upTo: 1_000), as: UTF8.self)
    }

    @Test func eachKindArrivesTyped() async throws {
        let all = AllCredentials(
            key: "k 1", queryKey: "q&1", cookieKey: "c;1", basic: .init(username: "ü", password: "p:w"), oauth: "t1",
            digest: "username=\"x\"")
        #expect(try await Self.principal([["key"]], all) == #"key: key("k 1")"#)
        #expect(try await Self.principal([["queryKey"]], all) == #"queryKey: key("q&1")"#)
        #expect(try await Self.principal([["cookieKey"]], all) == #"cookieKey: key("c;1")"#)
        #expect(try await Self.principal([["basic"]], all) == #"basic: basic(username: "ü", password: "p:w")"#)
        #expect(try await Self.principal([["digest"]], all) == #"digest: other("username=\"x\"")"#)
        #expect(
            try await Self.principal([[.init("oauth", scopes: ["read", "write"])]], all)
                == #"oauth for read+write: token("t1")"#)
        #expect(
            try await Self.principal([["certificate", "key"]], all) == #"certificate: certificate, key: key("k 1")"#)
    }

    @Test func firstRequirementWithAllCredentialsIsMet() async throws {
        let security: [SecurityRequirement] = [["key", "basic"], ["oauth"], ["cookieKey"]]
        let both = AllCredentials(key: "k", basic: .init(username: "u", password: "p"), oauth: "t")
        #expect(try await Self.principal(security, both).hasPrefix("key: "))
        #expect(try await Self.principal(security, AllCredentials(key: "k", oauth: "t")) == #"oauth: token("t")"#)
        #expect(try await Self.principal(security, AllCredentials(key: "k", cookieKey: "c")) == #"cookieKey: key("c")"#)
        #expect(try await Self.principal(security, AllCredentials(key: "k")) == "401")
    }

    @Test func anonymousWhereNothingIsNeeded() async throws {
        let all = AllCredentials(key: "k")
        #expect(try await Self.principal([], all) == "nobody")
        #expect(try await Self.principal([[], ["key"]], all) == #"key: key("k")"#)
        #expect(try await Self.principal([[], ["key"]], AllCredentials()) == "nobody")
    }

    @Test func tokensAreAskedForEachTime() async throws {
        actor Counter {
            var count = 0
            func next() -> String {
                count += 1
                return "t\(count)"
            }
        }
        let counter = Counter()
        let credentials = AllCredentials(oauth: SecretProvider { await counter.next() })
        #expect(try await Self.principal([["oauth"]], credentials) == #"oauth: token("t1")"#)
        #expect(try await Self.principal([["oauth"]], credentials) == #"oauth: token("t2")"#)
        #expect(try await Self.principal([["key"]], credentials) == "401")
        #expect(await counter.count == 2)
    }

    @Test func failingProviderFailsTheCall() async throws {
        struct Expired: Error {}
        var client = APIClient(baseURL: try BaseURL("http://h"), transport: FixedTransport(status: 200, body: "x"))
        client.use(AllCredentials(key: SecretProvider { throw Expired() }))
        await #expect {
            try await client.call(Things.GetFile.self, .init(id: "1", name: "n"))
        } throws: { error in
            guard case ThingFailure.failed(.transport(let cause)) = error else { return false }
            return cause is Expired
        }
        client.middlewares = [AllCredentials(key: "a\nb")]
        await #expect {
            try await client.call(Things.GetFile.self, .init(id: "1", name: "n"))
        } throws: { error in
            guard case ThingFailure.failed(.request(let cause)) = error else { return false }
            return cause == .invalidHeaderField(name: "X-Key")
        }
    }

    @Test func missingCredentialIsChallengedForEachScheme() async throws {
        let router = Self.router([["key", "basic"], [.init("oauth", scopes: ["read", "write"])], ["digest"]])
        let response = await router.respond("GET", "/who")
        #expect(response.status == 401)
        #expect(
            response.head.headerFields[.wwwAuthenticate] == """
                ApiKey realm="Things", in="header", name="X-Key", Basic realm="Things", charset="UTF-8", \
                Bearer realm="Things", scope="read write", Digest realm="Things"
                """)
    }

    @Test(arguments: ["Basic", "Basic !", "Basic dTpw", "Bearer", "bearer  t", "Other t"])
    func malformedCredentialIsMissing(field: String) async throws {
        let router = Self.router([["basic"], ["oauth"]])
        let response = await router.respond("GET", "/who", fields: [.authorization: field])
        let isGood = field == "Basic dTpw" || field == "bearer  t"
        #expect(response.status == (isGood ? 200 : 401))
    }

    @Test func refusedCredentialGivesWayToTheNext() async throws {
        var router = Self.router([["key"], [.init("oauth", scopes: ["read"])]])
        router.authenticator = SchemeAuthenticator(Self.schemes) { credentials, _ in
            guard credentials[Self.oauth] == .token("good") else { throw AuthenticationFault.unauthenticated() }
            return "good"
        }
        let key = try #require(HTTPField.Name("X-Key"))
        let good = await router.respond("GET", "/who", fields: [key: "k", .authorization: "Bearer good"])
        #expect(try await good.text() == "good")
        let bad = await router.respond("GET", "/who", fields: [.authorization: "Bearer bad"])
        #expect(bad.status == 401)
        #expect(
            bad.head.headerFields[.wwwAuthenticate] == """
                ApiKey realm="API", in="header", name="X-Key", Bearer realm="API", scope="read", error="invalid_token"
                """)
    }

    @Test func bodyIsNotReadOfWhoeverIsNotKnown() async throws {
        struct Unread: Error {}
        var router = Router()
        router.authenticator = SchemeAuthenticator(Self.schemes) { _, _ in "anybody" }
        router.on(Things.Copy.self) { input, _ in .init(body: input.body, location: nil) }
        let body = BodyStream(AsyncThrowingStream<[UInt8], any Error> { $0.finish(throwing: Unread()) })
        let response = await router.respond("POST", "/things/1?action=copy", body: body)
        #expect(response.status == 401)
    }
}
