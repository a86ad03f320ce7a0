import BinderyRuntime
import HTTPTypes

/// Hands what is below another path than the API's to a router of its own, which the API's authenticator does not guard,
/// and which observes its requests itself.
struct PathRouting: ServerMiddleware {
    let router: Router
    /// Whole paths that are the router's, where it has no base path of its own.
    var paths: Set<Substring> = []

    func respond(
        to request: ServerRequest, context: RequestContext,
        next: @Sendable (ServerRequest, RequestContext) async -> ServerResponse
    ) async throws -> ServerResponse {
        isForRouter(context.target.path) ? await router.respond(to: request) : await next(request, context)
    }

    private func isForRouter(_ path: Substring) -> Bool {
        if router.basePath.isEmpty { return paths.contains(path) }
        return path.utf8.starts(with: "\(router.basePath)/".utf8)
    }
}
