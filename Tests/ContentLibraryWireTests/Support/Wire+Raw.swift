import BinderyRuntime
import ContentLibraryAPI
import HTTPTypes
import Testing

extension Wire {
    /// Sends a request as it is, to a path below `/api`; as Anna, and with JSON, where nothing else is said.
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, fields: HTTPFields? = nil
    ) async throws -> Answer {
        var fields = fields ?? .anna
        if body != nil, fields[.contentType] == nil { fields[.contentType] = "application/json" }
        return try await transport.exchange(
            method, address + "/api" + path, body.map { BodyStream($0) }, fields: fields)
    }

    /// Gets a target exactly as it is written, as Anna. (An HTTP library would mend it first.)
    func get(_ target: String) async throws -> RawAnswer {
        let request = """
            GET \(target) HTTP/1.1\r
            Host: 127.0.0.1\r
            Authorization: \(HTTPFields.anna[.authorization] ?? "")\r
            Connection: close\r
            \r

            """
        return try #require(RawAnswer(try await RawSocket(port: port).exchange(Array(request.utf8))))
    }
}

extension Answer {
    /// Checks that this is a standard error with a message.
    func expectError(
        _ status: Int, _ kind: StandardErrorKind, mentioning text: String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(self.status == status, "\(self.text)", sourceLocation: sourceLocation)
        #expect(self.kind == kind, "\(self.text)", sourceLocation: sourceLocation)
        #expect(
            !message.isEmpty && (text.isEmpty || message.contains(text)), "\(self.text)",
            sourceLocation: sourceLocation)
        #expect(fields[.contentType] == "application/json", sourceLocation: sourceLocation)
    }
}
