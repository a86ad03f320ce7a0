import BinderyRuntime
import HTTPTypes
import Synchronization

@testable import ContentLibrary

/// Leads every fetch of a server back to the server itself.
final class OwnSources: SourceTransport {
    private let router = Mutex<Router?>(nil)

    func serve(_ router: Router) { self.router.withLock { $0 = router } }

    func get(_ request: SourceRequest) async throws -> SourceResponse {
        let uri = try SourceURI(request.uri)
        guard let router = router.withLock(\.self) else { throw SourceFailure.unresolved(host: uri.host) }
        let head = HTTPRequest(
            method: .get, scheme: "http", authority: uri.authority, path: uri.target,
            headerFields: request.headerFields)
        let response = await router.respond(to: ServerRequest(head: head))
        return SourceResponse(
            status: response.head.status, headerFields: response.head.headerFields,
            body: response.body ?? BodyStream())
    }
}
