import Foundation
import GRDB
import Logging

/// Brings a subscribed library, or one item of it, into agreement with its publisher.
///
/// In this order: the publisher's items are read whole · items that it no longer has go · what it says of the others is
/// taken over, in transactions of a few items · files are fetched, each verified and kept when it is here · an item's
/// files change for everyone in one transaction, once all are here. Stopped anywhere, everyone sees whole items, and the
/// next run goes on from there.
struct LibrarySynchronization: Sendable {
    /// How many items one transaction takes over.
    static let batch = 100

    let library: String
    let environment: LibraryEnvironment

    /// Runs, and records how it went: whoever asked for it does not wait.
    func run(_ scope: LiveSynchronizations.Scope) async {
        do {
            let subscription = try await begin()
            do {
                let client = try await FeedClient(subscription, environment: environment)
                let outcome = try await synchronize(subscription, client, scope)
                try await end(subscription, outcome)
            } catch {
                // A server that stops leaves the mark that it began: the next server goes on.
                try Task.checkCancellation()
                try await end(subscription, Outcome(isWhole: false, problem: Self.message(error)))
            }
        } catch is CancellationError {
        } catch let error as LibraryError where error.kind == .notFound {
            // The library was deleted meanwhile.
        } catch {
            log("a synchronization could not be recorded", "\(error)")
        }
        environment.garbage.collectSoon()
    }

    private struct Outcome {
        /// The publisher's version that everything is of now.
        var version: String?
        /// Whether the publisher was read to the end.
        var isWhole = true
        var problem: LibraryMessage?
    }

    private func synchronize(
        _ subscription: SubscriptionRecord, _ client: FeedClient, _ scope: LiveSynchronizations.Scope
    ) async throws -> Outcome {
        switch scope {
        case .library: return try await all(subscription, client)
        case .item(let id):
            try await describe(item: id, client)
            let problem = try await fetch(only: id, subscription, client).first
            return Outcome(version: problem == nil ? subscription.publisherVersion : nil, problem: problem)
        }
    }

    private func all(_ subscription: SubscriptionRecord, _ client: FeedClient) async throws -> Outcome {
        let descriptor = try await client.descriptor().descriptor
        guard descriptor.id == subscription.publisherId else {
            throw FeedFailure.malformed(
                LibraryMessage(
                    "feed.other_library", "The publisher has the library {0} there, not {1}.", descriptor.id,
                    subscription.publisherId))
        }
        var problems: [LibraryMessage] = []
        if descriptor.version != subscription.publisherVersion {
            let contents = try await client.contents(of: descriptor)
            try environment.settings.faults.reach(.syncBeforeMetadata)
            try await remove(missingFrom: contents.sourceIds)
            try await takeOver(contents.entries)
            problems += contents.problems
        }
        problems += try await fetch(only: nil, subscription, client)
        return Outcome(version: problems.isEmpty ? descriptor.version : nil, problem: problems.first)
    }

    private func begin() async throws -> SubscriptionRecord {
        let library = library
        return try await environment.transaction { transaction in
            try LibraryRecord.find(transaction.db, id: library).checkActive()
            var subscription = try SubscriptionRecord.find(transaction.db, library: library)
            subscription.isSyncing = true
            subscription.lastAttemptTime = transaction.now
            try subscription.update(transaction.db)
            return subscription
        }
    }

    /// The subscription may have been changed meanwhile: only what this run knows is written.
    private func end(_ began: SubscriptionRecord, _ outcome: Outcome) async throws {
        if let problem = outcome.problem { log("a synchronization met a problem", problem.description) }
        let library = library
        try await environment.transaction { transaction in
            var subscription = try SubscriptionRecord.find(transaction.db, library: library)
            subscription.isSyncing = false
            subscription.lastError = outcome.problem
            if outcome.isWhole { subscription.lastSyncTime = transaction.now }
            if subscription.hasSamePublisher(as: began) { subscription.publisherVersion = outcome.version }
            try subscription.update(transaction.db)
        }
    }

    private func log(_ message: Logger.Message, _ problem: String) {
        environment.logger.warning(message, metadata: ["library": "\(library)", "problem": "\(problem)"])
    }

    static func message(_ error: any Error) -> LibraryMessage {
        switch error {
        case let failure as FeedFailure: failure.message
        case let wrong as SubscribedFileTransfer.WrongContent: wrong.message
        case let error as LibraryError: error.messages.last ?? LibraryMessage("internal", "It failed.")
        case let error as FileSystemError: error.libraryError.messages.last ?? LibraryMessage("internal", "It failed.")
        default: LibraryMessage("sync.failed", "The synchronization failed.")
        }
    }
}

extension SubscriptionRecord {
    func hasSamePublisher(as other: SubscriptionRecord) -> Bool {
        publisherId == other.publisherId && subscriptionUrl == other.subscriptionUrl
    }
}

/// What the publisher says of its items.
extension LibrarySynchronization {
    private func remove(missingFrom sourceIds: Set<String>) async throws {
        let library = library
        try await changeItems { transaction in
            let items = try ItemRecord.filter(Column("library_id") == library).fetchAll(transaction.db)
            for item in items where !(item.sourceId.map(sourceIds.contains) ?? false) {
                try item.delete(transaction.db)
            }
        }
    }

    private func takeOver(_ entries: [FeedEntry]) async throws {
        let (library, faults) = (library, environment.settings.faults)
        for start in stride(from: 0, to: entries.count, by: Self.batch) {
            try Task.checkCancellation()
            let batch = entries[start..<min(start + Self.batch, entries.count)]
            try await changeItems { transaction in
                let update = SubscribedItemUpdate(transaction, library: library)
                for entry in batch { try update.apply(entry) }
                try faults.reach(.syncInsideMetadata)
            }
            try faults.reach(.syncAfterMetadata)
        }
    }

    private func describe(item id: String, _ client: FeedClient) async throws {
        let known = try await environment.store.read { db in
            (try ItemRecord.find(db, id: id), try SubscribedItemRecord.lookUp(db, id: id))
        }
        guard let subscribed = known.1 else { throw LibraryError.notFound(.item, id) }
        let entry = try await client.entry(at: subscribed.selfHref)
        guard entry.sourceId == known.0.sourceId else {
            throw FeedFailure.malformed(
                LibraryMessage("feed.other_item", "The publisher has the item {0} there.", entry.sourceId))
        }
        try await takeOver([entry])
    }

    /// Runs a transaction, and removes the bytes that nobody goes on with afterwards.
    private func changeItems(_ body: @escaping @Sendable (LibraryTransaction) throws -> Void) async throws {
        let given = try await environment.transaction { transaction in
            let before = try SubscribedFileRecord.stagingIdentifiers(transaction.db)
            try body(transaction)
            return before.subtracting(try SubscribedFileRecord.stagingIdentifiers(transaction.db))
        }
        await environment.removeStaged(given)
    }
}

/// What the publisher's items hold.
extension LibrarySynchronization {
    /// Fetches the files of the items that should have theirs here.
    /// - Returns: what kept items from being whole.
    private func fetch(
        only id: String?, _ subscription: SubscriptionRecord, _ client: FeedClient
    ) async throws -> [LibraryMessage] {
        let items = try await unfinished(only: id, onDemand: subscription.onDemand)
        let limit = try await ConfigurationService(environment: environment).get()[.maximumConcurrentItemSyncs]
        return try await withThrowingTaskGroup(of: LibraryMessage?.self) { group in
            var waiting = items.makeIterator()
            var problems: [LibraryMessage] = []
            for _ in 0..<max(1, limit) {
                guard let item = waiting.next() else { break }
                group.addTask { try await fetch(item, client) }
            }
            while let problem = try await group.next() {
                if let problem { problems.append(problem) }
                if let item = waiting.next() { group.addTask { try await fetch(item, client) } }
            }
            return problems
        }
    }

    /// Fetches the files of an item, and shows them.
    /// - Returns: what is wrong with this item alone.
    /// - Throws: what will be wrong with the next one too: nobody answers, or the disk is full.
    private func fetch(_ item: ItemRecord, _ client: FeedClient) async throws -> LibraryMessage? {
        do {
            let files = try await environment.store.read { db in try SubscribedFileRecord.all(db, item: item.id) }
            let transfer = SubscribedFileTransfer(library: library, client: client, environment: environment)
            for file in files where file.objectId == nil { try await transfer.run(file) }
            try await show(item.id)
            return nil
        } catch {
            switch error {
            case FeedFailure.source(.source(.connection)), is FileSystemError, is CancellationError: throw error
            default:
                return LibraryMessage(
                    "sync.item", "The item {0}: {1}", item.name, Self.message(error).description)
            }
        }
    }

    private func show(_ item: String) async throws {
        let (library, faults) = (library, environment.settings.faults)
        try await environment.transaction { transaction in
            try SubscribedItemUpdate(transaction, library: library).commit(item)
            try faults.reach(.syncInsideTransaction)
        }
        try faults.reach(.syncAfterTransaction)
        environment.garbage.collectSoon()
    }

    private func unfinished(only id: String?, onDemand: Bool) async throws -> [ItemRecord] {
        let library = library
        return try await environment.store.read { db in
            try ItemRecord.fetchAll(
                db,
                sql: """
                    SELECT library_item.* FROM library_item
                    JOIN subscribed_item ON subscribed_item.item_id = library_item.id
                    WHERE library_item.library_id = ? AND subscribed_item.is_cached = 0
                        AND (subscribed_item.wants_content = 1 OR NOT ?)
                        AND library_item.id = coalesce(?, library_item.id)
                    ORDER BY library_item.creation_time, library_item.id
                    """, arguments: [library, onDemand, id])
        }
    }
}

extension LibraryEnvironment {
    /// Removes the bytes of transfers that nobody goes on with.
    func removeStaged(_ uploads: Set<String>) async {
        guard !uploads.isEmpty else { return }
        let backings = backings
        await removingStaged {
            for (_, folder) in backings.accessible { for upload in uploads { try folder.removeStaged(upload) } }
        }
    }

    /// What cannot be removed keeps nobody from going on.
    func removingStaged(_ removal: @escaping @Sendable () throws -> Void) async {
        do { try await pools.removal.run(removal) } catch {
            logger.warning("staged bytes stay until restart", metadata: ["error": "\(error)"])
        }
    }
}
