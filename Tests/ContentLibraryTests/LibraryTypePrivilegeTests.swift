import BinderyRuntime
import GRDB
import HTTPTypes
import Testing

@testable import ContentLibrary

/// What operations on libraries of any type ask for, and endpoints that are no operations.
@Suite struct LibraryTypePrivilegeTests {
    let server: RoleTests.Server
    var test: TestLibrary { server.test }

    init() async throws {
        server = try await RoleTests.Server { users, password in
            let common: Set<Principal.Privilege> = [.updateLibrary, .deleteLocalLibrary]
            users.add("local", password, role: .readOnly, privileges: common.union([.updateLocalLibrary]))
            users.add(
                "subscribed", password, role: .readOnly,
                privileges: common.union([.updateSubscribedLibrary, .deleteSubscribedLibrary]))
        }
    }

    private struct Answer: Equatable {
        var status: Int
        /// The one that lacks.
        var privilege: String?

        static func lacks(_ privilege: Principal.Privilege) -> Answer {
            Answer(status: 403, privilege: privilege.rawValue)
        }
    }

    /// What a request to the library is answered.
    private func send(
        _ method: HTTPRequest.Method, query: String = "", _ body: String = "", as user: String
    ) async throws -> Answer {
        let answer = try await server.send(method, "/content/library/\(test.library)\(query)", body, as: user)
        return Answer(status: answer.status, privilege: answer.json["messages"]?[0]?["args"]?[0]?.text)
    }

    private func makeSubscribed() async throws {
        try await test.core.environment.store.write { db in
            try db.execute(sql: "UPDATE library SET type = 'SUBSCRIBED'")
        }
    }

    @Test func aSubscribedLibraryIsForThoseWhoMayDeleteSuch() async throws {
        try await makeSubscribed()
        let renamed = try await send(.patch, #"{"name":"other"}"#, as: "local")
        #expect(renamed == .lacks(.updateSubscribedLibrary))
        #expect(try await send(.delete, as: "local") == .lacks(.deleteSubscribedLibrary))
        let forced = try await send(.post, query: "?action=force-delete", as: "local")
        #expect(forced == .lacks(.deleteSubscribedLibrary))
        #expect(try await test.core.libraries.list() == [test.library])
        #expect(try await send(.delete, as: "subscribed").status == 204)
    }

    @Test func forceNeedsTheSamePrivilege() async throws {
        try await makeSubscribed()
        #expect(try await send(.post, query: "?action=force-delete", as: "subscribed").status == 204)
    }

    @Test func aLocalLibraryIsForThoseWhoMayChangeSuch() async throws {
        let renamed = try await send(.patch, #"{"name":"other"}"#, as: "subscribed")
        #expect(renamed == .lacks(.updateLocalLibrary))
        #expect(try await send(.patch, #"{"name":"other"}"#, as: "local").status == 204)
        #expect(try await send(.delete, as: "local").status == 204)
    }

    /// An endpoint that nobody has classified is open to nobody.
    @Test func endpointsThatAreNoOperationsAreClassifiedToo() throws {
        let user = Principal(name: "x", privileges: Set(Principal.Privilege.allCases))
        let endpoints = server.router.routes.filter { $0.operationID == nil }
        #expect(endpoints.count == 6)
        for route in endpoints { try OperationPrivileges.check(route, user) }
        #expect(throws: LibraryError.self) { try OperationPrivileges.check(Route(.get, "/new"), user) }
        #expect(throws: LibraryError.self) { try OperationPrivileges.check(Route(.delete, "/bindery/logins"), user) }
    }
}
