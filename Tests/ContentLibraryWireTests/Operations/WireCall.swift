import ContentLibraryAPI
import ContentLibraryClient
import Testing

/// One operation, called through the generated client over a socket: what it answers, and what it does.
struct WireCall: Sendable, CustomTestStringConvertible {
    /// The operation's id in the document.
    let operation: String
    /// The status that its call is answered with.
    let status: Int
    /// Calls it, and looks at the effect.
    let exercise: @Sendable (Wire) async throws -> Void

    var testDescription: String { operation }

    init(_ operation: String, _ status: Int, _ exercise: @escaping @Sendable (Wire) async throws -> Void) {
        self.operation = operation
        self.status = status
        self.exercise = exercise
    }

    /// An operation that no one has built yet: it takes what the document says, and says that it is not there.
    static func unbuilt<Answer>(
        _ operation: String, _ call: @escaping @Sendable (ContentLibraryClient) async throws -> Answer
    ) -> WireCall {
        WireCall(operation, 501) { wire in
            let refused = try await refusal { try await call(wire.client) }
            #expect(refused.kind == .unsupported)
            #expect(refused.text == "This server does not implement the operation \(operation) yet.")
        }
    }
}
