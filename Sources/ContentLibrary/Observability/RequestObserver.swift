import BinderyRuntime
import HTTPTypes
import Logging
import Tracing

/// Stands before everything else that answers a request: gives it an identifier, measures it, traces it and writes it
/// down when the last byte of the response has gone.
struct RequestObserver: ServerMiddleware {
    let metrics: LibraryMetrics
    let logger: Logger
    /// How important the lines about requests are.
    var level = Logger.Level.info

    func respond(
        to request: ServerRequest, context: RequestContext,
        next: @Sendable (ServerRequest, RequestContext) async -> ServerResponse
    ) async throws -> ServerResponse {
        let record = RequestRecord(id: context.requestID)
        var parent = InstrumentationContext.current ?? .topLevel
        parent.request = record
        InstrumentationSystem.instrument.extract(request.head.headerFields, into: &parent, using: FieldExtractor())
        let span = InstrumentationSystem.tracer.startAnySpan(
            Self.name(of: request, context), context: parent, ofKind: .server)
        if span.isRecording { span.describe(request, context) }
        let observation = RequestObservation(observer: self, request: request, context: context, record, span)
        var response = await InstrumentationContext.withValue(span.context) { await next(request, context) }
        if let field = RequestIdentifier.field { response.head.headerFields[field] = record.id }
        observation.answered(&response)
        return response
    }

    /// `GET /library/item/{id}`, of few values, as OpenTelemetry's conventions ask of a span's name.
    private static func name(of request: ServerRequest, _ context: RequestContext) -> String {
        context.route.map { "\($0.method) \($0.path)" } ?? request.head.method.rawValue
    }
}

/// Reads what a tracer looks for in header fields, such as `traceparent` (W3C Trace Context).
private struct FieldExtractor: Extractor {
    func extract(key: String, from fields: HTTPFields) -> String? {
        HTTPField.Name(key).flatMap { fields[$0] }
    }
}

/// OpenTelemetry's semantic conventions for HTTP servers.
extension Span {
    fileprivate func describe(_ request: ServerRequest, _ context: RequestContext) {
        attributes["http.request.method"] = request.head.method.rawValue
        attributes["url.scheme"] = request.head.scheme ?? "http"
        attributes["url.path"] = String(context.target.path)
        if let route = context.route { attributes["http.route"] = route.path }
        if let operation = context.route?.operationID { attributes["content_library.operation"] = operation }
        if let authority = request.head.authority { attributes["server.address"] = authority }
        if let address = context.remoteAddress { attributes["client.address"] = address }
        if let agent = request.head.headerFields[.userAgent] { attributes["user_agent.original"] = agent }
        if let length = request.body.length { attributes["http.request.body.size"] = length }
        attributes["http.request.header.x-request-id"] = context.requestID
    }
}
