import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import Foundation
import HTTPTypes
import Testing

/// Who may send requests, and how they say who they are.
@Suite(.timeLimit(.minutes(10))) struct AccessTests {
    static let paths = [
        (HTTPRequest.Method.get, "/content/library"), (.post, "/session"), (.get, "/session"), (.delete, "/session"),
        (.post, "/content/library/item/update-session/1?action=complete"), (.get, "/content/type"),
        (.put, "/cls/data/1/file"), (.get, "/cls/data/1/file"), (.get, "/cls/static/1/2/file"),
    ]

    static let wrongCredentials: [HTTPFields] = [
        [:],
        [.authorization: ""],
        [.authorization: "Basic"],
        [.authorization: "Basic !!!"],
        [.authorization: "Basic " + Data("anna:wrong".utf8).base64EncodedString()],
        [.authorization: "Basic " + Data("nobody:secret".utf8).base64EncodedString()],
        [.authorization: "Basic " + Data("anna".utf8).base64EncodedString()],
        [.authorization: "Basic " + Data(":".utf8).base64EncodedString()],
        [.authorization: "Basic " + Data([0xFF, 0x3A, 0xFE]).base64EncodedString()],
        [.authorization: "Bearer nothing"],
        [.authorization: "Digest username=anna"],
        [.apiSessionID: "nothing"],
        [.apiSessionID: ""],
    ]

    @Test func strangersAreTurnedAway() async throws {
        try await Wire.serve { wire in
            for (method, path) in Self.paths {
                for fields in Self.wrongCredentials {
                    let answer = try await wire.send(method, path, fields: fields)
                    answer.expectError(401, .unauthenticated)
                    #expect(answer.fields[.wwwAuthenticate]?.hasPrefix("Basic ") == true, "\(path) \(fields)")
                    guard case .unauthenticated(let error)? = answer.error else { continue }
                    #expect(error.challenge?.hasPrefix("Basic ") == true)
                }
            }
        }
    }

    /// No difference between a user who does not exist and a wrong password.
    @Test func nothingTellsWhichUsersThereAre() async throws {
        try await Wire.serve { wire in
            var answers: [String] = []
            for var fields in Self.wrongCredentials[4...5] {
                // Errors name their request.
                if let field = HTTPField.Name("X-Request-Id") { fields[field] = "the-same" }
                answers.append(try await wire.send(.get, "/session", fields: fields).text)
            }
            #expect(answers[0] == answers[1])
        }
    }

    /// `curl -X POST -H 'Authorization: <value>' https://{api_host}/api/…/{update_session_id}?action=complete`
    @Test func theReferencePagesLine() async throws {
        try await Wire.serve { wire in
            let session = try await wire.session()
            try await wire.push("a", "content", to: session)
            let request = """
                POST /api/content/library/item/update-session/\(session)?action=complete HTTP/1.1\r
                Host: 127.0.0.1:\(wire.port)\r
                User-Agent: curl/8.5.0\r
                Accept: */*\r
                Authorization: \(HTTPFields.anna[.authorization] ?? "")\r
                Connection: close\r
                \r

                """
            let socket = RawSocket(port: wire.port)
            let first = try #require(RawAnswer(try await socket.exchange(Array(request.utf8))))
            #expect(first.status == 204 && first.body.isEmpty)
            let second = try #require(RawAnswer(try await socket.exchange(Array(request.utf8))))
            #expect(second.status == 400)
            #expect(try StandardError.decode(from: second.body).errorType == .notAllowedInCurrentState)
        }
    }

    @Test func aSessionIdInEveryPlace() async throws {
        try await Wire.serve { wire in
            let login = try await wire.send(.post, "/session")
            #expect(login.status == 201)
            let id = try String.decode(from: login.bytes)
            let places: [HTTPFields] = [
                [.authorization: "Bearer \(id)"], [.authorization: "bearer \(id)"], [.apiSessionID: id],
            ]
            for fields in places {
                #expect(try await wire.send(.get, "/content/library", fields: fields).status == 200)
                #expect(try await wire.send(.get, "/session", fields: fields).text.contains(#""user":"anna""#))
            }
        }
    }

    @Test func aDeletedSessionIsWorthNothing() async throws {
        try await Wire.serve { wire in
            let id = try await wire.client.cisSession.create()
            #expect(try await wire.send(.delete, "/session", fields: [.apiSessionID: id]).status == 204)
            for fields: HTTPFields in [[.authorization: "Bearer \(id)"], [.apiSessionID: id]] {
                try await wire.send(.get, "/content/library", fields: fields).expectError(401, .unauthenticated)
                try await wire.send(.delete, "/session", fields: fields).expectError(401, .unauthenticated)
            }
        }
    }

    /// It lives as long as it is used.
    @Test func anUnusedSessionExpires() async throws {
        try await Wire.serve { wire in
            let fields: HTTPFields = [.apiSessionID: try await wire.client.cisSession.create()]
            for _ in 1...3 {
                wire.clock.advance(1799)
                #expect(try await wire.send(.get, "/content/library", fields: fields).status == 200)
            }
            wire.clock.advance(1800)
            try await wire.send(.get, "/content/library", fields: fields).expectError(401, .unauthenticated)
        }
    }

    /// A session identifier does not begin another login session: only a password does.
    @Test func onlyAPasswordLogsIn() async throws {
        try await Wire.serve { wire in
            let id = try await wire.client.cisSession.create()
            let answer = try await wire.send(.post, "/session", fields: [.authorization: "Bearer \(id)"])
            answer.expectError(401, .unauthenticated)
        }
    }

    /// Who is refused is not asked for the body: an upload of a stranger is not read to its end.
    @Test func aStrangersUploadIsNotRead() async throws {
        try await Wire.serve { wire in
            let request = """
                PUT /api/cls/data/1/file HTTP/1.1\r
                Host: x\r
                Content-Length: 1000000000\r
                Connection: close\r
                \r

                """
            let answer = try #require(
                RawAnswer(try await RawSocket(port: wire.port).exchange(Array(request.utf8))))
            #expect(answer.status == 401)
        }
    }
}

extension HTTPField.Name {
    /// `vmware-api-session-id`
    static let apiSessionID = HTTPField.Name(parsed: "vmware-api-session-id") ?? .authorization
}
