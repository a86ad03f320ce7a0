import Synchronization

/// Compares passwords with their hashes, which is meant to be slow, for people nobody knows yet.
///
/// Two comparisons at once leave the rest of the machine to others, and only so many may wait: beyond that the server
/// says that it is busy, instead of keeping whoever has the right password waiting behind thousands of wrong ones.
final class PasswordChecks: Sendable {
    let pool: BlockingPool
    private let made = Mutex(0)

    init(threads: Int = 2, waitingLimit: Int = 64) {
        pool = BlockingPool(label: "content-library.passwords", threads: threads, waitingLimit: waitingLimit)
    }

    /// How many comparisons were made.
    var count: Int { made.withLock(\.self) }

    /// - Throws: ServiceUnavailable if too many comparisons wait.
    func matches(_ password: String, _ hash: PasswordHash) async throws -> Bool {
        do {
            return try await pool.run { [self] in
                made.withLock { $0 += 1 }
                return hash.matches(password)
            }
        } catch is BlockingPool.Full {
            throw LibraryError(
                .serviceUnavailable,
                LibraryMessage("access.busy", "Too many passwords wait to be verified; try again in a moment."))
        }
    }
}
