import BinderyRuntime
import HTTPTypes
import Logging
import Synchronization
import Tracing

/// One request from its head to the last byte of its response, however that ends; it is written down once.
final class RequestObservation: Sendable {
    private struct State {
        var status = 0
        var bytes: Int64 = 0
        /// How many bytes the response announced.
        var announced: Int64?
        var error: (any Error)?
        var isFinished = false
    }

    private let observer: RequestObserver
    private let context: RequestContext
    private let requestBytes: Int64?
    private let record: RequestRecord
    private let span: any Span
    private let start = ContinuousClock.now
    private let state = Mutex(State())

    init(
        observer: RequestObserver, request: ServerRequest, context: RequestContext, _ record: RequestRecord,
        _ span: any Span
    ) {
        self.observer = observer
        self.context = context
        self.record = record
        self.span = span
        requestBytes = request.body.length
        observer.metrics.requestBegan()
    }

    /// A body that nobody reads to its end ends here.
    deinit { finish() }

    /// The head of the response is known; its body is counted as it goes.
    func answered(_ response: inout ServerResponse) {
        let (status, body) = (response.status, response.body)
        let isHead = context.head.method == .head
        state.withLock { state in
            state.status = status
            state.announced = isHead ? 0 : body?.length
            if !isHead { state.bytes = Int64(body?.availableBytes?.count ?? 0) }
        }
        if let body, body.availableBytes == nil, !isHead {
            response.body = BodyStream(ObservedPieces(body: body, observation: self), length: body.length)
        } else {
            finish()
        }
    }

    func sent(_ count: Int) { state.withLock { $0.bytes += Int64(count) } }
    func failed(_ error: any Error) { state.withLock { $0.error = error } }

    func finish() {
        let end = state.withLock { state -> State? in
            guard !state.isFinished else { return nil }
            state.isFinished = true
            return state
        }
        guard let end else { return }
        let duration = ContinuousClock.now - start
        observer.metrics.requestEnded()
        measure(end, duration)
        log(end, duration)
        if span.isRecording { describe(end) }
        span.end()
    }

    private func measure(_ end: State, _ duration: Duration) {
        let metrics = observer.metrics
        metrics.answered(
            context.route.map { $0.operationID ?? $0.description } ?? "none", method: method, status: end.status,
            nanoseconds: duration.components.seconds * 1_000_000_000 + duration.components.attoseconds / 1_000_000_000)
        if end.status == 401, context.credentials.sessionId != nil || context.credentials.authorization != nil {
            metrics.authenticationFailed()
        }
        guard record.isDownload, context.head.method == .get else { return }
        metrics.downloaded(end.bytes)
        if end.bytes == end.announced {
            metrics.transferred(.download)
        } else {
            metrics.transferFailed(.download, end.error ?? BodyInterrupted(reason: "the client went away"))
        }
    }

    private func log(_ end: State, _ duration: Duration) {
        let observer = observer
        observer.logger.log(level: observer.level, "request", metadata: metadata(end, duration))
    }

    private func metadata(_ end: State, _ duration: Duration) -> Logger.Metadata {
        var metadata: Logger.Metadata = [
            "request-id": "\(record.id)", "method": "\(method)", "status": "\(end.status)",
            "path": "\(context.target.path)", "bytes": "\(end.bytes)",
            "milliseconds": "\(Self.milliseconds(duration))",
        ]
        if let route = context.route { metadata["route"] = "\(route.operationID ?? route.path)" }
        if let user = record.user { metadata["user"] = "\(user)" }
        if let requestBytes, requestBytes > 0 { metadata["request-bytes"] = "\(requestBytes)" }
        if let address = context.remoteAddress { metadata["client"] = "\(address)" }
        if let announced = end.announced, announced != end.bytes { metadata["incomplete"] = "true" }
        return metadata
    }

    private func describe(_ end: State) {
        span.attributes["http.response.status_code"] = end.status
        span.attributes["http.response.body.size"] = end.bytes
        if let user = record.user { span.attributes["user.name"] = user }
        if let error = end.error { span.recordError(error) }
        guard end.status >= 500 else { return }
        span.attributes["error.type"] = String(end.status)
        span.setStatus(SpanStatus(code: .error))
    }

    /// Methods that HTTP does not know are one, so that no client makes metrics of its own.
    private var method: String {
        let method = context.head.method.rawValue
        return ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].contains(method) ? method : "_OTHER"
    }

    private static func milliseconds(_ duration: Duration) -> String {
        let microseconds = duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
        let fraction = String(microseconds % 1000)
        return "\(microseconds / 1000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction)"
    }
}

/// The pieces of a response's body, counted on their way.
private struct ObservedPieces: AsyncSequence, Sendable {
    let body: BodyStream
    let observation: RequestObservation

    func makeAsyncIterator() -> Iterator { Iterator(pieces: body.makeAsyncIterator(), observation: observation) }

    struct Iterator: AsyncIteratorProtocol {
        var pieces: BodyStream.Iterator
        let observation: RequestObservation

        mutating func next() async throws -> ArraySlice<UInt8>? {
            do {
                guard let piece = try await pieces.next() else {
                    observation.finish()
                    return nil
                }
                observation.sent(piece.count)
                return piece
            } catch {
                observation.failed(error)
                observation.finish()
                throw error
            }
        }
    }
}
