import BinderyRuntime
import HTTPTypes
import Synchronization

/// Sees which operations went over the wire, and what each was answered.
final class CallLog: ClientMiddleware {
    struct Entry: Equatable {
        var operation: String
        var status: Int
    }

    private let log = Mutex<[Entry]>([])

    var entries: [Entry] { log.withLock(\.self) }

    func send(
        _ request: HTTPRequest, body: BodyStream?, route: Route,
        next: @Sendable (HTTPRequest, BodyStream?) async throws -> (HTTPResponse, BodyStream)
    ) async throws -> (HTTPResponse, BodyStream) {
        let (head, body) = try await next(request, body)
        if let operation = route.operationID {
            log.withLock { $0.append(Entry(operation: operation, status: head.status.code)) }
        }
        return (head, body)
    }
}
