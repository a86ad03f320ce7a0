import Foundation
import GRDB

/// The operations of `library.item.UpdateSession`.
///
/// Only `list` looks at who asks: a session's identifier is enough for the other operations, as documented.
struct UpdateSessionService: Sendable {
    let environment: LibraryEnvironment

    /// What `create` reads of its model; everything else in it is ignored.
    struct CreateSpec: Sendable {
        var itemId: String?
        var warningBehavior: [WarningBehavior]?
    }

    func create(_ spec: CreateSpec, token: String? = nil, by user: Principal) async throws -> String {
        guard let itemId = spec.itemId else { throw LibraryError.missing("library_item_id") }
        let (id, aborted) = try await environment.transaction { transaction in
            var aborted: [String] = []
            let tokens = ClientTokens(db: transaction.db, now: transaction.now)
            let id = try tokens.once("update-session", user: user.name, token: token) {
                let item = try ItemRecord.find(transaction.db, id: itemId)
                let library = try LibraryRecord.find(transaction.db, id: item.libraryId)
                try library.checkLocal(itemId: item.id)
                try library.checkFree()
                let result = try UpdateSessionTransaction(transaction).create(
                    on: item, by: user, warningBehavior: spec.warningBehavior ?? [])
                aborted = result.aborted
                guard let session = result.session else { throw LibraryError.notFound(.item, itemId) }
                return session.id
            }
            return (id, aborted)
        }
        environment.transfers.abort(aborted)
        return id
    }

    func get(_ id: String) async throws -> UpdateSessionRecord {
        let now = environment.clock.now()
        let session = try environment.store.lookUp(id) { db in try find(id, db) }
        return session.expirationTime > now ? session : try await load(id).session
    }

    func list(item: String? = nil, by user: Principal) async throws -> [String] {
        let now = environment.clock.now()
        return try await environment.store.read { db in
            if let item { _ = try ItemRecord.find(db, id: item) }
            var sessions = UpdateSessionRecord.living(at: now).filter(Column("user") == user.name)
            if let item { sessions = sessions.filter(Column("item_id") == item) }
            return try sessions.select(Column("id"), as: String.self).order(Column("id")).fetchAll(db)
        }
    }

    func update(_ id: String, warningBehavior: [WarningBehavior]?) async throws {
        try await perform(.update(warningBehavior: warningBehavior), on: id)
    }

    func keepAlive(_ id: String, progress: Int64? = nil) async throws {
        try await perform(.keepAlive(progress: progress), on: id)
    }

    /// When this returns, everyone sees the item as the session made it, and a loss of power does not change that; or, if
    /// the server still fetches files, will do so once the last is there. When it throws, nothing of the session is
    /// visible.
    func complete(_ id: String) async throws {
        let faults = environment.settings.faults
        try faults.reach(.completeBeforeTransaction)
        try await inspected(id) { inspection in
            try await perform(.complete, on: id, inspection: inspection) { _ in
                try faults.reach(.completeInsideTransaction)
            }
        }
        try faults.reach(.completeAfterTransaction)
    }

    func cancel(_ id: String) async throws {
        try await perform(.cancel, on: id)
    }

    func fail(_ id: String, message: String) async throws {
        try NameRules.checkCharacters(message, "client_error_message", lines: true)
        try await perform(.fail(message: message), on: id)
    }

    func delete(_ id: String) async throws {
        try await perform(.delete, on: id)
    }
}

extension UpdateSessionService {
    /// Runs one event in one transaction, then does what must wait for its commit.
    ///
    /// - Parameters:
    ///   - inspection: what the adapter found in the session's content, for events that depend on it.
    ///   - bytes: how many bytes the event announces, which the quotas must have room for; nil where it brings none.
    ///   - last: runs last in the transaction.
    /// - Returns: what that returns.
    func perform<Value: Sendable>(
        _ event: UpdateSessionEvent, on id: String, inspection: ContentInspection? = nil,
        announcing bytes: Int64? = nil, last: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        let (result, value) = try await environment.transaction { transaction in
            let result = try UpdateSessionTransaction(transaction, inspection: inspection).run(event, on: id)
            if let bytes, result.refusal == nil {
                try transaction.checkFileCount(ofSession: id)
                try transaction.checkQuotas(ofSession: id, announced: bytes)
            }
            return (result, try last(transaction.db))
        }
        environment.transfers.abort(result.aborted)
        environment.garbage.collectSoon()
        if let refusal = result.refusal { throw refusal }
        return value
    }

    func perform(
        _ event: UpdateSessionEvent, on id: String, inspection: ContentInspection? = nil
    ) async throws {
        try await perform(event, on: id, inspection: inspection) { _ in }
    }

    /// Does what depends on the content, which is inspected first; anew, where it changed meanwhile.
    func inspected<Value>(
        _ id: String, _ body: (ContentInspection?) async throws -> Value
    ) async throws -> Value {
        for _ in 0..<3 {
            do {
                return try await body(try await SessionInspector(environment: environment).inspect(id))
            } catch is ContentInspection.Outdated {
                continue
            }
        }
        throw Refusal.contentChanges(id)
    }

    /// Reads a session and its files as of one instant, without waiting for any writer. An expired one is deleted.
    func load(_ id: String) async throws -> (session: UpdateSessionRecord, files: [SessionFile]) {
        let (now, transfers) = (environment.clock.now(), environment.transfers)
        let found = try await environment.store.read { db in
            try living(id, at: now, db).map { ($0, try SessionFile.all(db, session: id, transfers: transfers)) }
        }
        guard let found else { throw try await expire(id) }
        return found
    }

    private func find(_ id: String, _ db: Database) throws -> UpdateSessionRecord {
        guard let session = try UpdateSessionRecord.lookUp(db, id: id) else {
            throw LibraryError.notFound(.updateSession, id)
        }
        return session
    }

    /// The session; nil if its time is over.
    private func living(_ id: String, at now: Date, _ db: Database) throws -> UpdateSessionRecord? {
        var session = try find(id, db)
        guard try !session.isOver(at: now, db) else { return nil }
        if session.expirationTime <= now {
            session.expirationTime = now.addingTimeInterval(environment.settings.sessionTimeout)
        }
        return session
    }

    /// - Returns: what whoever asked for the session is told.
    private func expire(_ id: String) async throws -> LibraryError {
        let aborted = try await environment.transaction { try UpdateSessionTransaction($0).expire(id) }
        environment.transfers.abort(aborted)
        environment.garbage.collectSoon()
        return .notFound(.updateSession, id)
    }
}

extension LibraryRecord {
    /// - Throws: ResourceBusy, as the creation of a session declares it, while the library is in maintenance.
    func checkFree() throws(LibraryError) {
        guard state == .maintenance else { return }
        throw LibraryError(
            .resourceBusy, LibraryMessage("library.in_maintenance", "The library {0} is in maintenance.", id))
    }

    /// Only a local library's items may be changed by clients.
    func checkLocal(itemId: String) throws(LibraryError) {
        guard type == .local else {
            throw LibraryError(
                .invalidElementType,
                LibraryMessage(
                    "library.subscribed",
                    "The library item {0} belongs to a subscribed library, whose content is not changed by clients.",
                    itemId))
        }
    }
}
