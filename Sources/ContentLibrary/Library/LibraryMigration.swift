import GRDB
import Logging

/// `Library.migrate`: the content of a library moves to another datastore, while readers keep reading.
///
/// Every object is copied, and one transaction makes the files refer to the copies and the library to its new backing.
/// Until that has committed the copies are nobody's, after it the originals are garbage, unless an open download session
/// or a copied item in another library still has them. So a server that is killed leaves the library where it was, or
/// where it went, whole.
struct LibraryMigration: Sendable {
    let environment: LibraryEnvironment

    private struct Plan: Sendable {
        var task: String
        var library: String
        var destination: StorageBacking
        var objects: [ContentObjectRecord]
    }

    /// Returns when the content has moved. The move goes on although who asked for it goes away; the task that it is can
    /// be asked about, and canceled.
    ///
    /// - Throws: what is declared: NotFound, InvalidArgument, AlreadyInDesiredState, NotAllowedInCurrentState, Unsupported,
    ///   and Error for whatever stops the move. The library is ACTIVE then, and where it was.
    func migrate(_ id: String, to requests: [StorageBacking.Request]?, by user: Principal) async throws {
        let task = environment.ids.next()
        try environment.transfers.begin(task)
        defer { environment.transfers.end(task) }
        let plan = try await begin(id, to: requests, task: task, by: user)
        let move = Task { try await self.move(plan) }
        environment.transfers.setCancel(task) { move.cancel() }
        let result = await move.result
        environment.garbage.collectSoon()
        try result.get()
    }

    /// Checks what can be checked, and keeps everybody else from changing the content.
    private func begin(
        _ id: String, to requests: [StorageBacking.Request]?, task: String, by user: Principal
    ) async throws -> Plan {
        let (library, used) = try await environment.store.read { db in
            (
                try LibraryRecord.find(db, id: id),
                try StorageBacking.used(db)
            )
        }
        let destination = try check(requests, library)
        let backings = environment.backings
        do {
            _ = try await environment.pools.upload.run {
                try backings.folder(of: destination, isNew: !used.contains(destination))
            }
        } catch { throw Self.failure(error, id) }
        return try await environment.transaction { transaction in
            let db = transaction.db
            var library = try LibraryRecord.find(db, id: id)
            try library.checkIdle(transaction)
            try library.checkNotSynchronizing(transaction.db)
            try Self.checkItems(db, library)
            let objects = try ContentObjectRecord.fetchAll(
                db,
                sql: """
                    SELECT * FROM content_object WHERE backing <> ?2 AND id IN (
                        SELECT object_id FROM item_file JOIN library_item ON library_item.id = item_id
                        WHERE library_id = ?1
                        UNION SELECT object_id FROM subscribed_file JOIN library_item ON library_item.id = item_id
                        WHERE library_id = ?1)
                    """, arguments: [id, destination])
            try TaskRecord(
                id: task, service: "com.vmware.content.library", operation: "migrate",
                description: LibraryMessage(
                    "library.migration", "Move the library {0} from {1} to {2}", library.name, library.backing.rawValue,
                    destination.rawValue),
                targetType: "com.vmware.content.Library", targetId: id, user: user.name, status: .running,
                total: objects.reduce(0) { $0 + $1.size }, completed: 0, startTime: transaction.now
            ).begin(transaction)
            library.state = .maintenance
            library.migrationTaskId = task
            try library.update(db)
            return Plan(task: task, library: id, destination: destination, objects: objects)
        }
    }

    private func check(
        _ requests: [StorageBacking.Request]?, _ library: LibraryRecord
    ) throws(LibraryError) -> StorageBacking {
        if let requests, requests.count == 1, let request = requests.first {
            guard request.type != StorageBacking.Kind.other.rawValue, library.backing.kind == .datastore else {
                throw LibraryError(
                    .unsupported,
                    LibraryMessage("library.migration_kind", "A library moves from a datastore to a datastore only."))
            }
            if let datastore = request.datastoreId, environment.backings.lookedFor(request) != .data,
                environment.backings.datastores[datastore] == nil
            {
                throw .notFound(.datastore, datastore)
            }
        }
        let destination = try environment.backings.backing(of: requests)
        guard destination != library.backing else {
            throw LibraryError(
                .alreadyInDesiredState,
                LibraryMessage(
                    "library.migrated", "The library {0} is on {1} already.", library.id, destination.rawValue))
        }
        return destination
    }

    private static func checkItems(_ db: Database, _ library: LibraryRecord) throws {
        let template = try String.fetchOne(
            db, sql: "SELECT id FROM library_item WHERE library_id = ? AND type = 'vm-template' COLLATE NOCASE",
            arguments: [library.id])
        guard let template else { return }
        throw LibraryError(
            .unsupported,
            LibraryMessage("library.migration_templates", "The library item {0} is a VM template.", template))
    }

    private func move(_ plan: Plan) async throws {
        let (copier, faults) = (ContentCopy(environment: environment), environment.settings.faults)
        var copies: [String: ContentObjectRecord] = [:]
        do {
            copies = try await copier.copy(plan.objects, to: plan.destination) { [environment] in
                _ = environment.transfers.progressed(plan.task, $0)
            }
            try Task.checkCancellation()
            try faults.reach(.migrationBeforeTransaction)
            try await commit(plan, copies)
        } catch {
            let failure = Self.failure(error, plan.library)
            // This task may be cancelled, and the library must be free again nevertheless.
            try await Task { [copies] in
                await copier.discard(copies)
                try await giveUp(plan, failure)
            }.value
            throw failure
        }
        try faults.reach(.migrationAfterTransaction)
    }

    private func commit(_ plan: Plan, _ copies: [String: ContentObjectRecord]) async throws {
        let faults = environment.settings.faults
        let staged = try await environment.transaction { transaction in
            let db = transaction.db
            for (original, copy) in copies {
                try copy.insert(db)
                for table in ["item_file", "subscribed_file"] {
                    try db.execute(
                        sql: """
                            UPDATE \(table) SET object_id = ? WHERE object_id = ?
                            AND item_id IN (SELECT id FROM library_item WHERE library_id = ?)
                            """, arguments: [copy.id, original, plan.library])
                }
            }
            let staged = try SubscribedFileRecord.forgetStaged(db, library: plan.library)
            var library = try LibraryRecord.find(db, id: plan.library)
            library.backing = plan.destination
            library.state = .active
            library.migrationTaskId = nil
            library.version += 1
            library.lastModifiedTime = transaction.now
            try library.update(db)
            try TaskRecord.end(plan.task, error: nil, transaction)
            try faults.reach(.migrationInsideTransaction)
            return staged
        }
        // What came of a publisher's files stayed behind.
        await environment.removeStaged(staged)
    }

    /// The library becomes ACTIVE again, also if the move fails.
    private func giveUp(_ plan: Plan, _ failure: LibraryError) async throws {
        try await environment.transaction { transaction in
            try transaction.db.execute(
                sql:
                    "UPDATE library SET state = 'ACTIVE', migration_task_id = NULL WHERE id = ? AND migration_task_id = ?",
                arguments: [plan.library, plan.task])
            try TaskRecord.end(plan.task, error: failure, transaction)
        }
    }

    /// The one error that is declared for whatever stops a move, with its cause.
    private static func failure(_ error: any Error, _ library: String) -> LibraryError {
        var failure = LibraryError(
            .error, LibraryMessage("library.migration_failed", "The content of the library {0} did not move.", library))
        switch error {
        case let cause as LibraryError: failure.messages += cause.messages
        case is CancellationError:
            failure.messages.append(LibraryMessage("task.canceled", "The task was canceled."))
        case let cause as FileSystemError: failure.messages += cause.libraryError.messages
        default: failure.messages.append(LibraryMessage("internal", "The server failed to carry out the operation."))
        }
        return failure
    }
}
