import Foundation
import GRDB

/// `Library.enter_maintenance` and `exit_maintenance`: a library whose content must not change for a while.
extension LibraryService {
    /// - Throws: NotAllowedInCurrentState if the library is in maintenance already or an update session is ACTIVE.
    func enterMaintenance(_ id: String) async throws {
        try await environment.transaction { transaction in
            var library = try LibraryRecord.find(transaction.db, id: id)
            try library.checkIdle(transaction)
            try library.checkNotSynchronizing(transaction.db)
            library.state = .maintenance
            try library.update(transaction.db)
        }
    }

    /// - Throws: NotAllowedInCurrentState if the library is not in maintenance, or is being migrated.
    func exitMaintenance(_ id: String) async throws {
        try await environment.transaction { transaction in
            var library = try LibraryRecord.find(transaction.db, id: id)
            guard library.state == .maintenance else {
                throw LibraryError(
                    .notAllowedInCurrentState,
                    LibraryMessage("library.not_in_maintenance", "The library {0} is not in maintenance.", id))
            }
            try library.checkNotMigrating()
            library.state = .active
            try library.update(transaction.db)
        }
    }
}

extension LibraryService {
    /// What a library can be converted to (`Library.ConversionSpec.ConversionType`).
    enum Conversion: String, CaseIterable, Sendable {
        case toPublishedLibrary = "TO_PUBLISHED_LIBRARY"
    }

    /// Makes a subscribed library a local one that is published to everybody, with the items that it has.
    ///
    /// - Throws: InvalidElementType if the library is local, NotAllowedInCurrentState if its content is being worked on.
    func convert(_ id: String, _ conversion: Conversion) async throws {
        let staged = try await environment.transaction { transaction in
            var library = try LibraryRecord.find(transaction.db, id: id)
            guard library.type == .subscribed else {
                throw LibraryError(
                    .invalidElementType,
                    LibraryMessage("library.not_subscribed", "The library {0} is not subscribed.", id))
            }
            try library.checkIdle(transaction)
            try library.checkNotSynchronizing(transaction.db)
            library.type = .local
            library.version += 1
            library.lastModifiedTime = transaction.now
            try library.update(transaction.db)
            try PublicationRecord(libraryId: id, published: true, authenticationMethod: .none).save(transaction.db)
            return try SubscriptionRecord.end(transaction.db, library: id)
        }
        await environment.removeStaged(staged)
        environment.garbage.collectSoon()
    }
}

extension LibraryRecord {
    /// Whether nobody is at work on the content.
    func checkIdle(_ transaction: LibraryTransaction) throws {
        try checkActive()
        let items = ItemRecord.select(Column("id")).filter(Column("library_id") == id)
        let session = try UpdateSessionRecord.living(at: transaction.now)
            .filter(Column("state") == UpdateSessionState.active.rawValue && items.contains(Column("item_id")))
            .select(Column("id"), as: String.self).fetchOne(transaction.db)
        guard let session else { return }
        throw LibraryError(
            .notAllowedInCurrentState,
            LibraryMessage(
                "library.busy", "The update session {1} works on the content of the library {0}.", id, session))
    }

    func checkNotSynchronizing(_ db: Database) throws {
        guard try SubscriptionRecord.lookUp(db, id: id)?.isSyncing == true else { return }
        throw LibraryError.isSynchronizing(id)
    }

    func checkNotMigrating() throws(LibraryError) {
        guard let task = migrationTaskId else { return }
        throw LibraryError(
            .notAllowedInCurrentState,
            LibraryMessage("library.migrating", "The task {1} moves the content of the library {0}.", id, task))
    }

    /// Whether the library may be deleted.
    ///
    /// - Parameter force: only a migration stands in the way then.
    func checkDeletable(force: Bool, _ transaction: LibraryTransaction) throws {
        try checkNotMigrating()
        if force { return }
        try checkIdle(transaction)
        if try LibraryUsages.any(transaction.db, of: id) {
            throw LibraryError(
                .notAllowedInCurrentState,
                LibraryMessage("library.in_use", "Usages of the library {0} are recorded.", id))
        }
    }
}
