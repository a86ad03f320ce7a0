public import BinderyRuntime
import HTTPTypes

/// The older wire forms of vAPI in front of a router that serves the document's own: `/rest/com/vmware/…` and JSON-RPC 2.0
/// at `POST` of the base path.
///
/// A request is translated, answered by the router as any other, with its authentication and its limits, and the answer is
/// translated back. Everything else goes its own way.
///
/// ```swift
/// router.middlewares.insert(WireForms(.contentLibrary, in: router), at: 0)
/// ```
public struct WireForms: ServerMiddleware {
    /// How many bytes a request of these forms may have. Files do not travel in them.
    public static let bodyLimit = 1 << 20

    private let rest: RESTForm
    private let rpc: RPCForm
    private let basePath: String

    /// Makes the forms.
    /// - Parameters:
    ///   - tables: the operations and structures.
    ///   - router: what answers the translated requests.
    public init(_ tables: WireTables, in router: Router) {
        rest = RESTForm(tables: tables, router: router)
        rpc = RPCForm(tables: tables, router: router)
        basePath = router.basePath
    }

    /// Answers a request of one of these forms, and passes on all others.
    public func respond(
        to request: ServerRequest, context: RequestContext,
        next: @Sendable (ServerRequest, RequestContext) async -> ServerResponse
    ) async throws -> ServerResponse {
        let path = context.target.path
        if path.hasPrefix(RESTForm.base) {
            return await rest.respond(to: request, path: path.dropFirst(RESTForm.base.count))
        }
        if request.head.method == .post, path == basePath || path == basePath + "/" {
            return await rpc.respond(to: request)
        }
        return await next(request, context)
    }
}
