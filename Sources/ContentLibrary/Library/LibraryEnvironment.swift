import Foundation
import GRDB
import Logging
import Tracing

/// The threads for files. Uploads wait for the disk, and removing a large file takes long; who reads waits for neither.
struct FilePools: Sendable {
    let upload: BlockingPool
    let reading: BlockingPool
    let removal: BlockingPool

    init(threads: Int) {
        upload = BlockingPool(label: "content-library.uploads", threads: threads)
        reading = BlockingPool(label: "content-library.reading", threads: threads)
        removal = BlockingPool(label: "content-library.removal", threads: 1)
    }
}

/// What every service works with: the store, the content folder, and the effects that come from outside.
struct LibraryEnvironment: Sendable {
    let store: LibraryStore
    /// The data folder.
    let folder: ContentFolder
    let backings: StorageBackings
    let pools: FilePools
    let transfers: LiveTransfers
    let pulls: RunningPulls
    let coverage: DownloadCoverage
    let bandwidth: BandwidthLimit
    let garbage: GarbageCollector
    let feedPasswords = FeedPasswords()
    /// Slows down who guesses the passwords of published libraries.
    let feedThrottle: LoginThrottle
    let synchronizations = LiveSynchronizations()
    let settings: LibrarySettings
    let metrics: LibraryMetrics
    let clock: WallClock
    let ids: IDSource
    let logger: Logger
    /// Whether the server is about to stop.
    let drain = Drain()

    /// Makes a thing once per client token, in one transaction.
    func createOnce(
        _ operation: String, by user: Principal, token: String?,
        create: @escaping @Sendable (_ db: LibraryTransaction) throws -> String
    ) async throws -> String {
        try await transaction { transaction in
            let tokens = ClientTokens(db: transaction.db, now: transaction.now)
            return try tokens.once(operation, user: user.name, token: token) { try create(transaction) }
        }
    }

    /// Removes an object whose transaction failed, so that nobody will ever hear of it. If the transaction took place
    /// after all (the answer of the commit was lost), the object stays.
    func discard(_ object: String, in backing: StorageBacking) async throws {
        let known = try await store.writeRegardless { db in try ContentObjectRecord.exists(db, key: object) }
        guard !known else { return }
        let backings = backings
        try await pools.removal.run { try backings.folder(of: backing).removeObject(object) }
    }

    func transaction<Value: Sendable>(
        _ body: @escaping @Sendable (LibraryTransaction) throws -> Value
    ) async throws -> Value {
        let now = clock.now()
        return try await withSpan("library transaction", ofKind: .client) { span in
            if span.isRecording { span.attributes["db.system.name"] = "sqlite" }
            return try await store.write { db in
                try body(LibraryTransaction(db: db, now: now, settings: settings, ids: ids))
            }
        }
    }
}
