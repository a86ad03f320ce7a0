import BinderyRuntime
import Foundation
import HTTPTypes
import Testing

@testable import ContentLibrary

extension TestServer {
    /// Sends a request to a path that is not below `/api`.
    func raw(
        _ method: HTTPRequest.Method, _ path: String, _ body: String = "", fields: HTTPFields = [:],
        signedIn: Bool = true
    ) async throws -> (status: Int, json: JSONValue, text: String, fields: HTTPFields) {
        var fields = fields
        if signedIn { fields[.authorization] = "Basic " + Data("anna:secret".utf8).base64EncodedString() }
        let head = HTTPRequest(
            method: method, scheme: "https", authority: "library.example:8443", path: path, headerFields: fields)
        let response = await router.respond(to: ServerRequest(head: head, body: BodyStream(body)))
        let bytes = try await response.body?.collect(upTo: 1 << 20) ?? []
        let json = (try? JSONValue(json: bytes)) ?? .null
        return (response.status, json, String(decoding: bytes, as: UTF8.self), response.head.headerFields)
    }

    func rest(
        _ method: HTTPRequest.Method, _ path: String, _ body: String = ""
    ) async throws -> (status: Int, json: JSONValue, text: String, fields: HTTPFields) {
        try await raw(method, "/rest/com/vmware/" + path, body)
    }
}

@Suite struct RESTFormTests {
    @Test func fromLoginToDownload() async throws {
        let server = try await TestServer()
        let library = try await server.rest(
            .post, "content/local-library",
            #"{"create_spec":{"name":"L","type":"LOCAL","storage_backings":[{"type":"DATASTORE","datastore_id":"datastore-1"}]}}"#
        )
        #expect(library.status == 200)
        let libraryID = try #require(library.json["value"]).text
        let item = try await server.rest(
            .post, "content/library/item",
            #"{"create_spec":{"name":"I","description":"","library_id":"\#(libraryID)","type":""}}"#)
        let itemID = try #require(item.json["value"]).text
        let found = try await server.rest(
            .post, "content/library/item?~action=find", #"{"spec":{"library_id":"\#(libraryID)","name":"I"}}"#)
        #expect(found.json == ["value": [.string(itemID)]])
        #expect(try await server.rest(.get, "content/library/item?library_id=\(libraryID)").json == found.json)
        let model = try await server.rest(.get, "content/library/item/id:\(itemID)")
        #expect(model.json["value"]?["name"] == "I")

        let session = try await server.rest(
            .post, "content/library/item/update-session", #"{"create_spec":{"library_item_id":"\#(itemID)"}}"#)
        let sessionID = try #require(session.json["value"]).text
        let file = "content/library/item/updatesession/file"
        let added = try await server.rest(
            .post, "\(file)/id:\(sessionID)?~action=add",
            #"{"file_spec":{"name":"a b.bin","size":5,"source_type":"PUSH"}}"#)
        #expect(added.json["value"]?["status"] == "WAITING_FOR_TRANSFER")
        let uri = try #require(added.json["value"]?["upload_endpoint"]?["uri"]).text
        #expect(try await server.send(.put, server.path(of: uri), "hello").status == 200)
        let got = try await server.rest(.post, "\(file)/id:\(sessionID)?~action=get", #"{"file_name":"a b.bin"}"#)
        #expect(got.json["value"]?["size"] == 5)
        #expect(
            try await server.rest(.get, "\(file)?update_session_id=\(sessionID)").json["value"]?[0]?["name"]
                == "a b.bin")
        let valid = try await server.rest(.post, "\(file)/id:\(sessionID)?~action=validate")
        #expect(valid.json["value"]?["has_errors"] == false)
        let complete = try await server.rest(
            .post, "content/library/item/update-session/id:\(sessionID)?~action=complete")
        #expect(complete.status == 200 && complete.text.isEmpty)
        let kept = try await server.rest(
            .post, "content/library/item/update-session/id:\(sessionID)?~action=keep-alive", #"{"client_progress":4}"#)
        #expect(kept.status == 400)
        #expect(kept.json["type"] == "com.vmware.vapi.std.errors.not_allowed_in_current_state")

        let download = try await server.rest(
            .post, "content/library/item/download-session", #"{"create_spec":{"library_item_id":"\#(itemID)"}}"#)
        let prepared = try await server.rest(
            .post, "content/library/item/downloadsession/file/id:\(download.json["value"]?.text ?? "")?~action=prepare",
            #"{"file_name":"a b.bin"}"#)
        let endpoint = try #require(prepared.json["value"]?["download_endpoint"]?["uri"]).text
        #expect(try await server.send(.get, server.path(of: endpoint)).text == "hello")
        let deleted = try await server.rest(.delete, "content/library/item/id:\(itemID)")
        #expect(deleted.status == 200 && deleted.text.isEmpty)
    }

    @Test func errorsAreSpeltAsThisFormSpellsThem() async throws {
        let server = try await TestServer()
        let absent = try await server.rest(.get, "content/library/id:none")
        #expect(absent.status == 404)
        #expect(absent.json["type"] == "com.vmware.vapi.std.errors.not_found")
        #expect(absent.json["value"]?["messages"]?[0]?["args"] == ["none"])

        let item = try await server.rest(
            .post, "content/library/item", #"{"create_spec":{"name":"I","library_id":"\#(server.test.library)"}}"#)
        let spec = #"{"create_spec":{"library_item_id":"\#(try #require(item.json["value"]).text)"}}"#
        _ = try await server.rest(.post, "content/library/item/update-session", spec)
        let busy = try await server.rest(.post, "content/library/item/update-session", spec)
        #expect(busy.status == 400 && busy.json["type"] == "com.vmware.vapi.std.errors.resource_busy")
    }

    @Test(arguments: [
        ("POST", "content/nonsense", "", 404, "operation_not_found"),
        ("POST", "content/library?~action=explode", "", 404, "operation_not_found"),
        ("GET", "content/library?~action=find", "", 404, "operation_not_found"),
        ("PUT", "content/library/id:x", "", 404, "operation_not_found"),
        ("POST", "content/library?~action=find", #"{"spec":{},"more":1}"#, 400, "unexpected_input"),
        ("GET", "content/library?nonsense=1", "", 400, "unexpected_input"),
        ("POST", "content/library?~action=find", "[1]", 400, "invalid_argument"),
        ("POST", "content/library?~action=find", "{", 400, "invalid_argument"),
        ("POST", "content/library?~action=find", #"{"spec":{"name":4}}"#, 400, "invalid_argument"),
        ("GET", "content/library/item", "", 400, "invalid_argument"),
        ("GET", "content/library/id:%ZZ", "", 400, "invalid_argument"),
        ("DELETE", "cis/session/id:x", "", 400, "unexpected_input"),
        ("POST", "content/library/item/file/id:x?~action=get", "{}", 400, "invalid_argument"),
    ])
    func whatCannotBeTranslatedIsAStandardError(
        _ method: String, _ path: String, _ body: String, _ status: Int, _ type: String
    ) async throws {
        let answer = try await TestServer().rest(try #require(HTTPRequest.Method(method)), path, body)
        #expect(answer.status == status)
        #expect(answer.json["type"] == .string("com.vmware.vapi.std.errors.\(type)"))
        #expect(answer.json["value"]?["messages"]?[0]?["default_message"]?.text.isEmpty == false)
    }

    @Test func aBodyHasALimit() async throws {
        let body = #"{"spec":{"name":""# + String(repeating: "x", count: 1 << 20) + #""}}"#
        let answer = try await TestServer().rest(.post, "content/library?~action=find", body)
        #expect(answer.status == 400 && answer.json["type"] == "com.vmware.vapi.std.errors.invalid_request")
    }

    @Test func aLoginSessionIsKeptInAHeaderFieldOrACookie() async throws {
        let server = try await TestServer()
        let login = try await server.rest(.post, "cis/session")
        #expect(login.status == 200)
        let id = try #require(login.json["value"]).text
        #expect(
            login.fields[.setCookie] == "vmware-api-session-id=\(id); Path=/rest; HttpOnly; SameSite=Strict; Secure")
        let cookie: HTTPFields = [.cookie: "other=1; vmware-api-session-id=\(id)"]
        let path = "/rest/com/vmware/cis/session"
        let got = try await server.raw(.post, path + "?~action=get", fields: cookie, signedIn: false)
        #expect(got.json["value"]?["user"] == "anna")
        #expect(try await server.raw(.get, "/api/session", fields: cookie, signedIn: false).status == 401)
        let field: HTTPFields = [try #require(.apiSessionID): id]
        #expect(try await server.raw(.delete, path, fields: field, signedIn: false).status == 200)
        let after = try await server.raw(.get, "/rest/com/vmware/content/library", fields: cookie, signedIn: false)
        #expect(after.status == 401 && after.json["type"] == "com.vmware.vapi.std.errors.unauthenticated")
        #expect(after.fields[.wwwAuthenticate] != nil)
    }
}
