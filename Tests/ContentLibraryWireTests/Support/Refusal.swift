import BinderyRuntime
import ContentLibraryAPI

/// What an operation was refused with.
struct Refusal {
    var status: Int
    var error: StandardError

    var kind: StandardErrorKind { error.errorType }
    /// The stack of messages, as a reader sees it.
    var text: String { error.messages.map { $0.rendered() }.joined(separator: "\n") }
}

/// A call that had to be refused and was not, or with something that is no standard error.
struct NoRefusal: Error, CustomStringConvertible {
    var description: String
}

/// The standard error that a call of the generated client throws.
func refusal<Answer>(_ call: () async throws -> Answer) async throws -> Refusal {
    do {
        let answer = try await call()
        throw NoRefusal(description: "the call was not refused, but answered \(answer)")
    } catch let failure as any OperationFailure {
        guard let status = failure.status, let body = failure.body else {
            throw NoRefusal(description: "the failure is no standard error: \(failure)")
        }
        return Refusal(status: status, error: try StandardError.decode(from: body.encoded()))
    }
}

/// The kind of the standard error that a call of the generated client throws.
func kind<Answer>(_ call: () async throws -> Answer) async throws -> StandardErrorKind {
    try await refusal(call).kind
}
