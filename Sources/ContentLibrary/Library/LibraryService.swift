import Foundation
import GRDB

/// The operations of `Library` and `LocalLibrary`.
struct LibraryService: Sendable {
    let environment: LibraryEnvironment
    /// `LibraryModel.server_guid`.
    var serverGuid: String { environment.backings.serverGuid }

    /// What `LocalLibrary.create` reads of its model.
    struct CreateSpec: Sendable {
        var name: String?
        var description: String?
        var type: LibraryType?
        var storageBackings: [StorageBacking.Request]?
        var optimizeRemotePublishing: Bool?
        var publishInfo: PublishRequest?
        var subscription: SubscribeRequest?
        var securityPolicyId: String?
        var applyUsageToItems: Bool?
    }

    /// What `Library.update` changes; unset leaves it.
    struct UpdateSpec: Sendable {
        var name: String?
        var description: String?
        var version: String?
        var optimizeRemotePublishing: Bool?
        var publishInfo: PublishRequest?
        var subscription: SubscribeRequest?
        var securityPolicyId: String?
        var unsetSecurityPolicyId: Bool?
        var applyUsageToItems: Bool?
    }

    /// What `Library.find` looks for: all of what is set.
    struct FindSpec: Sendable {
        var name: String?
        var type: LibraryType?
        var storageBacking: StorageBacking.Request?
    }

    func create(_ spec: CreateSpec, token: String? = nil, by user: Principal) async throws -> String {
        let publication = try await PublicationChange(spec.publishInfo, environment: environment)
        let backing = try await prepareBacking(spec.storageBackings)
        return try await environment.createOnce("local-library", by: user, token: token) { transaction in
            let name = try NameRules.checkName(spec.name)
            let description = try NameRules.checkDescription(spec.description)
            guard (spec.type ?? .local) == .local else {
                throw LibraryError.invalid(
                    "type", LibraryMessage("library.not_local", "A local library is of the type LOCAL."))
            }
            guard spec.subscription == nil else { throw LibraryError.localIsSubscribed }
            if let policy = spec.securityPolicyId { _ = try SecurityPolicy.find(policy) }
            let library = LibraryRecord(
                id: transaction.ids.next(), name: name, description: description, type: .local,
                optimizeRemotePublishing: spec.optimizeRemotePublishing ?? false, version: 1,
                creationTime: transaction.now, lastModifiedTime: transaction.now, backing: backing,
                securityPolicyId: spec.securityPolicyId, applyUsageToItems: spec.applyUsageToItems ?? false)
            try library.insert(transaction.db)
            try publication?.apply(to: library, transaction.db)
            return library.id
        }
    }

    func get(_ id: String) async throws -> LibraryRecord {
        try environment.store.lookUp(id) { db in try LibraryRecord.find(db, id: id) }
    }

    /// The library with all that is told of it.
    func details(_ id: String) async throws -> Library {
        try environment.store.lookUp(id) { db in try Library(db, LibraryRecord.find(db, id: id)) }
    }

    /// A subscribed library is of the wrong type, not missing (`LocalLibrary.get`).
    func getLocal(_ id: String) async throws -> LibraryRecord {
        let library = try await get(id)
        guard library.type == .local else {
            throw LibraryError(
                .invalidElementType, LibraryMessage("library.not_of_type_local", "The library {0} is not local.", id))
        }
        return library
    }

    func list(type: LibraryType? = nil) async throws -> [String] {
        try await environment.store.read { db in
            var libraries = LibraryRecord.select(Column("id"), as: String.self)
            if let type { libraries = libraries.filter(Column("type") == type.rawValue) }
            return try libraries.order(Column("creation_time"), Column("id")).fetchAll(db)
        }
    }

    /// Names match without regard to case.
    func find(_ spec: FindSpec) async throws -> [String] {
        guard spec.name != nil || spec.type != nil || spec.storageBacking != nil else {
            throw LibraryError.emptyFindSpec
        }
        try NameRules.checkCharacters(spec.name, "name")
        let backing = spec.storageBacking.map(environment.backings.lookedFor)
        if case .some(.none) = backing { return [] }
        return try await environment.store.read { db in
            var libraries = LibraryRecord.select(Column("id"), as: String.self)
            if let name = spec.name.map(NameRules.canonical) {
                libraries = libraries.filter(Column("name").collating(.nocase) == name)
            }
            if let type = spec.type { libraries = libraries.filter(Column("type") == type.rawValue) }
            if case .some(.some(let backing)) = backing { libraries = libraries.filter(Column("backing") == backing) }
            return try libraries.order(Column("creation_time"), Column("id")).fetchAll(db)
        }
    }

    func update(_ id: String, _ spec: UpdateSpec) async throws {
        let publication = try await PublicationChange(spec.publishInfo, of: id, environment: environment)
        try await environment.transaction { transaction in
            var library = try LibraryRecord.find(transaction.db, id: id)
            try OptimisticLock.check(given: spec.version, current: library.version)
            guard spec.subscription == nil else { throw LibraryError.localIsSubscribed }
            try publication?.apply(to: library, transaction.db)
            if let name = spec.name { library.name = try NameRules.checkName(name) }
            if let description = spec.description { library.description = try NameRules.checkDescription(description) }
            if let optimize = spec.optimizeRemotePublishing { library.optimizeRemotePublishing = optimize }
            try spec.applySettings(to: &library)
            library.version += 1
            library.lastModifiedTime = transaction.now
            try library.update(transaction.db)
        }
    }

    /// Deletes the library with its items and their sessions; the bytes go afterwards.
    ///
    /// - Parameter force: also a library that is in use, whose uploads are aborted then.
    /// - Throws: NotAllowedInCurrentState if somebody uses it, an update session is ACTIVE, or it is in maintenance; with
    ///   force only if it is being migrated.
    func delete(_ id: String, force: Bool = false) async throws {
        let wasSynchronizing = environment.synchronizations.isBusy(id)
        await environment.synchronizations.cancel(id)
        do { try await deleteNow(id, force: force) } catch {
            // It is there still, and goes on.
            if wasSynchronizing { SynchronizationService(environment: environment).start(.library, of: id) }
            throw error
        }
    }

    private func deleteNow(_ id: String, force: Bool) async throws {
        let (aborted, staged) = try await environment.transaction { transaction in
            let library = try LibraryRecord.find(transaction.db, id: id)
            try library.checkDeletable(force: force, transaction)
            let aborted = try ItemDeletion.uploads(transaction.db, where: "library_item.library_id = ?", id)
            let before = try SubscribedFileRecord.stagingIdentifiers(transaction.db)
            try library.delete(transaction.db)
            return (aborted, before.subtracting(try SubscribedFileRecord.stagingIdentifiers(transaction.db)))
        }
        await environment.removeStaged(staged)
        environment.transfers.abort(aborted)
        environment.garbage.collectSoon()
    }
}

extension LibraryService {
    /// The backing that a new library asks for, with its folder there.
    func prepareBacking(_ requests: [StorageBacking.Request]?) async throws -> StorageBacking {
        let backings = environment.backings
        let backing = try backings.backing(of: requests)
        let isUsed = try await environment.store.read(StorageBacking.used).contains(backing)
        do {
            _ = try await environment.pools.upload.run { try backings.folder(of: backing, isNew: !isUsed) }
        } catch let error as LibraryError {
            // Creations do not declare ResourceInaccessible.
            var refusal = LibraryError.invalid("storage_backings")
            refusal.messages += error.messages
            throw refusal
        }
        return backing
    }
}

extension LibraryService.UpdateSpec {
    /// Changes what local and subscribed libraries have in common.
    func applySettings(to library: inout LibraryRecord) throws(LibraryError) {
        if unsetSecurityPolicyId == true { library.securityPolicyId = nil }
        if let policy = securityPolicyId {
            guard unsetSecurityPolicyId != true else {
                throw .invalid(
                    "unset_security_policy_id",
                    LibraryMessage("library.policy_and_none", "A policy cannot be set and removed at once."))
            }
            library.securityPolicyId = try SecurityPolicy.find(policy).id
        }
        if let applyUsageToItems { library.applyUsageToItems = applyUsageToItems }
    }
}

/// The version a client read before it changed something (`LibraryModel.version`, `ItemModel.version`).
enum OptimisticLock {
    /// Without a version the client takes the risk; with one, it must be the current.
    static func check(given: String?, current: Int64) throws(LibraryError) {
        guard let given, given != String(current) else { return }
        throw .versionMismatch(given: given, current: current)
    }
}

/// What must be known before items go.
enum ItemDeletion {
    /// The uploads in flight into the items that a condition names.
    static func uploads(_ db: Database, where condition: String, _ id: String) throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT update_session_file.upload_id FROM update_session_file
                JOIN update_session ON update_session.id = update_session_file.session_id
                JOIN library_item ON library_item.id = update_session.item_id
                WHERE update_session_file.upload_id IS NOT NULL AND \(condition)
                """, arguments: [id])
    }
}

extension LibraryError {
    static var localIsSubscribed: LibraryError {
        .invalid(
            "subscription_info", LibraryMessage("library.local_subscription", "A local library mirrors no other."))
    }

    /// `find` with nothing to look for (`Library.find`, `Item.find`).
    static var emptyFindSpec: LibraryError {
        .invalid("spec", LibraryMessage("find.empty", "At least one property to look for is required."))
    }
}
