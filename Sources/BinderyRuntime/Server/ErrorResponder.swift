import HTTPTypes

/// Turns errors that no operation documents into responses.
public protocol ErrorResponder: Sendable {
    /// The response for an error.
    /// - Parameters:
    ///   - error: a ``RequestFault``, ``RequestViolations``, ``RoutingFault``, ``NotImplemented``, ``BodyTooLarge``, any other
    ///     ``ResponseError``, or anything that a handler threw.
    ///   - context: the request.
    func response(to error: any Error, context: RequestContext) async -> ServerResponse
}

/// Answers errors as `application/problem+json` (RFC 9457), and says nothing about those that are not meant for clients.
public struct ProblemResponder: ErrorResponder {
    /// Makes a responder.
    public init() {}

    /// The response for an error.
    public func response(to error: any Error, context: RequestContext) async -> ServerResponse {
        let known = error as? any ResponseError
        let status = known?.status ?? 500
        var problem = JSONObject([
            .init(key: "title", value: .string(known?.title ?? "Internal error")),
            .init(key: "status", value: .integer(Int64(status))),
        ])
        if let known { problem["detail"] = .string(known.detail) }
        if let path = (error as? RequestFault)?.jsonPath ?? (error as? RequestViolations)?.jsonPath {
            problem["path"] = .string(path)
        }
        if let violations = error as? RequestViolations { violations.add(to: &problem) }
        if !context.requestID.isEmpty { problem["request_id"] = .string(context.requestID) }
        var fields = known?.headerFields ?? [:]
        fields[.contentType] = "application/problem+json"
        let body = (try? JSONValue.object(problem).encoded()) ?? []
        return ServerResponse(status: status, headerFields: fields, body: BodyStream(body))
    }
}
