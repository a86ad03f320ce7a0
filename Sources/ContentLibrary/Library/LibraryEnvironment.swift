import Foundation
import Logging

/// What every service works with: the store, the content folder, and the effects that come from outside.
struct LibraryEnvironment: Sendable {
    let store: LibraryStore
    let folder: ContentFolder
    let pool: BlockingPool
    let transfers: LiveTransfers
    let settings: LibrarySettings
    let clock: WallClock
    let ids: IDSource
    let logger: Logger

    var garbage: GarbageCollector { GarbageCollector(store: store, folder: folder, pool: pool, logger: logger) }

    /// Makes a thing once per client token, in one transaction.
    func createOnce(
        _ operation: String, by user: Principal, token: String?,
        create: @escaping @Sendable (_ db: LibraryTransaction) throws -> String
    ) async throws -> String {
        let now = clock.now()
        return try await store.write { db in
            let transaction = LibraryTransaction(db: db, now: now, settings: settings, ids: ids)
            return try ClientTokens(db: db, now: now).once(operation, user: user.name, token: token) {
                try create(transaction)
            }
        }
    }

    func transaction<Value: Sendable>(
        _ body: @escaping @Sendable (LibraryTransaction) throws -> Value
    ) async throws -> Value {
        let now = clock.now()
        return try await store.write { db in
            try body(LibraryTransaction(db: db, now: now, settings: settings, ids: ids))
        }
    }
}
