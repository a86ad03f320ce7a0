import BinderyRuntime
import Foundation
import HTTPTypes
import Testing

@testable import ContentLibrary

/// Who may do what: `OperationPrivileges`, and that the router asks it for every operation.
@Suite struct RoleTests {
    /// A server whose users are named after their roles, where it is not given others; `reader` may read the storage
    /// besides. Everybody's password is `secret`.
    struct Server {
        let test: TestLibrary
        let router: Router

        init(
            adding add: (inout UserDirectory, _ password: PasswordHash) -> Void = { users, password in
                for role in Principal.Role.allCases { users.add(role.rawValue, password, role: role) }
                users.add("reader", password, role: .readOnly, privileges: [.readStorage])
            }
        ) async throws {
            test = try await TestLibrary.open()
            var users = UserDirectory()
            add(&users, try PasswordHash(password: "secret", cost: .init(log2Rounds: 4)))
            router = try ContentLibraryHost.open(test.core, users: users).router
        }

        func send(_ method: HTTPRequest.Method, _ path: String, _ body: String = "", as user: String) async throws -> (
            status: Int, json: JSONValue
        ) {
            let head = HTTPRequest(
                method: method, scheme: "https", authority: "library.example", path: "/api" + path,
                headerFields: [
                    .authorization: "Basic " + Data("\(user):secret".utf8).base64EncodedString(),
                    .contentType: "application/json",
                ])
            let response = await router.respond(to: ServerRequest(head: head, body: BodyStream(body)))
            let bytes = try await response.body?.collect(upTo: 1 << 20) ?? []
            return (response.status, (try? JSONValue(json: bytes)) ?? .null)
        }
    }

    /// Each of the document's operations has its place in the table, and nothing else has.
    @Test func everyOperationIsClassified() async throws {
        let operations = Set(try await Server().router.routes.compactMap(\.operationID))
        #expect(operations.count == 89)
        #expect(operations == Set(OperationPrivileges.table.keys))
    }

    /// For each role, every operation is let through or refused with 403 before anything else is looked at.
    @Test(arguments: Principal.Role.allCases) func theRouterAsksForEveryOperation(role: Principal.Role) async throws {
        let server = try await Server()
        for route in server.router.routes {
            guard let operation = route.operationID, operation != "Cis.Session_create" else { continue }
            let method = try #require(HTTPRequest.Method(rawValue: route.method.rawValue))
            let query = route.query.map { "\($0)" }.joined(separator: "&")
            let path = route.path.replacing(/\{[^}]*\}/, with: "x") + (query.isEmpty ? "" : "?" + query)
            let answer = try await server.send(method, path, as: role.rawValue)
            let isAllowed =
                switch OperationPrivileges.table[operation] {
                case .anyone: true
                case .privilege(let privilege): role.privileges.contains(privilege)
                case nil: false
                }
            #expect((answer.status != 403) == isAllowed, "\(operation) \(method) \(path) \(answer)")
            guard !isAllowed, case .privilege(let privilege)? = OperationPrivileges.table[operation] else { continue }
            #expect(answer.json["error_type"] == .string("UNAUTHORIZED"))
            #expect(answer.json["messages"]?[0]?["args"]?[0] == .string(privilege.rawValue))
        }
    }

    @Test func rolesAddUp() {
        let all = Set(Principal.Privilege.allCases)
        #expect(Principal.Role.administrator.privileges == all.subtracting([.readStorage]))
        #expect(
            Principal.Role.contentAdministrator.privileges.isStrictSubset(of: Principal.Role.administrator.privileges))
        #expect(Principal.Role.readOnly.privileges.isStrictSubset(of: Principal.Role.contentAdministrator.privileges))
        #expect(Principal(name: "x", role: .readOnly, privileges: [.readStorage]).has(.readStorage))
        #expect(!Principal(name: "x").has(.readStorage))
    }

    @Test func whatIsNotClassifiedIsOpenToNobody() throws {
        #expect(throws: LibraryError.self) { try OperationPrivileges.check("Content.New_create", Principal(name: "x")) }
    }

    @Test func contentNeedsThePrivilegesOfItsSessions() async throws {
        let server = try await Server()
        let item = try await server.test.item(files: ["a": "abc"])
        let session = try await server.test.session(on: item)
        try await server.test.push("b", to: session)
        let put = try await server.send(.put, "/cls/data/\(session)/b", "b", as: "read-only")
        #expect(put.status == 403 && put.json["messages"]?[0]?["args"]?[0] == .string("ContentLibrary.UpdateSession"))
        #expect(try await server.send(.put, "/cls/data/\(session)/b", "b", as: "content-administrator").status == 200)
        let path = "/cls/static/\(server.test.library)/\(item)/a"
        #expect(try await server.send(.get, path, as: "read-only").status == 200)
    }

    /// `UpdateSession.list` shows a user's own sessions; all other operations take the identifier of any (semantics of the
    /// service: "only the calling user's sessions" is said of `list` alone), from everyone who may work with sessions.
    @Test func whoMayWorkWithSessionsMayWorkWithAnybodys() async throws {
        let server = try await Server()
        let session = try await server.test.session(on: try await server.test.item())
        let path = "/content/library/item/update-session"
        #expect(try await server.send(.get, path, as: "content-administrator").json == .array([]))
        #expect(try await server.send(.get, "\(path)/\(session)", as: "content-administrator").status == 200)
        #expect(try await server.send(.post, "\(path)/\(session)?action=cancel", as: "read-only").status == 403)
        #expect(try await server.send(.post, "\(path)/\(session)?action=cancel", as: "administrator").status == 204)
        #expect(try await server.test.core.updateSessions.get(session).state == .canceled)
    }

    @Test func usersFile() throws {
        let hash = try PasswordHash(password: "x", cost: .init(log2Rounds: 4))
        var users = UserDirectory()
        try users.add(
            file: """
                old:\(hash)
                older:\(hash):ContentLibrary.ReadStorage
                reader:\(hash):read-only
                both:\(hash):content-administrator,ContentLibrary.ReadStorage
                """)
        #expect(users.principal("old") == Principal(name: "old", role: .administrator))
        #expect(users.principal("older") == Principal(name: "older", privileges: [.readStorage]))
        #expect(users.principal("reader") == Principal(name: "reader", role: .readOnly))
        #expect(users.principal("both")?.role == .contentAdministrator)
        #expect(users.principal("both")?.has(.readStorage) == true)
        let twoRoles = #expect(throws: UserDirectory.Malformed.self) {
            try users.add(file: "# x\nz:\(hash):read-only,administrator")
        }
        #expect(twoRoles?.line == 2)
        try users.setRights(of: "old", to: "read-only")
        #expect(users.principal("old")?.role == .readOnly)
        #expect(throws: UserDirectory.UnknownRight.self) { try users.setRights(of: "nobody", to: "read-only") }
        #expect(throws: UserDirectory.UnknownRight.self) { try users.setRights(of: "old", to: "root") }
    }
}
