public import HTTPTypes

/// Calls the operations of a document at one address.
///
/// Generated clients are made from it and share it; it is a value, cheap to copy and to change.
public struct APIClient: Sendable {
    /// The address that paths are appended to.
    public var baseURL: BaseURL
    /// What sends the requests.
    public var transport: any ClientTransport
    /// What takes part in every call; the first is the outermost.
    public var middlewares: [any ClientMiddleware]
    /// How many bytes a response that is not streamed may have. Of a multipart response, which is, as many bytes may stand
    /// in parts that are no streams.
    public var responseLimit: Int
    /// Whether requests are held against the schemas of their operations before they are sent; false unless set. One that
    /// violates any fails with ``RequestEncodingError/invalid(_:)``.
    public var validatesRequests = false
    /// Chooses where an operation is called. Where there is none, or it gives nil, an operation is called at its own server
    /// if the document gives it one (``Route/server``), and else at ``baseURL``.
    public var chooseServer: (@Sendable (Route) -> BaseURL?)?

    /// Makes a client.
    /// - Parameters:
    ///   - baseURL: the address that paths are appended to.
    ///   - transport: what sends the requests.
    ///   - middlewares: what takes part in every call; the first is the outermost.
    ///   - responseLimit: how many bytes a response that is not streamed may have.
    public init(
        baseURL: BaseURL, transport: any ClientTransport, middlewares: [any ClientMiddleware] = [],
        responseLimit: Int = 256 << 20
    ) {
        self.baseURL = baseURL
        self.transport = transport
        self.middlewares = middlewares
        self.responseLimit = responseLimit
    }

    /// Calls an operation.
    /// - Throws: the operation's failure: a documented response, an undocumented one, or none.
    public func call<Operation: APIOperation>(
        _ operation: Operation.Type, _ input: Operation.Input
    ) async throws(Operation.Failure) -> Operation.Output {
        try await response(operation, input).result.get()
    }

    /// Calls an operation and gives all of its response.
    public func response<Operation: APIOperation>(
        _ operation: Operation.Type, _ input: Operation.Input
    ) async -> OperationResponse<Operation> {
        await response(operation, input, route: operation.route) { writer throws(RequestEncodingError) in
            try writer.finish(at: try server(of: operation.route))
        }
    }

    /// Calls an operation whose address the document leaves open: a webhook or a callback.
    /// - Parameters:
    ///   - operation: the operation.
    ///   - input: its input.
    ///   - url: the whole address, with its query where it has one.
    /// - Throws: the operation's failure: a documented response, an undocumented one, or none.
    public func call<Operation: APIOperation>(
        _ operation: Operation.Type, _ input: Operation.Input, at url: String
    ) async throws(Operation.Failure) -> Operation.Output {
        let response = await response(operation, input, route: operation.route.at("")) {
            writer throws(RequestEncodingError) in
            try writer.finish(atAddress: url)
        }
        return try response.result.get()
    }

    /// The address that the path of a route is appended to.
    private func server(of route: Route) throws(RequestEncodingError) -> BaseURL {
        if let chosen = chooseServer?(route) { return chosen }
        guard let server = route.server else { return baseURL }
        do throws(BaseURL.Invalid) {
            return try baseURL.resolving(server)
        } catch {
            throw .invalidAddress(error)
        }
    }

    private func response<Operation: APIOperation>(
        _ operation: Operation.Type, _ input: Operation.Input, route: Route,
        finish: (RequestWriter) throws(RequestEncodingError) -> (HTTPRequest, BodyStream?)
    ) async -> OperationResponse<Operation> {
        let prepared: (HTTPRequest, BodyStream?)
        do throws(RequestEncodingError) {
            var writer = RequestWriter(route: route, schema: validatesRequests ? operation.inputSchema : nil)
            input.write(to: &writer)
            var (request, body) = try finish(writer)
            try writer.validate(request, body)
            if request.headerFields[.accept] == nil {
                request.headerFields[.accept] = Self.accept(operation)
            }
            prepared = (request, body)
        } catch {
            return OperationResponse(status: nil, headerFields: [:], result: .failure(.failed(.request(error))))
        }
        let head: HTTPResponse
        let body: BodyStream
        do {
            (head, body) = try await send(prepared.0, prepared.1, route, middlewares[...])
        } catch let error as RequestEncodingError {
            return OperationResponse(status: nil, headerFields: [:], result: .failure(.failed(.request(error))))
        } catch {
            return OperationResponse(status: nil, headerFields: [:], result: .failure(.failed(.transport(error))))
        }
        return OperationResponse(
            status: head.status.code,
            headerFields: head.headerFields,
            result: await read(operation, head, body)
        )
    }

    /// Sends a request that no operation describes, such as one to an address that a response named.
    /// - Parameters:
    ///   - request: a request with scheme, authority and path. It goes through the client's middlewares, so that it
    ///     carries the client's credentials: send it only where these may go.
    ///   - body: its body; nil where it has none.
    /// - Returns: the head of the response as soon as it is there, and its body as it comes.
    public func send(_ request: HTTPRequest, body: BodyStream?) async throws -> (HTTPResponse, BodyStream) {
        let route = Route(HTTPMethod(request.method.rawValue), request.path ?? "/")
        return try await send(request, body, route, middlewares[...])
    }

    private func send(
        _ request: HTTPRequest, _ body: BodyStream?, _ route: Route, _ middlewares: ArraySlice<any ClientMiddleware>
    ) async throws -> (HTTPResponse, BodyStream) {
        guard let first = middlewares.first else { return try await transport.send(request, body: body) }
        let rest = middlewares.dropFirst()
        return try await first.send(request, body: body, route: route) { request, body in
            try await send(request, body, route, rest)
        }
    }

    /// What a call accepts: the documented media types in their order, and whatever a failure comes in.
    private static func accept<Operation: APIOperation>(_ operation: Operation.Type) -> String {
        let mediaTypes = operation.successMediaTypes
        guard !mediaTypes.isEmpty else { return operation.streamsResponse ? "*/*" : "application/json, */*;q=0.5" }
        // Qualities have three digits (RFC 9110 §12.4.2).
        let ranges = mediaTypes.enumerated().map { index, mediaType in
            index == 0 ? mediaType : "\(mediaType);q=0.\(max(9 - index, 2))"
        }
        return (ranges + (mediaTypes.contains("*/*") ? [] : ["*/*;q=0.1"])).joined(separator: ", ")
    }

    private func read<Operation: APIOperation>(
        _ operation: Operation.Type, _ head: HTTPResponse, _ body: BodyStream
    ) async -> Result<Operation.Output, Operation.Failure> {
        let isSuccess = (200..<300).contains(head.status.code)
        var reader: ResponseReader
        let contentType = head.headerFields[.contentType]
        if operation.streamsResponse(withStatus: head.status.code, contentType: contentType) {
            reader = ResponseReader(head, stream: body)
            reader.rules.collectedBytes = responseLimit
        } else {
            do {
                reader = ResponseReader(head, bytes: try await body.collect(upTo: responseLimit))
            } catch let error as BodyTooLarge {
                return .failure(.failed(.responseTooLarge(error)))
            } catch {
                return .failure(.failed(.transport(error)))
            }
        }
        do throws(JSONDecodingError) {
            return try operation.read(&reader)
        } catch {
            var response = reader.undocumented()
            response.decodingError = error
            return .failure(isSuccess ? .failed(.decoding(error, response)) : .undocumented(response))
        }
    }
}
