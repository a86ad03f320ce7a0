import BinderyRuntime
import HTTPTypes

/// Hands what is below another path than the API's to a router of its own, which the API's authenticator does not guard.
struct PathRouting: ServerMiddleware {
    let router: Router

    func respond(
        to request: ServerRequest, context: RequestContext,
        next: @Sendable (ServerRequest, RequestContext) async -> ServerResponse
    ) async throws -> ServerResponse {
        guard let path = request.head.path, path.hasPrefix(router.basePath + "/") else {
            return await next(request, context)
        }
        return await router.respond(to: request)
    }
}
