import Logging

/// Removes the bytes of content objects that nobody refers to any more.
///
/// First the database gives an object up, then its file goes, then the note about it: stopped anywhere, the next run
/// carries on. Nothing depends on it being done, so its failures are logged and never reach a client.
struct GarbageCollector: Sendable {
    let store: LibraryStore
    let folder: ContentFolder
    let pool: BlockingPool
    let logger: Logger

    func collect() async {
        // A task of its own: the caller may be cancelled, and what it let go of must go nevertheless.
        do { _ = try await Task { try await run() }.value } catch {
            logger.warning("garbage stays for the next collection", metadata: ["error": "\(error)"])
        }
    }

    /// - Returns: how many objects went.
    @discardableResult
    func run() async throws -> Int {
        guard try await store.read(ReleasedObjects.any) else { return 0 }
        let garbage = try await store.write(ReleasedObjects.giveUp)
        guard !garbage.isEmpty else { return 0 }
        let folder = folder
        try await pool.run {
            for object in garbage {
                try folder.faults.reach(.garbageBeforeRemoval)
                try folder.removeObject(object)
                try folder.faults.reach(.garbageAfterRemoval)
            }
        }
        try await store.write { db in try ReleasedObjects.forget(garbage, db) }
        return garbage.count
    }
}
