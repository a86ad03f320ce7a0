import BinderyRuntime
import Foundation
import HTTPTypes
import Testing

@testable import ContentLibrary

/// What govc was seen to send, where the recording is at hand: in the folder `CONTENT_LIBRARY_FACTS`, or beside the
/// package. Each request is sent with identifiers of this server's, and has to be answered in the recorded form.
@Suite(.enabled(if: Recording.file != nil)) struct RecordedRequestTests {
    /// One request with its answer.
    struct Exchange {
        var method: HTTPRequest.Method
        var path: String
        var headers: JSONObject
        var body: String
        var answer: (status: Int64, body: String)

        init?(_ json: JSONValue) {
            guard let request = json.object?["request"]?.object, let answer = json.object?["response"]?.object,
                let method = HTTPRequest.Method(request["method"]?.string ?? ""), let path = request["path"]?.string,
                case .integer(let status)? = answer["status"]
            else { return nil }
            (self.method, self.path, headers) = (method, path, request["headers"]?.object ?? JSONObject())
            body = request["body"]?.string ?? ""
            self.answer = (status, answer["body"]?.string ?? "")
        }
    }

    @Test func everyRequestIsAnsweredInItsForm() async throws {
        let recording = try JSONObject.decode(from: Data(contentsOf: try #require(Recording.file)))
        let exchanges = try #require(recording["exchanges"]?.array).compactMap(Exchange.init)
        var answered = 0
        // Where files lie is for each server to say, and `/rest/none` was a source and not the server.
        for exchange in exchanges where !exchange.path.contains("/cis/data/") && exchange.path != "/rest/none" {
            try await replay(exchange)
            answered += 1
        }
        #expect(answered > 30)
    }

    private func replay(_ exchange: Exchange) async throws {
        let server = try await TestServer()
        let place = try await RecordedIdentifiers(server)
        if exchange.method == .delete, exchange.path.contains("library/id:") {
            // A library whose items are being updated is in use.
            _ = try await server.rest(.post, "content/library/item/update-session/id:\(place.update)?~action=cancel")
        }
        var fields: HTTPFields = [.contentType: exchange.headers["Content-Type"]?.string ?? "application/json"]
        let login = try await server.send(.post, "/session").json.text
        if exchange.headers["Cookie"] != nil { fields[.cookie] = "vmware_soap_session=\(login)" }
        if exchange.headers["Vmware-Api-Session-Id"] != nil { fields[try #require(.apiSessionID)] = login }
        let comment: Comment = "\(exchange.method) \(exchange.path)"
        let body = place.own(exchange.body, of: exchange.path)
            .replacing("<userName>user<", with: "<userName>anna<").replacing(
                "<password>pass<", with: "<password>secret<")
        let answer = try await server.raw(
            exchange.method, place.own(exchange.path, of: exchange.path), body, fields: fields,
            signedIn: exchange.headers["Authorization"] != nil)
        // What was published and subscribed to is not in the recording: such a request may fail, but in the right form.
        if exchange.path.contains(/subscribed-library|=publish/), answer.status == 400 {
            let type = answer.json["type"] ?? answer.json["error_type"]
            #expect(type?.text.isEmpty == false, comment)
            return
        }
        #expect(Int64(answer.status) == exchange.answer.status, "\(comment): \(answer.text)")
        if exchange.path == "/sdk" {
            let element = try #require(exchange.answer.body.firstMatch(of: /<[A-Za-z]+Response xmlns="urn:vim25">/))
                .output
            #expect(answer.text.contains(element), comment)
        } else if exchange.path.hasPrefix("/rest/") {
            let recorded = (try? JSONValue(json: Array(exchange.answer.body.utf8))) ?? .null
            #expect(kind(answer.json["value"]) == kind(recorded["value"]), comment)
            #expect(answer.text.isEmpty == exchange.answer.body.isEmpty, comment)
        }
    }

    private func kind(_ value: JSONValue?) -> String {
        switch value {
        case .object: "object"
        case .array: "array"
        case .string: "string"
        case nil: "none"
        default: "other"
        }
    }
}

/// The things of a server that recorded requests are about, and their identifiers.
private struct RecordedIdentifiers {
    var library = "", item = "", update = "", download = ""

    init(_ server: TestServer) async throws {
        func create(_ path: String, _ body: String) async throws -> String {
            try await server.rest(.post, path, body).json["value"]?.text ?? ""
        }
        library = server.test.library
        item = try await create(
            "content/library/item", #"{"create_spec":{"name":"recorded","library_id":"\#(library)"}}"#)
        let spec = #"{"create_spec":{"library_item_id":"\#(item)"}}"#
        update = try await create("content/library/item/update-session", spec)
        let file = try await server.rest(
            .post, "content/library/item/updatesession/file/id:\(update)?~action=add",
            #"{"file_spec":{"name":"blob.bin","source_type":"PUSH"}}"#)
        _ = try await server.send(
            .put, server.path(of: file.json["value"]?["upload_endpoint"]?["uri"]?.text ?? ""), "content")
        _ = try await server.rest(.post, "content/library/item/update-session/id:\(update)?~action=complete")
        download = try await create("content/library/item/download-session", spec)
        let other = try await create(
            "content/library/item", #"{"create_spec":{"name":"other","library_id":"\#(library)"}}"#)
        update = try await create(
            "content/library/item/update-session", #"{"create_spec":{"library_item_id":"\#(other)"}}"#)
    }

    /// A recorded text with the identifiers of this server.
    func own(_ text: String, of path: String) -> String {
        let id = #/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/#
        var result = ""
        var rest = text[...]
        while let match = rest.firstMatch(of: id) {
            let before = rest[..<match.range.lowerBound]
            result += before + own(before.suffix(60))
            rest = rest[match.range.upperBound...]
        }
        return (result + rest).replacing("datastore-59", with: "datastore-1")
    }

    /// The identifier that stands behind this text.
    private func own(_ before: Substring) -> String {
        if before.contains("download_session_id=") || before.contains("download-session/id:") { return download }
        if before.contains("downloadsession/file/id:") { return download }
        if before.contains("update-session/id:") || before.contains("updatesession/file/id:") { return update }
        if before.hasSuffix("library_id=") || before.hasSuffix(#""library_id":""#) { return library }
        if before.hasSuffix("library/id:") { return library }
        return item
    }
}

private enum Recording {
    static let file: URL? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = ProcessInfo.processInfo.environment["CONTENT_LIBRARY_FACTS"].map { URL(filePath: $0) }
        let file = (folder ?? root.appending(path: "../shared/content-library")).appending(path: "govc-wire.json")
        return FileManager.default.fileExists(atPath: file.path) ? file : nil
    }()
}
