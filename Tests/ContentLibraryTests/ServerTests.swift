import BinderyRuntime
import ContentLibraryAPI
import Foundation
import HTTPTypes
import Testing

@testable import ContentLibrary

/// The router with everything behind it, asked as a client would, without a socket.
struct TestServer {
    let test: TestLibrary
    let router: Router

    init(
        publicURL: String? = nil, datastores: [String] = [], adjust: (inout LibrarySettings) -> Void = { _ in }
    ) async throws {
        test = try await TestLibrary.open(datastores: datastores, adjust: adjust)
        var users = UserDirectory()
        users.add("anna", try PasswordHash(password: "secret", cost: .init(log2Rounds: 4)))
        router = try ContentLibraryHost.open(test.core, users: users, publicURL: publicURL).router
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String = "", fields: HTTPFields = [:],
        signedIn: Bool = true
    ) async throws -> (status: Int, json: JSONValue, text: String, fields: HTTPFields) {
        var fields = fields
        if signedIn { fields[.authorization] = "Basic " + Data("anna:secret".utf8).base64EncodedString() }
        if method == .post || method == .patch { fields[.contentType] = "application/json" }
        let head = HTTPRequest(
            method: method, scheme: "https", authority: "library.example:8443", path: "/api" + path,
            headerFields: fields)
        let response = await router.respond(to: ServerRequest(head: head, body: BodyStream(body)))
        let bytes = try await response.body?.collect(upTo: 1 << 20) ?? []
        let json = (try? JSONValue(json: bytes)) ?? .null
        return (response.status, json, String(decoding: bytes, as: UTF8.self), response.head.headerFields)
    }

    /// The path below `/api` of an endpoint that the server named.
    func path(of uri: String) -> String {
        String(uri.dropFirst("https://library.example:8443/api".count))
    }
}

extension JSONValue {
    init(json bytes: [UInt8]) throws {
        self = try JSONValue.decode(from: bytes)
    }

    subscript(_ key: String) -> JSONValue? {
        guard case .object(let object) = self else { return nil }
        return object[key]
    }

    subscript(_ index: Int) -> JSONValue? {
        guard case .array(let values) = self, values.indices.contains(index) else { return nil }
        return values[index]
    }

    var text: String {
        guard case .string(let text) = self else { return "" }
        return text
    }
}

@Suite struct ServerTests {
    @Test func fromLoginToDownload() async throws {
        let server = try await TestServer()
        let login = try await server.send(.post, "/session")
        #expect(login.status == 201)
        let key: HTTPFields = [try #require(.apiSessionID): login.json.text]
        func send(_ method: HTTPRequest.Method, _ path: String, _ body: String = "") async throws -> (
            status: Int, json: JSONValue, text: String, fields: HTTPFields
        ) {
            try await server.send(method, path, body, fields: key, signedIn: false)
        }
        #expect(try await send(.get, "/session").json["user"] == .string("anna"))

        let library = try await send(
            .post, "/content/local-library",
            #"{"name":"L","storage_backings":[{"type":"DATASTORE","datastore_id":"datastore-1"}]}"#)
        #expect(library.status == 201)
        let item = try await send(.post, "/content/library/item", #"{"library_id":"\#(library.json.text)","name":"I"}"#)
        #expect(item.status == 201)
        let created = try await send(
            .post, "/content/library/item/update-session", #"{"library_item_id":"\#(item.json.text)"}"#)
        #expect(created.status == 201)
        let session = "/content/library/item/update-session/\(created.json.text)"
        let added = try await send(.post, "\(session)/file", #"{"name":"ä b.txt","source_type":"PUSH","size":5}"#)
        #expect(added.status == 201)
        #expect(added.json["status"] == .string("WAITING_FOR_TRANSFER"))
        let uri = try #require(added.json["upload_endpoint"]?["uri"]).text
        #expect(uri == "https://library.example:8443/api/cls/data/\(created.json.text)/%C3%A4%20b.txt")

        let early = try await send(.post, "\(session)?action=complete")
        #expect(early.status == 400 && early.json["error_type"] == .string("NOT_ALLOWED_IN_CURRENT_STATE"))
        #expect(try await send(.put, server.path(of: uri), "hello").status == 200)
        #expect(try await send(.post, "\(session)/file?action=validate").json["has_errors"] == .bool(false))
        #expect(try await send(.post, "\(session)?action=complete").status == 204)
        let again = try await send(.post, "\(session)?action=complete")
        #expect(again.status == 400)
        #expect(again.json["messages"]?[0]?["id"] == .string("com.bindery.content.session.not_active"))
        let info = try await send(.get, session)
        #expect(info.json["state"] == .string("DONE") && info.json["id"] == nil && info.json["preview_info"] == nil)

        let download = try await send(
            .post, "/content/library/item/download-session", #"{"library_item_id":"\#(item.json.text)"}"#)
        let prepared = try await send(
            .post, "/content/library/item/download-session/\(download.json.text)/file?action=prepare",
            #"{"file_name":"ä b.txt"}"#)
        #expect(prepared.status == 200 && prepared.json["status"] == .string("PREPARED"))
        let endpoint = server.path(of: try #require(prepared.json["download_endpoint"]?["uri"]).text)
        #expect(try await send(.get, endpoint).text == "hello")
        let part = try await server.send(.get, endpoint, fields: [.range: "bytes=1-3"])
        #expect(part.status == 206 && part.text == "ell" && part.fields[.contentRange] == "bytes 1-3/5")
        let past = try await server.send(.get, endpoint, fields: [.range: "bytes=9-"])
        #expect(past.status == 416 && past.fields[.contentRange] == "bytes */5")
        #expect(past.json["error_type"] == .string("INVALID_ARGUMENT"))
        let tag = try #require(part.fields[.eTag])
        #expect(try await server.send(.get, endpoint, fields: [.range: "bytes=1-3", .ifRange: tag]).status == 206)
        #expect(
            try await server.send(.get, endpoint, fields: [.range: "bytes=1-3", .ifRange: "\"old\""]).status == 200)
        // A range is of what GET sends (RFC 9110 §14.2).
        #expect(try await server.send(.head, endpoint, fields: [.range: "bytes=1-3"]).status == 200)
        let head = try await server.send(.head, endpoint)
        #expect(head.status == 200 && head.text.isEmpty && head.fields[.contentLength] == "5")

        let files = try await send(.get, "/content/library/item/\(item.json.text)/file")
        let direct = server.path(of: try #require(files.json[0]?["file_download_endpoint"]).text)
        #expect(direct.hasSuffix("/%C3%A4%20b.txt?version=2"))
        #expect(try await send(.get, direct).text == "hello")
        let storage = try await send(.get, "/content/library/item/\(item.json.text)/storage")
        #expect(storage.json[0]?["storage_backing"]?["datastore_id"] == .string("datastore-1"))

        #expect(try await send(.delete, "/session").status == 204)
        #expect(try await send(.get, "/content/library").status == 401)
    }

    @Test func everyErrorIsAStandardError() async throws {
        let server = try await TestServer()
        typealias Row = (
            method: HTTPRequest.Method, path: String, body: String, status: Int, type: String, mentions: String
        )
        let rows: [Row] = [
            (.get, "/content/library/nothing", "", 404, "NOT_FOUND", "nothing"),
            (.get, "/nowhere", "", 404, "OPERATION_NOT_FOUND", "/nowhere"),
            (.delete, "/content/library", "", 405, "INVALID_REQUEST", "DELETE"),
            (.post, "/content/library?action=dance", "{}", 400, "INVALID_REQUEST", "action=find"),
            (.post, "/content/library/item", "{", 400, "INVALID_ARGUMENT", "JSON"),
            (.post, "/content/library/item", #"{"name":3}"#, 400, "INVALID_ARGUMENT", "$.name"),
            (.post, "/content/library?action=find", #"{"type":"LENT"}"#, 400, "INVALID_ARGUMENT", "type"),
            (.get, "/content/library/l/usages", "", 404, "NOT_FOUND", "l"),
            (.put, "/cls/data/none/file", "x", 404, "NOT_FOUND", "none"),
            (.get, "/cls/data/none/file", "", 404, "NOT_FOUND", "none"),
            (.get, "/cls/static/a/b/c", "", 404, "NOT_FOUND", "b"),
        ]
        for row in rows {
            let answer = try await server.send(row.method, row.path, row.body)
            #expect(answer.status == row.status, "\(row.path): \(answer.text)")
            let error = try #require(try? StandardError(decoding: answer.text))
            #expect(error.errorType.rawValue == row.type, "\(row.path)")
            #expect(answer.text.contains(row.mentions), "\(row.path): \(answer.text)")
            #expect(!error.messages.isEmpty)
        }
        #expect(try await server.send(.delete, "/content/library").fields[.allow]?.contains("GET") == true)
    }

    @Test func strangersAreTurnedAway() async throws {
        let server = try await TestServer()
        for (method, path) in [
            (HTTPRequest.Method.get, "/content/library"), (.post, "/session"), (.get, "/session"),
            (.put, "/cls/data/a/b"), (.get, "/cls/data/a/b"), (.get, "/cls/static/a/b/c"),
        ] {
            let answer = try await server.send(method, path, signedIn: false)
            #expect(answer.status == 401 && answer.fields[.wwwAuthenticate] != nil, "\(path)")
            #expect(answer.json["error_type"] == .string("UNAUTHENTICATED"))
            #expect(answer.json["challenge"]?.text.hasPrefix("Basic") == true)
        }
    }

    @Test func theReferencePagesRequestWorksAsItStands() async throws {
        let server = try await TestServer()
        let item = try await server.test.item()
        let session = try await server.test.session(on: item)
        let path = "/content/library/item/update-session/\(session)?action=complete"
        #expect(try await server.send(.post, path).status == 204)
    }

    @Test func aWrongChecksumAnswersThePut() async throws {
        let server = try await TestServer()
        let session = try await server.test.session(on: try await server.test.item())
        try await server.test.push("a", to: session, checksum: (.md5, String(repeating: "0", count: 32)))
        let answer = try await server.send(.put, "/cls/data/\(session)/a", "abc")
        #expect(answer.status == 400 && answer.json["error_type"] == .string("INVALID_ARGUMENT"))
        #expect(answer.text.contains("MD5") && answer.text.contains("900150983cd24fb0d6963f7d28e17f72"))
        let info = try await server.send(.get, "/content/library/item/update-session/\(session)")
        #expect(info.json["state"] == .string("ERROR") && info.json["error_message"] != nil)
    }

    @Test func thePublicURLIsUsed() async throws {
        let server = try await TestServer(publicURL: "https://public.example/")
        let session = try await server.test.session(on: try await server.test.item())
        let added = try await server.send(
            .post, "/content/library/item/update-session/\(session)/file", #"{"name":"a","source_type":"PUSH"}"#)
        #expect(
            added.json["upload_endpoint"]?["uri"] == .string("https://public.example/api/cls/data/\(session)/a"))
    }

    /// Nobody who is not known yet can make the server collect much.
    @Test func aLoginHasNoBody() async throws {
        let server = try await TestServer()
        #expect(try await server.send(.post, "/session", String(repeating: "x", count: 10_000)).status == 413)
        #expect(try await server.send(.post, "/session", "{}").status == 201)
    }

    /// Every described operation is there: whatever is asked, the answer is not "no such operation".
    @Test func everyOperationIsRegistered() async throws {
        let server = try await TestServer()
        #expect(Set(server.router.routes.compactMap(\.operationID)).count == 89)
    }
}

extension StandardError {
    init(decoding text: String) throws {
        self = try StandardError.decode(from: text)
    }
}
