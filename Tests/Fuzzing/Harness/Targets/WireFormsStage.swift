import BinderyRuntime
import ContentLibraryForms
import HTTPTypes
import Synchronization
import WireForms

/// The wire forms in front of a router that looks at the translated requests, and answers them with whatever may come of
/// an operation.
struct WireFormsStage: Sendable {
    /// What came of a request.
    struct Answer {
        var path: String
        var requestBody: [UInt8]
        var status: Int
        var body: [UInt8]
    }

    private let forms: WireForms
    private let soap: SOAPForm
    private let inspector: Inspector

    init() {
        let inspector = Inspector()
        var router = Router(basePath: "/api")
        router.middlewares = [inspector]
        self.inspector = inspector
        forms = WireForms(.contentLibrary, in: router)
        soap = SOAPForm(
            datastores: [
                WireDatastore(id: "datastore-1", name: "<&\">") { WireDatastore.Space(capacity: 2, free: 1) },
                WireDatastore(id: "d]]>", name: "") { nil },
            ],
            in: router)
    }

    /// Answers a request that is written as HTTP/1.1 writes it, but for the version.
    /// - Returns: nil where none of the forms takes the request.
    func answer(_ bytes: [UInt8]) async throws(Violation) -> Answer? {
        let written = WrittenRequest(bytes)
        let context = RequestContext(head: written.request.head)
        let response: ServerResponse
        do {
            response = try await soap.respond(to: written.request, context: context) { request, context in
                let answer = try? await forms.respond(to: request, context: context) { _, _ in
                    ServerResponse(status: Self.passedOn)
                }
                return answer ?? ServerResponse(status: Self.thrown)
            }
        } catch {
            throw Violation("the form throws \(error)")
        }
        try require(response.status != Self.thrown, "the form throws")
        if let violation = inspector.takeViolation() { throw violation }
        guard response.status != Self.passedOn else { return nil }
        for field in response.head.headerFields {
            try require(HTTPField.isValidValue(field.value), "no header field can have '\(field.value)'")
        }
        do {
            return Answer(
                path: written.request.head.path ?? "", requestBody: written.body, status: response.status,
                body: try await response.body?.collect(upTo: .max) ?? [])
        } catch {
            throw Violation("the body of the answer throws \(error)")
        }
    }

    private static let passedOn = 599
    private static let thrown = 598
}

/// A request as it travels.
struct WrittenRequest {
    let request: ServerRequest
    let body: [UInt8]

    init(_ bytes: [UInt8]) {
        var lines: [Substring] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0A) {
            let line = String(decoding: rest[..<end], as: UTF8.self)
            rest = rest[(end + 1)...]
            if line.isEmpty { break }
            lines.append(line[...])
        }
        let words = (lines.first ?? "POST /api").split(separator: " ", maxSplits: 1)
        // A server takes no request whose target is not of printable characters.
        let target = words.dropFirst().first.map {
            String($0.unicodeScalars.filter { (0x21..<0x7F).contains($0.value) })
        }
        var head = HTTPRequest(
            method: HTTPRequest.Method(String(words.first ?? "")) ?? .post, scheme: "https", authority: "a",
            path: target ?? "/api")
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingPrefix { $0 == " " } }
            guard parts.count == 2, let name = HTTPField.Name(String(parts[0])) else { continue }
            // The type makes what is in no field valid.
            head.headerFields.append(HTTPField(name: name, value: String(parts[1])))
        }
        body = Array(rest)
        request = ServerRequest(head: head, body: BodyStream(body))
    }
}

/// Stands for all operations, and for what finds them.
private final class Inspector: ServerMiddleware {
    private let violation = Mutex<Violation?>(nil)

    func takeViolation() -> Violation? {
        violation.withLock { violation in
            defer { violation = nil }
            return violation
        }
    }

    func respond(
        to request: ServerRequest, context: RequestContext,
        next: @Sendable (ServerRequest, RequestContext) async -> ServerResponse
    ) async throws -> ServerResponse {
        let body = try await request.body.collect(upTo: .max)
        do throws(Violation) {
            try inspect(request.head, body)
        } catch {
            violation.withLock { $0 = error }
        }
        return answer(request.head, body)
    }

    private func inspect(_ head: HTTPRequest, _ body: [UInt8]) throws(Violation) {
        let path = head.path ?? ""
        let isPrintable = path.utf8.allSatisfy { (0x21..<0x7F).contains($0) }
        try require(isPrintable && path.hasPrefix("/api/"), "the path is '\(path)'")
        let segments = path.prefix { $0 != "?" }.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        try require(segments.allSatisfy { !$0.isEmpty }, "the path '\(path)' has an empty segment")
        for field in head.headerFields {
            try require(HTTPField.isValidValue(field.value), "no header field can have '\(field.value)'")
        }
        let value = try? JSONValue.decode(from: body)
        try require(body.isEmpty || value != nil, "the body of the translated request is no JSON")
    }

    /// An answer that depends on nothing but the request: what the operation was given, or one of those that any may have.
    private func answer(_ head: HTTPRequest, _ body: [UInt8]) -> ServerResponse {
        if head.path == "/api/session" { return session(head) }
        let kind = (head.path ?? "").utf8.reduce(body.count) { $0 &* 31 &+ Int($1) }.magnitude % 12
        switch kind {
        case 0: return ServerResponse(status: 204)
        case 1...3: return json(Self.failures[Int(kind) - 1], 400)
        case 4: return json("{", 200)
        case 5: return json("no JSON", 503)
        case 6...8: return json(Self.successes[Int(kind) - 6], 200)
        default: return ServerResponse(status: 200, body: BodyStream(body))
        }
    }

    private func session(_ head: HTTPRequest) -> ServerResponse {
        let isKnown = head.headerFields[values: .authorization].first != "Basic Og=="
        switch head.method {
        case .post: return isKnown ? json(#""6b1c""#, 201) : json(Self.failures[0], 401)
        case .delete: return ServerResponse(status: 204)
        default: return json(#"{"user":"<&ü\u0001","created_time":"2026-01-01T00:00:00Z"}"#, 200)
        }
    }

    private func json(_ text: String, _ status: Int) -> ServerResponse {
        ServerResponse(status: status, headerFields: [.contentType: "application/json"], body: BodyStream(text))
    }

    private static let failures = [
        #"{"error_type":"NOT_FOUND","messages":[{"id":"a","default_message":"b","args":["c"]}]}"#,
        #"{"error_type":"RESOURCE_BUSY","messages":[],"data":{"a":[1,null]}}"#, #"{"error_type":"OTHER"}"#,
    ]
    private static let successes = [
        #"["a","b"]"#,
        #"{"id":"a","name":"b","storage_backings":[{"type":"DATASTORE","datastore_id":"c"}],"size":12}"#,
        #"[{"name":"f","status":"READY","checksum_info":{"checksum":"00"},"bytes_transferred":1}]"#,
    ]
}

extension JSONValue {
    /// A member of an object.
    subscript(name: String) -> JSONValue? {
        guard case .object(let object) = self else { return nil }
        return object[name]
    }
}
