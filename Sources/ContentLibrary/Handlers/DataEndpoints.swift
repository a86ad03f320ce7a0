import BinderyRuntime
import HTTPTypes

/// The endpoints that bytes go through. The document does not describe them; models name their URIs.
struct DataEndpoints: Sendable {
    let core: LibraryCore

    func register(in router: inout Router) {
        router.on(.put, TransferEndpoints.sessionTemplate, handler: upload)
        router.on(.get, TransferEndpoints.sessionTemplate, handler: download)
        router.on(.get, TransferEndpoints.itemTemplate, handler: readItem)
    }

    /// The bytes of a session's file. 200 once they are durable and what was declared.
    private func upload(_ request: ServerRequest, _ context: RequestContext) async throws -> ServerResponse {
        try core.environment.drain.check()
        try checkWhole(request.head.headerFields)
        try await core.uploads.upload(
            request.body, length: request.body.length, to: context.path("file"), of: context.path("session"),
            by: context.user())
        return ServerResponse(status: 200)
    }

    /// The body must be the file: not a part of it, which would be kept as all of it (RFC 9110 §14.5 asks for a 400),
    /// and not a coding of it, which would be kept coded (§8.4).
    private func checkWhole(_ fields: HTTPFields) throws {
        if let range = fields[.contentRange] {
            throw LibraryError.invalid(
                "Content-Range",
                LibraryMessage("content.partial", "A file is uploaded whole; {0} is a part of it.", range))
        }
        if let coding = fields[.contentEncoding], coding.lowercased() != "identity" {
            throw RequestFault(.header("Content-Encoding"), .mediaType(found: coding, expected: "identity"))
        }
    }

    private func download(_ request: ServerRequest, _ context: RequestContext) async throws -> ServerResponse {
        let (session, file) = (try context.path("session"), try context.path("file"))
        return try await core.downloadSessions.open(file, of: session).response(to: request)
    }

    private func readItem(_ request: ServerRequest, _ context: RequestContext) async throws -> ServerResponse {
        let (library, item, file) = (try context.path("library"), try context.path("item"), try context.path("file"))
        let version = context.query.values(of: "version").first
        return try await core.items.open(file, of: item, in: library, version: version).response(to: request)
    }
}
