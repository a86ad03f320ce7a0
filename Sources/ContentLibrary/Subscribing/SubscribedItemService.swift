import GRDB

/// The operations of `library.SubscribedItem`.
struct SubscribedItemService: Sendable {
    let environment: LibraryEnvironment

    /// Begins to bring one item into agreement with the publisher's.
    /// - Parameter content: whether its files are fetched although the library downloads on demand.
    /// - Returns: what to wait for; nil once the server stops.
    @discardableResult
    func synchronize(_ id: String, content: Bool) async throws -> Task<Void, Never>? {
        let library = try await environment.transaction { transaction in
            let (subscription, _) = try Self.find(transaction.db, id)
            try LibraryRecord.find(transaction.db, id: subscription.libraryId).checkActive()
            if content {
                try transaction.db.execute(
                    sql: "UPDATE subscribed_item SET wants_content = 1 WHERE item_id = ?", arguments: [id])
            }
            return subscription.libraryId
        }
        return SynchronizationService(environment: environment).start(.item(id), of: library)
    }

    /// Gives up the files of an item; they come back when it is synchronized.
    func evict(_ id: String) async throws {
        let (subscription, item) = try await environment.store.read { db in try Self.find(db, id) }
        guard subscription.onDemand else {
            throw LibraryError(
                .invalidElementConfiguration,
                LibraryMessage(
                    "library.not_on_demand", "The library {0} does not download on demand.", subscription.libraryId))
        }
        guard item.isCached else {
            throw LibraryError.notCached(id)
        }
        guard !environment.synchronizations.isBusy(subscription.libraryId) else {
            throw LibraryError.isSynchronizing(subscription.libraryId)
        }
        try await environment.evict(where: "id = ?", id)
    }

    private static func find(_ db: Database, _ id: String) throws -> (SubscriptionRecord, SubscribedItemRecord) {
        let item = try ItemRecord.find(db, id: id)
        guard let subscription = try SubscriptionRecord.lookUp(db, id: item.libraryId),
            let subscribed = try SubscribedItemRecord.lookUp(db, id: id)
        else {
            throw LibraryError(
                .invalidElementType,
                LibraryMessage("item.not_subscribed", "The library item {0} is not of a subscribed library.", id))
        }
        return (subscription, subscribed)
    }
}

extension LibraryError {
    static func notCached(_ item: String) -> LibraryError {
        LibraryError(
            .notAllowedInCurrentState,
            LibraryMessage("item.not_cached", "The content of the library item {0} is not here.", item))
    }
}

extension LibraryEnvironment {
    /// Gives up the files of the subscribed items that a condition on `library_item` names, and keeps what is known of
    /// them.
    func evict(where condition: String, _ id: String) async throws {
        let given = try await transaction { transaction in
            let db = transaction.db
            let before = try SubscribedFileRecord.stagingIdentifiers(db)
            try checkActive(db, where: condition, id)
            let items =
                "SELECT item_id FROM subscribed_item JOIN library_item ON library_item.id = item_id WHERE \(condition)"
            for sql in [
                "DELETE FROM item_file WHERE item_id IN (\(items))",
                """
                UPDATE subscribed_file SET object_id = NULL, staging_id = NULL, entity_tag = NULL
                WHERE item_id IN (\(items))
                """,
                """
                UPDATE subscribed_item SET wants_content = 0, is_cached =
                    NOT EXISTS (SELECT 1 FROM subscribed_file WHERE item_id = subscribed_item.item_id)
                WHERE item_id IN (\(items))
                """,
            ] { try db.execute(sql: sql, arguments: [id]) }
            return before.subtracting(try SubscribedFileRecord.stagingIdentifiers(db))
        }
        await removeStaged(given)
        garbage.collectSoon()
    }

    private func checkActive(_ db: Database, where condition: String, _ id: String) throws {
        let library = try LibraryRecord.fetchOne(
            db, sql: "SELECT * FROM library WHERE id IN (SELECT library_id FROM library_item WHERE \(condition))",
            arguments: [id])
        try library?.checkActive()
    }

    /// What a client token created, if it did.
    func known(_ operation: String, by user: Principal, token: String?) async throws -> String? {
        guard let token else { return nil }
        let now = clock.now()
        return try await store.read { db in
            try ClientTokens(db: db, now: now).known(operation, user: user.name, token: token)
        }
    }
}
