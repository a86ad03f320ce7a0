import GRDB

/// The operations of `library.Subscriptions`, and what they are for: `LocalLibrary.publish` and `Item.publish`.
///
/// A subscriber is a library of this server, which then fetches what is new. One that is elsewhere subscribes by the URL
/// and fetches by itself: this server has no other vCenter Server instance to push to, and no inventory to place VM
/// templates in.
struct SubscriptionService: Sendable {
    /// `Subscriptions.CreateSpec`.
    struct CreateSpec: Sendable {
        enum Target: String, CaseIterable, Sendable {
            case createNew = "CREATE_NEW"
            case useExisting = "USE_EXISTING"
        }

        enum Location: String, CaseIterable, Sendable {
            case local = "LOCAL"
            case remote = "REMOTE"
        }

        var target: Target
        var location: Location
        var newLibrary: LibraryService.CreateSpec?
        var subscribedLibrary: String?
        /// Identifiers of the inventory that VM templates are to be placed by.
        var placement: [String] = []
        /// Where the published library is for the subscriber.
        var publishURL: String
    }

    /// A subscription with its subscriber.
    struct Subscription: Equatable, Sendable {
        var record: PushRecord
        var subscriber: LibraryRecord
    }

    let environment: LibraryEnvironment

    func create(_ spec: CreateSpec, for library: String, token: String? = nil, by user: Principal) async throws
        -> String
    {
        let operation = "subscription"
        if let id = try await environment.known(operation, by: user, token: token) { return id }
        let publication = try await environment.store.read { db in try Self.published(db, library) }
        try Self.checkPlacement(spec.placement)
        guard spec.location == .local else {
            throw LibraryError(
                .resourceInaccessible,
                LibraryMessage(
                    "subscription.remote",
                    "This server reaches no other vCenter Server instance; a library there subscribes by the URL {0}.",
                    spec.publishURL))
        }
        let subscriber = try await subscriber(spec, publication, token: token, by: user)
        return try await environment.createOnce(operation, by: user, token: token) { transaction in
            let db = transaction.db
            _ = try Self.published(db, library)
            guard try SubscriptionRecord.find(db, library: subscriber).publisherId == library else {
                throw LibraryError.invalid(
                    "subscribed_library.subscribed_library",
                    LibraryMessage(
                        "subscription.other_publisher", "The library {0} does not mirror the library {1}.", subscriber,
                        library))
            }
            let known = PushRecord.filter(
                Column("library_id") == library && Column("subscribed_library_id") == subscriber)
            guard try known.isEmpty(db) else {
                throw LibraryError(
                    .alreadyExists,
                    LibraryMessage("subscription.exists", "The library {0} has a subscription already.", subscriber))
            }
            let record = PushRecord(
                id: transaction.ids.next(), libraryId: library, subscribedLibraryId: subscriber,
                creationTime: transaction.now)
            try record.insert(db)
            return record.id
        }
    }

    func list(of library: String) async throws -> [Subscription] {
        try await environment.store.read { db in
            _ = try Self.published(db, library)
            return try PushRecord.filter(Column("library_id") == library)
                .order(Column("creation_time"), Column("id")).fetchAll(db)
                .map { Subscription(record: $0, subscriber: try LibraryRecord.find(db, id: $0.subscribedLibraryId)) }
        }
    }

    func get(_ id: String, of library: String) async throws -> Subscription {
        try await environment.store.read { db in
            let record = try Self.find(db, id, library)
            return Subscription(record: record, subscriber: try LibraryRecord.find(db, id: record.subscribedLibraryId))
        }
    }

    /// Changes where VM templates are placed, which can only be nowhere.
    func update(_ id: String, of library: String, placement: [String], changesHost: Bool) async throws {
        _ = try await get(id, of: library)
        guard !changesHost else {
            throw LibraryError.invalid(
                "subscribed_library_vcenter",
                LibraryMessage("subscription.local", "The subscriber is a library of this server."))
        }
        try Self.checkPlacement(placement)
    }

    func delete(_ id: String, of library: String) async throws {
        try await environment.transaction { transaction in
            _ = try Self.find(transaction.db, id, library).delete(transaction.db)
        }
    }

    /// Has the subscribers fetch what is new in the library (`LocalLibrary.publish`).
    /// - Parameter subscriptions: which of them; none are all.
    func publish(_ library: String, to subscriptions: [String]) async throws {
        let records = try await environment.store.read { db in try Self.chosen(db, subscriptions, library) }
        let synchronization = SynchronizationService(environment: environment)
        for record in records { synchronization.start(.library, of: record.subscribedLibraryId) }
    }

    /// Has the subscribers fetch what is new in an item (`Item.publish`).
    /// - Parameter content: whether they fetch its files although they download on demand.
    func publish(item id: String, content: Bool, to subscriptions: [String]) async throws {
        let (records, items) = try await environment.transaction { transaction in
            let db = transaction.db
            let item = try ItemRecord.find(db, id: id)
            try LibraryRecord.find(db, id: item.libraryId).checkLocal(itemId: id)
            let records = try Self.chosen(db, subscriptions, item.libraryId)
            var items: [String: String] = [:]
            for record in records {
                let update = SubscribedItemUpdate(transaction, library: record.subscribedLibraryId)
                guard let known = try update.known(id) else { continue }
                items[record.id] = known.id
                guard content else { continue }
                try db.execute(
                    sql: "UPDATE subscribed_item SET wants_content = 1 WHERE item_id = ?", arguments: [known.id])
            }
            return (records, items)
        }
        let synchronization = SynchronizationService(environment: environment)
        for record in records {
            // An item that the subscriber has never heard of comes with its library.
            synchronization.start(items[record.id].map { .item($0) } ?? .library, of: record.subscribedLibraryId)
        }
    }

    private func subscriber(
        _ spec: CreateSpec, _ publication: PublicationRecord, token: String?, by user: Principal
    ) async throws -> String {
        switch spec.target {
        case .useExisting:
            guard let subscriber = spec.subscribedLibrary else {
                throw LibraryError.missing("subscribed_library.subscribed_library")
            }
            return subscriber
        case .createNew:
            guard var library = spec.newLibrary else {
                throw LibraryError.missing("subscribed_library.new_subscribed_library")
            }
            guard publication.authenticationMethod == .none else {
                throw LibraryError.invalid(
                    "subscribed_library.target",
                    LibraryMessage(
                        "subscription.password",
                        "The server does not know the password of the library {0}: create the subscribed library with it, and use the existing one.",
                        publication.libraryId))
            }
            library.subscription?.url = spec.publishURL
            library.subscription?.authenticationMethod = FeedAuthentication.none
            return try await SubscribedLibraryService(environment: environment).create(library, token: token, by: user)
        }
    }

    /// - Throws: NotFound, InvalidElementType, or NotAllowedInCurrentState if it is not published.
    private static func published(_ db: Database, _ id: String) throws -> PublicationRecord {
        let library = try LibraryRecord.find(db, id: id)
        guard library.type == .local else {
            throw LibraryError(
                .invalidElementType, LibraryMessage("library.not_of_type_local", "The library {0} is not local.", id))
        }
        guard let publication = try PublicationRecord.lookUp(db, id: id), publication.published else {
            throw LibraryError(
                .notAllowedInCurrentState,
                LibraryMessage("library.not_published", "The library {0} is not published.", id))
        }
        return publication
    }

    /// A subscription of another library is a bad argument.
    private static func find(_ db: Database, _ id: String, _ library: String) throws -> PushRecord {
        _ = try published(db, library)
        guard let record = try PushRecord.lookUp(db, id: id) else { throw LibraryError.notFound(.subscription, id) }
        guard record.libraryId == library else { throw LibraryError.otherSubscription(id, library) }
        return record
    }

    private static func chosen(_ db: Database, _ ids: [String], _ library: String) throws -> [PushRecord] {
        _ = try published(db, library)
        let all = try PushRecord.filter(Column("library_id") == library).order(Column("id")).fetchAll(db)
        for id in ids where !all.contains(where: { $0.id == id }) { throw LibraryError.otherSubscription(id, library) }
        return ids.isEmpty ? all : all.filter { ids.contains($0.id) }
    }

    private static func checkPlacement(_ identifiers: [String]) throws {
        guard let identifier = identifiers.first else { return }
        throw LibraryError(
            .notFound,
            LibraryMessage(
                "subscription.no_inventory",
                "This server has no inventory, and so nothing of the identifier {0} in it.",
                identifier))
    }
}

extension LibraryError {
    fileprivate static func otherSubscription(_ id: String, _ library: String) -> LibraryError {
        .invalid(
            "subscription",
            LibraryMessage("subscription.other_library", "The library {1} has no subscription {0}.", id, library))
    }
}
