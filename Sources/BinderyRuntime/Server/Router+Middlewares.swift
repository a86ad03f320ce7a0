extension Router {
    /// Adds a middleware for every request, within those that are there already.
    public mutating func use(_ middleware: any ServerMiddleware) {
        middlewares.append(middleware)
    }

    /// Adds a middleware for the operations of a tag, within those that are there already.
    public mutating func use<Tag: APITag>(_ middleware: any ServerMiddleware, for tag: Tag.Type) {
        use(ScopedServerMiddleware(middleware: middleware, scope: RouteScope(tag)))
    }

    /// Adds a middleware for one operation, within those that are there already.
    public mutating func use<Operation: APIOperation>(
        _ middleware: any ServerMiddleware, for operation: Operation.Type
    ) {
        use(ScopedServerMiddleware(middleware: middleware, scope: RouteScope(operation)))
    }
}

private struct ScopedServerMiddleware: ServerMiddleware {
    let middleware: any ServerMiddleware
    let scope: RouteScope

    func respond(
        to request: ServerRequest, context: RequestContext,
        next: @Sendable (ServerRequest, RequestContext) async -> ServerResponse
    ) async throws -> ServerResponse {
        guard scope.contains(context.route) else { return await next(request, context) }
        return try await middleware.respond(to: request, context: context, next: next)
    }
}
