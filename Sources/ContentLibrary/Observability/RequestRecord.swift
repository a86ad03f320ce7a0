import BinderyRuntime
import HTTPTypes
public import Logging
import Synchronization
import Tracing

/// What is noted of a request while it is answered. It travels with the task.
final class RequestRecord: Sendable {
    /// The request's identifier.
    let id: String
    private let state = Mutex<(user: String?, isDownload: Bool)>((nil, false))

    init(id: String) {
        self.id = id
    }

    /// Who sends it, once that is known.
    var user: String? {
        get { state.withLock(\.user) }
        set { state.withLock { $0.user = newValue } }
    }

    /// Whether the response's body is content of a file.
    var isDownload: Bool {
        get { state.withLock(\.isDownload) }
        set { state.withLock { $0.isDownload = newValue } }
    }

    /// The record of the request that is being answered.
    static var current: RequestRecord? { InstrumentationContext.current?.request }
}

extension InstrumentationContext {
    private enum RequestKey: InstrumentationContextKey {
        typealias Value = RequestRecord
        static let nameOverride: String? = "request"
    }

    var request: RequestRecord? {
        get { self[RequestKey.self] }
        set { self[RequestKey.self] = newValue }
    }
}

extension Logger.MetadataProvider {
    /// Gives every line that is logged while a request is answered the request's identifier, as `request-id`.
    public static let request = Logger.MetadataProvider {
        RequestRecord.current.map { ["request-id": "\($0.id)"] } ?? [:]
    }
}

/// The identifiers of requests: the client's own, where it sends one that is fit for logs, or one of chance.
enum RequestIdentifier {
    static let field = HTTPField.Name("X-Request-Id")

    static func of(_ request: ServerRequest) -> String {
        guard let field, let sent = request.head.headerFields[field], isValid(sent) else { return random() }
        return sent
    }

    /// As many identifiers have it: UUIDs, trace identifiers, Base64. Nothing that could end a line or a value in a log.
    private static func isValid(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count)
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.:+/=@~".contains($0)) }
    }

    private static func random() -> String {
        let id = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - id.count) + id
    }
}
