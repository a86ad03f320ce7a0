import GRDB
import Logging

/// Puts a data folder in order after the last server ended, however it did.
///
/// What the order of steps elsewhere leaves behind is of three kinds only: bytes in `staging/` (an upload was cut),
/// a content object the database does not know (cut between rename and transaction), and notes of garbage. A
/// committed item refers to objects that were in place and durable before the transaction, so it is whole.
struct Recovery: Sendable {
    let environment: LibraryEnvironment

    func run() async throws {
        try await openBackings()
        try await TaskService(environment: environment).recover()
        // What has expired goes first: nobody waits for its transfers any more.
        try await Sweeper(environment: environment).sweep()
        try await dropTransfersInFlight()
        try await endPreparations()
        try await removeStagedBytes()
        try await removeUnknownObjects()
        await environment.garbage.collect()
        try await reportMissingContent()
    }

    /// No upload outlives its server: its file waits for the bytes again.
    private func dropTransfersInFlight() async throws {
        try await environment.transaction { transaction in
            let rows = try SessionFileRecord.filter(Column("upload_id") != nil).fetchAll(transaction.db)
            let sessions = UpdateSessionTransaction(transaction)
            for file in rows {
                guard let upload = file.uploadId else { continue }
                // The first of a session that expired since the sweep took the session along.
                guard try UpdateSessionRecord.fetchOne(transaction.db, key: file.sessionId) != nil else { continue }
                _ = try sessions.run(.connectionDropped(name: file.name, upload: upload), on: file.sessionId)
            }
        }
    }

    /// A backing that cannot be reached keeps the server from nothing else: what is in it is inaccessible, not lost.
    private func openBackings() async throws {
        let used = try await environment.store.read(StorageBacking.used)
        let (backings, logger) = (environment.backings, environment.logger)
        try await environment.pools.upload.run {
            for backing in used.union(backings.datastores.keys.map(StorageBacking.datastore)) {
                do { _ = try backings.folder(of: backing) } catch {
                    // In one that was never used there is no folder yet.
                    guard used.contains(backing) else { continue }
                    logger.error("a storage backing cannot be reached", metadata: ["error": "\(error)"])
                }
            }
        }
    }

    /// What came of a publisher's file stays: the next synchronization goes on with it.
    private func removeStagedBytes() async throws {
        let kept = try await environment.store.read(SubscribedFileRecord.stagingIdentifiers)
        let (backings, logger) = (environment.backings, environment.logger)
        try await environment.pools.removal.run {
            for (_, folder) in backings.accessible {
                for upload in try folder.stagedUploads() where !kept.contains(upload) {
                    Self.attempt(upload, logger) { try folder.removeStaged(upload) }
                }
            }
        }
    }

    private func removeUnknownObjects() async throws {
        let known = try await environment.store.read { db in
            try Set(String.fetchAll(db, sql: "SELECT id FROM content_object"))
        }
        let (backings, logger) = (environment.backings, environment.logger)
        try await environment.pools.removal.run {
            for (_, folder) in backings.accessible {
                for object in try folder.objects() where !known.contains(object) {
                    Self.attempt(object, logger) { try folder.removeObject(object) }
                }
            }
        }
    }

    /// What somebody else put into the folder and cannot be removed does not keep the server from starting.
    private static func attempt(_ name: String, _ logger: Logger, _ removal: () throws -> Void) {
        do { try removal() } catch {
            logger.warning("an unknown entry stays", metadata: ["name": "\(name)", "error": "\(error)"])
        }
    }

    /// Content that somebody took out of the folder is not ours to repair, but not ours to keep silent about.
    private func reportMissingContent() async throws {
        let objects = try await environment.store.read { db in try ContentObjectRecord.fetchAll(db) }
        let folders = Dictionary(uniqueKeysWithValues: environment.backings.accessible.map { ($0.backing, $0.folder) })
        let missing = try await environment.pools.reading.run {
            // What is in a backing that cannot be reached was reported as a whole.
            objects.filter { object in
                folders[object.backing].map { $0.size(ofObject: object.id) != object.size } ?? false
            }
            .map(\.id)
        }
        for object in missing {
            environment.logger.error("content object is missing or cut short", metadata: ["object": "\(object)"])
        }
    }
}
