import HTTPTypes

extension Router {
    /// Answers a request.
    /// - Parameter request: the request. Its body is read only as far as its operation wants it.
    /// - Returns: the response, whatever happens.
    public func respond(to request: ServerRequest) async -> ServerResponse {
        let (answered, context) = await answer(request)
        var response = answered
        if let onError, let body = response.body, body.availableBytes == nil {
            response.body = body.reportingErrors { onError($0, context) }
        }
        response.keepOnlyWhatMayBeSent(to: request.head.method)
        return response
    }

    private func answer(_ request: ServerRequest) async -> (ServerResponse, RequestContext) {
        let target = RequestTarget(of: request.head)
        let query = QueryString(target.query)
        let method = HTTPMethod(request.head.method.rawValue)
        let destination = destination(of: method, path: target.path, query: query)
        let id = requestID(request)
        switch destination {
        case .endpoint(let endpoint, let values):
            let context = RequestContext(
                request.head, target, endpoint.route, id, request.remoteAddress, query,
                Array(zip(endpoint.variables, values)))
            let response = await pass(request, context, middlewares[...]) { request, context in
                try await answer(request, context, endpoint)
            }
            return (response, context)
        case .options(let allowed):
            let context = RequestContext(request.head, target, nil, id, request.remoteAddress, query, [])
            let response = await pass(request, context, middlewares[...]) { _, _ in
                let allow = allowed.map(\.rawValue).joined(separator: ", ")
                return ServerResponse(status: 204, headerFields: [.allow: allow])
            }
            return (response, context)
        case .fault(let fault):
            let context = RequestContext(request.head, target, nil, id, request.remoteAddress, query, [])
            return (await pass(request, context, middlewares[...]) { _, _ in throw fault }, context)
        }
    }

    private func answer(
        _ request: ServerRequest, _ context: RequestContext, _ endpoint: Endpoint
    ) async throws -> ServerResponse {
        var context = context
        if let item = context.query.malformedItem {
            throw RequestFault(.query(item), .invalid(expected: "percent-encoded UTF-8", found: item))
        }
        if let authenticator { context.principal = try await authenticator.principal(of: request, context: context) }
        return try await endpoint.handler(request, context, self)
    }

    /// Goes through the middlewares to the end of the way; errors become responses where they are thrown.
    private func pass(
        _ request: ServerRequest, _ context: RequestContext, _ middlewares: ArraySlice<any ServerMiddleware>,
        _ end: @escaping @Sendable (ServerRequest, RequestContext) async throws -> ServerResponse
    ) async -> ServerResponse {
        do {
            guard let first = middlewares.first else { return try await end(request, context) }
            let rest = middlewares.dropFirst()
            return try await first.respond(to: request, context: context) { request, context in
                await pass(request, context, rest, end)
            }
        } catch {
            report(error, context)
            return await errors.response(to: error, context: context)
        }
    }

    private func report(_ error: any Error, _ context: RequestContext) {
        guard let onError else { return }
        if let known = error as? any ResponseError, known.status < 500 || known.status == 501 { return }
        onError(error, context)
    }
}
