import Foundation
import GRDB

/// The operations of `SubscribedLibrary`.
struct SubscribedLibraryService: Sendable {
    let environment: LibraryEnvironment
    private var synchronization: SynchronizationService { SynchronizationService(environment: environment) }

    /// Creates a library that mirrors a published one, which is asked first; its items come in the background.
    func create(_ spec: LibraryService.CreateSpec, token: String? = nil, by user: Principal) async throws -> String {
        let operation = "subscribed-library"
        if let id = try await environment.known(operation, by: user, token: token) { return id }
        let (name, description) = (
            try NameRules.checkName(spec.name), try NameRules.checkDescription(spec.description)
        )
        try check(spec)
        guard let request = spec.subscription else { throw LibraryError.missing("subscription_info") }
        var subscription = try request.subscription()
        subscription.publisherId = try await SubscriptionProbe.run(subscription, environment: environment).found().id
        let found = subscription
        let backing = try await LibraryService(environment: environment).prepareBacking(spec.storageBackings)
        let id = try await environment.createOnce(operation, by: user, token: token) { transaction in
            let library = LibraryRecord(
                id: transaction.ids.next(), name: name, description: description, type: .subscribed,
                optimizeRemotePublishing: false, version: 1, creationTime: transaction.now,
                lastModifiedTime: transaction.now, backing: backing, securityPolicyId: spec.securityPolicyId,
                applyUsageToItems: spec.applyUsageToItems ?? false)
            try library.insert(transaction.db)
            var subscription = found
            subscription.libraryId = library.id
            try subscription.insert(transaction.db)
            return library.id
        }
        synchronization.start(.library, of: id)
        return id
    }

    func get(_ id: String) async throws -> Library {
        try await environment.store.read { db in
            _ = try SubscriptionRecord.find(db, library: id)
            return try Library(db, LibraryRecord.find(db, id: id))
        }
    }

    /// Changes the library; a subscription that leads elsewhere is tried first.
    func update(_ id: String, _ spec: LibraryService.UpdateSpec) async throws {
        let before = try await environment.store.read { db in try SubscriptionRecord.find(db, library: id) }
        try Self.checkUnpublished(spec.publishInfo)
        let after = try await changed(before, spec.subscription)
        try await environment.transaction { transaction in
            var library = try LibraryRecord.find(transaction.db, id: id)
            try OptimisticLock.check(given: spec.version, current: library.version)
            var current = try SubscriptionRecord.find(transaction.db, library: id)
            guard current.isAsked(as: before) else {
                throw LibraryError(
                    .concurrentChange,
                    LibraryMessage(
                        "library.subscription_changed", "The subscription of the library {0} was changed meanwhile.",
                        id))
            }
            if let name = spec.name { library.name = try NameRules.checkName(name) }
            if let description = spec.description { library.description = try NameRules.checkDescription(description) }
            try spec.applySettings(to: &library)
            library.version += 1
            library.lastModifiedTime = transaction.now
            try library.update(transaction.db)
            current.take(after)
            try current.update(transaction.db)
        }
    }

    /// - Parameter force: also a library that is in use.
    func delete(_ id: String, force: Bool = false) async throws {
        _ = try await get(id)
        try await LibraryService(environment: environment).delete(id, force: force)
    }

    /// Begins a synchronization, once the publisher has answered.
    /// - Throws: NotAllowedInCurrentState while one runs; what the publisher's answer says (``SubscriptionProbe/found()``).
    func synchronize(_ id: String) async throws {
        let subscription = try await environment.store.read { db in
            let subscription = try SubscriptionRecord.find(db, library: id)
            try LibraryRecord.find(db, id: id).checkActive()
            return subscription
        }
        guard !environment.synchronizations.isBusy(id) else { throw LibraryError.isSynchronizing(id) }
        _ = try await SubscriptionProbe.run(subscription, environment: environment).found()
        synchronization.start(.library, of: id)
    }

    /// Gives up the files of all items; they come back when an item is synchronized.
    func evict(_ id: String) async throws {
        let subscription = try await environment.store.read { db in try SubscriptionRecord.find(db, library: id) }
        guard subscription.onDemand else {
            throw LibraryError(
                .notAllowedInCurrentState,
                LibraryMessage("library.not_on_demand", "The library {0} does not download on demand.", id))
        }
        guard !environment.synchronizations.isBusy(id) else { throw LibraryError.isSynchronizing(id) }
        try await environment.evict(where: "library_id = ?", id)
    }

    func probe(_ request: SubscribeRequest) async throws -> SubscriptionProbe {
        if let url = request.url {
            do { _ = try SourceURI(url) } catch {
                return SubscriptionProbe(status: .invalidURL, messages: [error.message])
            }
        }
        return try await SubscriptionProbe.run(request.subscription(), environment: environment)
    }

    private func check(_ spec: LibraryService.CreateSpec) throws {
        guard (spec.type ?? .subscribed) == .subscribed else {
            throw LibraryError.invalid(
                "type", LibraryMessage("library.not_subscribed", "A subscribed library is of the type SUBSCRIBED."))
        }
        try Self.checkUnpublished(spec.publishInfo)
        if let policy = spec.securityPolicyId { _ = try SecurityPolicy.find(policy) }
        _ = try environment.backings.backing(of: spec.storageBackings)
    }

    private static func checkUnpublished(_ request: PublishRequest?) throws {
        guard request?.published != true else {
            throw LibraryError.invalid(
                "publish_info", LibraryMessage("library.subscribed_published", "A subscribed library is not published.")
            )
        }
    }

    private func changed(_ before: SubscriptionRecord, _ request: SubscribeRequest?) async throws -> SubscriptionRecord
    {
        guard let request else { return before }
        var after = try request.subscription(before)
        // The password that one server was trusted with is not for another.
        if let url = request.url, request.password == nil, after.authenticationMethod == .basic,
            try !SourceURI(url).hasSameOrigin(as: SourceURI(before.subscriptionUrl))
        {
            throw LibraryError.missing("subscription_info.password")
        }
        guard !after.reachesPublisher(as: before) else { return after }
        after.publisherId = try await SubscriptionProbe.run(after, environment: environment).found().id
        after.publisherVersion = nil
        return after
    }
}

extension LibraryError {
    static func isSynchronizing(_ library: String) -> LibraryError {
        LibraryError(
            .notAllowedInCurrentState,
            LibraryMessage("library.synchronizing", "The library {0} is being synchronized.", library))
    }
}

extension SubscriptionRecord {
    /// What a client chose, without how the last synchronization went.
    func isAsked(as other: SubscriptionRecord) -> Bool {
        var same = self
        same.take(other)
        return same == self
    }

    /// Takes over what a client chose.
    mutating func take(_ other: SubscriptionRecord) {
        if !hasSamePublisher(as: other) { publisherVersion = nil }
        subscriptionUrl = other.subscriptionUrl
        authenticationMethod = other.authenticationMethod
        userName = other.userName
        password = other.password
        sslThumbprint = other.sslThumbprint
        sslCertificate = other.sslCertificate
        automaticSyncEnabled = other.automaticSyncEnabled
        onDemand = other.onDemand
        publisherId = other.publisherId
    }

    /// Whether both reach the same publisher in the same way.
    func reachesPublisher(as other: SubscriptionRecord) -> Bool {
        subscriptionUrl == other.subscriptionUrl && authenticationMethod == other.authenticationMethod
            && userName == other.userName && password == other.password && trust == other.trust
    }
}
