import BinderyRuntime
import Foundation
import HTTPTypes
import Testing

@testable import ContentLibrary

/// How login sessions end, and who sees them.
@Suite struct LoginSessionTests {
    static func directory(_ names: [String]) throws -> UserDirectory {
        var users = UserDirectory()
        for name in names {
            let role: Principal.Role = name == "admin" ? .administrator : .readOnly
            users.add(name, try PasswordHash(password: "secret", cost: .init(log2Rounds: 4)), role: role)
        }
        return users
    }

    static func logIn(_ name: String, _ access: AccessService) async throws -> String {
        try await access.logIn(authorization: "Basic " + Data("\(name):secret".utf8).base64EncodedString()).id
    }

    @Test func aSessionHasAnAge() async throws {
        let test = try await TestLibrary.open()
        let access = try AccessService(users: Self.directory(["anna"]), environment: test.core.environment)
        let id = try await Self.logIn("anna", access)
        for _ in 1...95 {
            test.clock.advance(900)
            #expect(try await access.authenticate(.init(sessionId: id)).name == "anna")
        }
        test.clock.advance(900)
        #expect(try await kind { _ = try await access.authenticate(.init(sessionId: id)) } == .unauthenticated)
    }

    @Test func sweepingRemovesTheOld() async throws {
        let test = try await TestLibrary.open()
        let access = try AccessService(users: Self.directory(["anna"]), environment: test.core.environment)
        let id = try await Self.logIn("anna", access)
        for _ in 1...96 {
            test.clock.advance(900)
            _ = try? await access.authenticate(.init(sessionId: id))
            try await access.sessions.sweep()
        }
        #expect(try await access.sessions.list().isEmpty)
    }

    @Test func aUserHasOnlySoMany() async throws {
        var limits = LibraryLimits()
        limits.loginsPerUser = 2
        let test = try await TestLibrary.open(limits: limits)
        let access = try AccessService(users: Self.directory(["anna", "berta"]), environment: test.core.environment)
        let first = try await Self.logIn("anna", access)
        _ = try await Self.logIn("anna", access)
        #expect(try await kind { _ = try await Self.logIn("anna", access) } == .serviceUnavailable)
        _ = try await Self.logIn("berta", access)
        try await access.logOut(.init(sessionId: first))
        _ = try await Self.logIn("anna", access)
    }

    /// Taken out of the users' file, and put in again: the old session does not come back.
    @Test func whoIsRemovedLosesTheSessions() async throws {
        let test = try await TestLibrary.open()
        let environment = test.core.environment
        let access = try AccessService(users: Self.directory(["anna", "berta"]), environment: environment)
        let (anna, berta) = (try await Self.logIn("anna", access), try await Self.logIn("berta", access))
        let without = try AccessService(users: Self.directory(["anna"]), environment: environment)
        #expect(try await kind { _ = try await without.authenticate(.init(sessionId: berta)) } == .unauthenticated)
        try await without.sessions.keep(users: ["anna"])
        let again = try AccessService(users: Self.directory(["anna", "berta"]), environment: environment)
        #expect(try await kind { _ = try await again.authenticate(.init(sessionId: berta)) } == .unauthenticated)
        #expect(try await again.authenticate(.init(sessionId: anna)).name == "anna")
    }

    @Test func everyoneSeesAndEndsTheirOwn() async throws {
        let test = try await TestLibrary.open()
        let host = try ContentLibraryHost.open(test.core, users: Self.directory(["admin", "anna", "berta"]))
        let router = host.router
        func send(_ method: HTTPRequest.Method, _ path: String, as id: String) async throws -> (Int, JSONValue) {
            var fields: HTTPFields = [:]
            fields[try #require(.apiSessionID)] = id
            let head = HTTPRequest(
                method: method, scheme: "https", authority: "x", path: "/api/bindery/logins\(path)",
                headerFields: fields)
            let answer = await router.respond(to: ServerRequest(head: head))
            return (answer.status, (try? JSONValue(json: await answer.body?.collect(upTo: 1 << 16) ?? [])) ?? .null)
        }
        let anna = try await Self.logIn("anna", host.access)
        test.clock.advance(1)
        let berta = try await Self.logIn("berta", host.access)
        test.clock.advance(1)
        let admin = try await Self.logIn("admin", host.access)
        let all = try await send(.get, "", as: admin).1
        #expect((0...2).map { all[$0]?["user"]?.text } == ["anna", "berta", "admin"])
        let own = try await send(.get, "", as: anna).1
        #expect(own[0]?["user"] == .string("anna") && own[1] == nil)
        #expect(!anna.hasPrefix(own[0]?["id"]?.text ?? "") && own[0]?["created_time"]?.text.isEmpty == false)
        let bertas = try #require(all[1]?["id"]?.text)
        #expect(try await send(.delete, "/\(bertas)", as: anna).0 == 404)
        #expect(try await send(.delete, "/%25", as: admin).0 == 404)
        #expect(try await send(.delete, "/\(bertas)", as: admin).0 == 204)
        #expect(try await send(.get, "", as: berta).0 == 401)
        #expect(try await send(.delete, "/\(own[0]?["id"]?.text ?? "")", as: anna).0 == 204)
        #expect(try await send(.get, "", as: anna).0 == 401)
    }
}
