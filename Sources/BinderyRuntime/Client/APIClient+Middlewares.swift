import HTTPTypes

extension APIClient {
    /// Adds a middleware for every call, within those that are there already.
    public mutating func use(_ middleware: any ClientMiddleware) {
        middlewares.append(middleware)
    }

    /// Adds a middleware for the operations of a tag, within those that are there already.
    public mutating func use<Tag: APITag>(_ middleware: any ClientMiddleware, for tag: Tag.Type) {
        use(ScopedClientMiddleware(middleware: middleware, scope: RouteScope(tag)))
    }

    /// Adds a middleware for one operation, within those that are there already.
    public mutating func use<Operation: APIOperation>(
        _ middleware: any ClientMiddleware, for operation: Operation.Type
    ) {
        use(ScopedClientMiddleware(middleware: middleware, scope: RouteScope(operation)))
    }
}

private struct ScopedClientMiddleware: ClientMiddleware {
    let middleware: any ClientMiddleware
    let scope: RouteScope

    func send(
        _ request: HTTPRequest, body: BodyStream?, route: Route,
        next: @Sendable (HTTPRequest, BodyStream?) async throws -> (HTTPResponse, BodyStream)
    ) async throws -> (HTTPResponse, BodyStream) {
        guard scope.contains(route) else { return try await next(request, body) }
        return try await middleware.send(request, body: body, route: route, next: next)
    }
}
