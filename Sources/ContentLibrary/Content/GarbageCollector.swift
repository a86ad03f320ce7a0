import Logging
import Synchronization

/// Removes the bytes of content objects that nobody refers to any more.
///
/// First the database gives an object up, then its file goes, then the note about it: stopped anywhere, the next run
/// carries on. Nothing depends on it being done, so nobody waits for it, and its failures are logged and never reach a
/// client.
final class GarbageCollector: Sendable {
    private struct State {
        var running: Task<Void, Never>?
        /// Something was let go of while it ran.
        var again = false
    }

    private let store: LibraryStore
    private let backings: StorageBackings
    private let pool: BlockingPool
    private let logger: Logger
    private let state = Mutex(State())

    init(store: LibraryStore, backings: StorageBackings, pool: BlockingPool, logger: Logger) {
        self.store = store
        self.backings = backings
        self.pool = pool
        self.logger = logger
    }

    /// Has the garbage collected, soon, in a task of its own: whoever let go of it need not wait.
    func collectSoon() {
        state.withLock { state in
            state.again = state.running != nil
            if state.running == nil { state.running = Task { await collectWhileAsked() } }
        }
    }

    /// Waits for what was asked for so far.
    func settled() async {
        while let running = state.withLock(\.running) { await running.value }
    }

    /// Collects, and returns when what could go has gone.
    func collect() async {
        do { try await run() } catch {
            logger.warning("garbage stays for the next collection", metadata: ["error": "\(error)"])
        }
    }

    /// - Returns: how many objects went.
    @discardableResult
    func run() async throws -> Int {
        guard try await store.read(ReleasedObjects.any) else { return 0 }
        let garbage = try await store.write(ReleasedObjects.giveUp)
        guard !garbage.isEmpty else { return 0 }
        let (backings, logger) = (backings, logger)
        let removed = try await pool.run {
            try garbage.filter { object in
                try backings.faults.reach(.garbageBeforeRemoval)
                // One that cannot go does not keep the others; it stays listed.
                do { try backings.folder(of: object.backing).removeObject(object.id) } catch {
                    logger.warning("content stays for the next collection", metadata: ["error": "\(error)"])
                    return false
                }
                try backings.faults.reach(.garbageAfterRemoval)
                return true
            }
            .map(\.id)
        }
        try await store.write { db in try ReleasedObjects.forget(removed, db) }
        return removed.count
    }

    private func collectWhileAsked() async {
        repeat { await collect() } while isAskedAgain()
    }

    private func isAskedAgain() -> Bool {
        state.withLock { state in
            guard state.again else {
                state.running = nil
                return false
            }
            state.again = false
            return true
        }
    }
}
