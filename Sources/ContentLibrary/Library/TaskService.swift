import Foundation
import GRDB

/// The operations of `cis.Tasks`. A user sees the tasks that the user started.
///
/// What a task is and how it ended is in the store; how far it is, and how to end it, is known to ``LiveTransfers`` under
/// the task's identifier.
struct TaskService: Sendable {
    /// How many tasks `list` reports.
    static let listLimit = 1000
    /// How many entries each criterion of a filter may have.
    static let filterLimit = 1000

    let environment: LibraryEnvironment

    /// What `list` looks for: all of what is not empty.
    struct Filter: Sendable {
        var tasks: [String] = []
        var services: [String] = []
        var operations: [String] = []
        var status: [TaskState] = []
        var targets: [Target] = []
        var users: [String] = []

        struct Target: Hashable, Sendable {
            var type: String
            var id: String
        }
    }

    func get(_ id: String, by user: Principal) async throws -> TaskRecord {
        let task = try await environment.store.read { db in try Self.find(db, id: id, user) }
        return withProgress(task)
    }

    /// - Throws: InvalidArgument if the filter names neither tasks nor services, or too much matches.
    func list(_ filter: Filter, by user: Principal) async throws -> [TaskRecord] {
        try filter.check()
        let found = try await environment.store.read { db in
            var tasks = TaskRecord.filter(Column("user") == user.name)
            for (column, values) in [
                ("id", filter.tasks), ("service", filter.services), ("operation", filter.operations),
                ("status", filter.status.map(\.rawValue)), ("user", filter.users),
            ] where !values.isEmpty {
                tasks = tasks.filter(values.contains(Column(column)))
            }
            if !filter.targets.isEmpty {
                // Alternatives in words would be nested deeper than SQLite allows.
                let rows = filter.targets.map { _ in "(?, ?)" }.joined(separator: ", ")
                tasks = tasks.filter(
                    sql: "(target_type, target_id) IN (VALUES \(rows))",
                    arguments: StatementArguments(filter.targets.flatMap { [$0.type, $0.id] }))
            }
            return try tasks.order(Column("start_time"), Column("id")).limit(Self.listLimit + 1).fetchAll(db)
        }
        guard found.count <= Self.listLimit else {
            throw LibraryError.invalid(
                "filter_spec",
                LibraryMessage("task.too_many", "More than {0} tasks match the filter.", String(Self.listLimit)))
        }
        return found.map(withProgress)
    }

    /// Asks a task to stop. It has ended when `get` says so.
    ///
    /// - Throws: NotAllowedInCurrentState if it has ended, Unsupported if it cannot be canceled.
    func cancel(_ id: String, by user: Principal) async throws {
        let task = try await environment.store.read { db in try Self.find(db, id: id, user) }
        guard !task.hasEnded else {
            throw LibraryError(
                .notAllowedInCurrentState, LibraryMessage("task.ended", "The task {0} has ended already.", id))
        }
        guard isCancelable(task) else {
            throw LibraryError(
                .unsupported, LibraryMessage("task.not_cancelable", "The task {0} cannot be canceled.", id))
        }
        environment.transfers.abort([id])
    }

    func isCancelable(_ task: TaskRecord) -> Bool {
        !task.hasEnded && environment.transfers.received(task.id) != nil
    }

    /// No task outlives its server: it has failed, and what it kept from others is free again.
    func recover() async throws {
        try await environment.transaction { transaction in
            let stopped = LibraryError(
                .error, LibraryMessage("task.stopped", "The server stopped before the task had ended."))
            for id in try String.fetchAll(transaction.db, sql: "SELECT id FROM task WHERE end_time IS NULL") {
                try TaskRecord.end(id, error: stopped, transaction)
            }
            try transaction.db.execute(
                sql: "UPDATE library SET state = 'ACTIVE', migration_task_id = NULL WHERE migration_task_id IS NOT NULL"
            )
        }
    }

    private func withProgress(_ task: TaskRecord) -> TaskRecord {
        guard !task.hasEnded, let done = environment.transfers.received(task.id) else { return task }
        var task = task
        task.completed = min(done, task.total)
        return task
    }

    private static func find(_ db: Database, id: String, _ user: Principal) throws -> TaskRecord {
        guard let task = try TaskRecord.lookUp(db, id: id) else { throw LibraryError.notFound(.task, id) }
        guard task.user == user.name else {
            throw LibraryError(
                .unauthorized, LibraryMessage("task.not_yours", "The task {0} was started by another user.", id))
        }
        return task
    }
}

extension TaskService.Filter {
    fileprivate func check() throws(LibraryError) {
        guard !tasks.isEmpty || !services.isEmpty else {
            throw .invalid(
                "filter_spec", LibraryMessage("task.filter_empty", "The filter has to name tasks or services."))
        }
        guard operations.isEmpty || !services.isEmpty else {
            throw .invalid(
                "filter_spec.operations",
                LibraryMessage("task.filter_operations", "Operations are named together with their services."))
        }
        let counts = [tasks.count, services.count, operations.count, status.count, targets.count, users.count]
        guard counts.allSatisfy({ $0 <= TaskService.filterLimit }) else {
            throw .invalid(
                "filter_spec",
                LibraryMessage(
                    "task.filter_long", "A filter has at most {0} entries of a kind.", String(TaskService.filterLimit)))
        }
    }
}
