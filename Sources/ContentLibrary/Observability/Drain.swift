import Synchronization

/// Whether the server is about to stop: it finishes what it has begun, and begins no more uploads.
final class Drain: Sendable {
    private let hasBegun = Atomic(false)

    var isDraining: Bool { hasBegun.load(ordering: .acquiring) }

    func begin() { hasBegun.store(true, ordering: .releasing) }

    /// - Throws: ServiceUnavailable, once it has begun.
    func check() throws {
        guard isDraining else { return }
        throw LibraryError(
            .serviceUnavailable,
            LibraryMessage("server.stopping", "The server is stopping and takes no new uploads; try again later."))
    }
}
