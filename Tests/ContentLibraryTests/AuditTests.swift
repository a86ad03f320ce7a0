import BinderyRuntime
import Foundation
import HTTPTypes
import Testing

@testable import ContentLibrary

/// The record of what was done.
@Suite struct AuditTests {
    struct Server {
        let folder = TemporaryFolder()
        let test: TestLibrary
        let router: Router
        var path: String { folder.path + "/audit.log" }

        /// - Parameter path: the log, where it is not a file in the folder.
        init(path: String? = nil) async throws {
            try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
            test = try await TestLibrary.open(audit: try AuditLog(path: path ?? folder.path + "/audit.log"))
            var users = UserDirectory()
            let password = try PasswordHash(password: "secret", cost: .init(log2Rounds: 4))
            users.add("anna", password)
            users.add("reader", password, role: .readOnly)
            router = try ContentLibraryHost.open(test.core, users: users).router
        }

        @discardableResult
        func send(_ method: HTTPRequest.Method, _ path: String, _ body: String = "", as pair: String = "anna:secret")
            async throws -> (status: Int, json: JSONValue)
        {
            var fields: HTTPFields = [.contentType: "application/json"]
            if !pair.isEmpty { fields[.authorization] = "Basic " + Data(pair.utf8).base64EncodedString() }
            let head = HTTPRequest(
                method: method, scheme: "https", authority: "x", path: "/api" + path, headerFields: fields)
            let response = await router.respond(
                to: ServerRequest(head: head, body: BodyStream(body), remoteAddress: "1.2.3.4:5"))
            let bytes = try await response.body?.collect(upTo: 1 << 20) ?? []
            return (response.status, (try? JSONValue(json: bytes)) ?? .null)
        }

        func records() throws -> [JSONValue] {
            try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
                try JSONValue(json: Array($0.utf8))
            }
        }
    }

    @Test func changesLoginsAndRefusalsAreRecorded() async throws {
        let server = try await Server()
        let item = try await server.send(
            .post, "/content/library/item", #"{"library_id":"\#(server.test.library)","name":"I"}"#)
        try await server.send(.get, "/content/library/item/\(item.json.text)")
        try await server.send(.post, "/content/library?action=find", #"{"name":"x"}"#)
        let login = try await server.send(.post, "/session")
        try await server.send(.delete, "/content/library/item/\(item.json.text)", as: "reader:secret")
        try await server.send(.delete, "/content/library/item/none\u{0}".replacing("\u{0}", with: "%0A"))
        try await server.send(.get, "/content/library", as: "anna:hunter2")
        try await server.send(.get, "/content/library", as: "")
        let records = try server.records()
        #expect(
            records.map { $0["operation"]?.text } == [
                "Content.Library.Item_create", "Cis.Session_create", "Content.Library.Item_delete",
                "Content.Library.Item_delete", "Content.Library_list",
            ])
        #expect(records.map { $0["user"]?.text } == ["anna", "anna", "reader", "anna", "anna"])
        #expect(records.map { $0["error"]?.text } == [nil, nil, "UNAUTHORIZED", "NOT_FOUND", "UNAUTHENTICATED"])
        #expect(records.allSatisfy { $0["address"]?.text == "1.2.3.4:5" && $0["request"]?.text.isEmpty == false })
        #expect(records[0]["result"]?.text == item.json.text)
        #expect(records[0]["time"]?.text == "2023-11-14T22:13:20.000Z")
        #expect(records[2]["ids"]?["libraryItemId"]?.text == item.json.text)
        let text = try String(contentsOfFile: server.path, encoding: .utf8)
        for secret in ["secret", "hunter2", login.json.text] { #expect(!text.contains(secret)) }
    }

    @Test func uploadsAreRecorded() async throws {
        let server = try await Server()
        let session = try await server.test.session(on: try await server.test.item())
        try await server.test.push("a", to: session)
        try await server.send(.put, "/cls/data/\(session)/a", "abc")
        let record = try #require(try server.records().first)
        #expect(record["operation"]?.text == "PUT /cls/data/{session}/{file}" && record["status"]?["x"] == nil)
        #expect(record["ids"]?["session"]?.text == session && record["ids"]?["file"]?.text == "a")
    }

    /// The file is moved away while the server runs: the next record begins a new one.
    @Test func theFileMayBeMovedAway() async throws {
        let server = try await Server()
        try await server.send(.post, "/session")
        try FileManager.default.moveItem(atPath: server.path, toPath: server.path + ".1")
        try await server.send(.post, "/session")
        #expect(try server.records().count == 1)
    }

    /// What cannot be recorded does not happen: after the first record that failed nothing changes until it is written.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func withoutRecordsNothingChanges() async throws {
        let server = try await Server(path: "/dev/full")
        let create = { (name: String) in
            try await server.send(
                .post, "/content/library/item", #"{"library_id":"\#(server.test.library)","name":"\#(name)"}"#)
        }
        #expect(try await create("I").status == 201)
        let refused = try await create("J")
        #expect(refused.status == 503 && refused.json["error_type"]?.text == "SERVICE_UNAVAILABLE")
        #expect(try await server.send(.get, "/content/library").status == 200)
        #expect(try await server.test.core.items.list(library: server.test.library).count == 1)
    }

    @Test func afterTheDiskHasRoomAgainNothingIsMissing() async throws {
        guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
        let folder = TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        let path = folder.path + "/audit.log"
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/full")
        let server = try await Server(path: path)
        #expect(try await server.send(.post, "/session").status == 201)
        #expect(try await server.send(.post, "/session").status == 503)
        try FileManager.default.removeItem(atPath: path)
        #expect(try await server.send(.post, "/session").status == 201)
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 2)
    }
}
