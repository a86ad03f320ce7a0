import Synchronization

/// State that several tasks may hold, and only one at a time uses: the connection behind the parts of a multipart body.
///
/// Whoever comes while another uses it gets an error. That check is what makes the class safe to share.
final class Exclusive<State>: @unchecked Sendable {
    private var state: State
    private let isUsed = Atomic(false)

    init(_ state: State) {
        self.state = state
    }

    /// Uses the state.
    /// - Throws: ``BodyElementError`` where it is used by another task; what `body` throws.
    func use<Result>(_ body: (inout State) async throws -> Result) async throws -> Result {
        guard !isUsed.exchange(true, ordering: .acquiring) else {
            throw BodyElementError("the body", .malformed("is read by two tasks at the same time"))
        }
        defer { isUsed.store(false, ordering: .releasing) }
        return try await body(&state)
    }
}
