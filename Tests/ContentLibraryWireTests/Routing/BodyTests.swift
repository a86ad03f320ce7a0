import BinderyRuntime
import ContentLibraryAPI
import HTTPTypes
import Testing

/// Bodies that are not what an operation takes: the answer is the client's fault, and says where.
@Suite(.timeLimit(.minutes(10))) struct BodyTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var path: String
        var body: String
        /// Where in the JSON the fault is.
        var at: String?
        var mentions = ""

        var testDescription: String { "\(path) \(body.prefix(60))" }
    }

    static let cases = [
        // No JSON.
        Case(path: "/content/local-library", body: "{", mentions: "JSON"),
        Case(path: "/content/local-library", body: "name=x"),
        Case(path: "/content/local-library", body: "{}{}"),
        Case(path: "/content/local-library", body: #"{"name":"a",}"#),
        Case(path: "/content/local-library", body: "\u{FEFF}{}x"),
        Case(path: "/content/local-library", body: #"{"name":"\ud800"}"#),
        Case(path: "/content/local-library", body: ""),
        // Another shape.
        Case(path: "/content/local-library", body: "[]", at: "$"),
        Case(path: "/content/local-library", body: "null", at: "$"),
        Case(path: "/content/local-library", body: #""text""#, at: "$"),
        // A wrong type, near and deep.
        Case(path: "/content/local-library", body: #"{"name":3}"#, at: "$.name"),
        Case(path: "/content/local-library", body: #"{"storage_backings":{}}"#, at: "$.storage_backings"),
        Case(
            path: "/content/local-library", body: #"{"storage_backings":[{"datastore_id":"a"},{"datastore_id":7}]}"#,
            at: "$.storage_backings[1].datastore_id"),
        Case(
            path: "/content/local-library", body: #"{"optimization_info":{"optimize_remote_publishing":"yes"}}"#,
            at: "$.optimization_info.optimize_remote_publishing"),
        Case(path: "/content/local-library", body: #"{"creation_time":"yesterday"}"#, at: "$.creation_time"),
        Case(
            path: "/content/library/item/update-session",
            body: #"{"warning_behavior":[{"type":"SELF_SIGNED_CERTIFICATE","ignored":1}]}"#,
            at: "$.warning_behavior[0].ignored"),
        Case(
            path: "/content/library/item/update-session/1/file",
            body: #"{"name":"a","source_type":"PUSH","size":1e30}"#, at: "$.size"),
        Case(
            path: "/content/library/item/update-session/1/file",
            body: #"{"name":"a","source_type":"PUSH","checksum_info":{"checksum":null}}"#,
            at: "$.checksum_info.checksum"),
        // A required member is missing.
        Case(path: "/content/library/item/update-session/1/file", body: #"{"name":"a"}"#, mentions: "source_type"),
        Case(
            path: "/content/library/item/update-session/1/file", body: #"{"source_type":"PUSH"}"#, mentions: "name"),
        Case(
            path: "/content/library/item/update-session/1/file",
            body: #"{"name":"a","source_type":"PUSH","checksum_info":{}}"#, mentions: "checksum"),
        Case(path: "/content/library/item/update-session/1?action=fail", body: "{}", mentions: "client_error_message"),
        Case(
            path: "/content/library/item/update-session/1?action=fail", body: "", mentions: "the body is missing"),
        Case(
            path: "/content/library/item/download-session/1/file?action=prepare", body: "{}", mentions: "file_name"),
        Case(path: "/content/subscribed-library?action=probe", body: "{}", mentions: "subscription_info"),
        // Nested until it hurts.
        Case(path: "/content/local-library", body: String(repeating: "[", count: 100_000)),
        Case(path: "/content/local-library", body: String(repeating: #"{"a":"#, count: 100_000)),
        Case(path: "/content/local-library", body: #"{"x":"# + String(repeating: "[", count: 100_000)),
    ]

    @Test func malformedBodies() async throws {
        try await Wire.serve { wire in
            for one in Self.cases {
                let answer = try await wire.send(.post, one.path, one.body)
                answer.expectError(400, .invalidArgument, mentioning: one.mentions)
                if let path = one.at {
                    #expect(answer.faultyPath == path, "\(one.testDescription): \(answer.text)")
                    // What the schema forbids is told by pointer, what only reading refuses by path.
                    let isNamed = answer.message.contains(Self.pointer(path)) || answer.message.contains(path)
                    #expect(isNamed, "\(one.testDescription): \(answer.text)")
                }
            }
        }
    }

    /// A JSON path like `$.a[1].b` as the JSON pointer into the request: `/body/a/1/b`.
    private static func pointer(_ path: String) -> String {
        "/body" + path.dropFirst().replacing("[", with: "/").replacing("]", with: "").replacing(".", with: "/")
    }

    @Test func invalidUTF8() async throws {
        try await Wire.serve { wire in
            let body = BodyStream(Array(#"{"name":""#.utf8) + [0xFF, 0xFE] + Array(#""}"#.utf8))
            let answer = try await wire.transport.exchange(
                .post, wire.address + "/api/content/local-library", body, fields: .anna)
            answer.expectError(400, .invalidArgument, mentioning: "UTF-8")
        }
    }

    @Test func otherMediaTypes() async throws {
        try await Wire.serve { wire in
            for type in ["text/plain", "application/xml", "application/x-www-form-urlencoded", "junk", "a/b;c"] {
                var fields = HTTPFields.anna
                fields[.contentType] = type
                let answer = try await wire.send(.post, "/content/library?action=find", "{}", fields: fields)
                answer.expectError(415, .invalidRequest, mentioning: type)
            }
            for type in ["application/json; charset=utf-8", "Application/JSON", "application/vnd.x+json"] {
                var fields = HTTPFields.anna
                fields[.contentType] = type
                let answer = try await wire.send(
                    .post, "/content/library?action=find", #"{"name":"x"}"#, fields: fields)
                #expect(answer.status == 200 && answer.text == "[]")
            }
        }
    }

    /// Which of two members of one name is meant, nobody can tell (RFC 8259 §4).
    @Test func membersTwice() async throws {
        try await Wire.serve { wire in
            let answer = try await wire.send(.post, "/content/library?action=find", #"{"name":"x","name":"y"}"#)
            answer.expectError(400, .invalidArgument, mentioning: "name")
        }
    }

    /// What nobody asked for does no harm: unknown members, bodies where none is described.
    @Test func whatIsTooMuchIsIgnored() async throws {
        try await Wire.serve { wire in
            let found = try await wire.send(
                .post, "/content/library?action=find", #"{"unknown":{"deep":[1,2,{}]},"name":"x"}"#)
            #expect(found.status == 200)
            let session = try await wire.session()
            let path = "/content/library/item/update-session/\(session)"
            #expect(try await wire.send(.post, path + "?action=keep-alive").status == 204)
            #expect(try await wire.send(.post, path + "?action=keep-alive", "null").status == 204)
            #expect(try await wire.send(.post, path + "?action=complete", "not even JSON").status == 204)
        }
    }

    /// A body beyond the limit is refused as soon as that is known, not after it has all come.
    @Test func bodiesWithoutEnd() async throws {
        try await Wire.serve { wire in
            let limit = wire.router.bodyLimit
            let head = """
                POST /api/content/local-library HTTP/1.1\r
                Host: x\r
                Authorization: \(HTTPFields.anna[.authorization] ?? "")\r
                Connection: close\r

                """
            let announced = Array((head + "Content-Length: \(limit + 1)\r\n\r\n").utf8)
            let early = try #require(RawAnswer(try await RawSocket(port: wire.port).exchange(announced)))
            #expect(early.status == 413)
            #expect(try StandardError.decode(from: early.body).errorType == .invalidRequest)

            let size = limit + 1
            let piece = "\(String(size, radix: 16))\r\n" + String(repeating: " ", count: size) + "\r\n"
            let chunked = Array((head + "Transfer-Encoding: chunked\r\n\r\n" + piece).utf8)
            let late = try #require(RawAnswer(try await RawSocket(port: wire.port).exchange(chunked)))
            #expect(late.status == 413)
            // The server goes on.
            #expect(try await wire.send(.get, "/content/library").status == 200)
        }
    }

    /// An ordinary client hears of it too, though it is still sending.
    @Test func aHugeBodyFromAClient() async throws {
        try await Wire.serve { wire in
            let body = BodyStream([UInt8](repeating: 0x20, count: wire.router.bodyLimit + (1 << 20)))
            let answer = try await wire.transport.exchange(
                .post, wire.address + "/api/content/local-library", body, fields: .anna)
            answer.expectError(413, .invalidRequest, mentioning: "more than")
        }
    }
}
