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
}
