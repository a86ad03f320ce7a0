import Foundation
import GRDB

/// Where a task is in its life (`cis.task.Status`).
enum TaskState: String, Codable, CaseIterable, Sendable {
    case pending = "PENDING"
    case running = "RUNNING"
    case blocked = "BLOCKED"
    case succeeded = "SUCCEEDED"
    case failed = "FAILED"
}

/// An operation that takes long (`cis.task.Info`).
struct TaskRecord: StoreRecord, Equatable {
    static let databaseTableName = "task"
    /// How long a task that ended can be asked about.
    static let retention: TimeInterval = 24 * 60 * 60

    var id: String
    var service: String
    var operation: String
    var description: LibraryMessage
    var targetType: String
    var targetId: String
    var user: String
    var status: TaskState
    /// How many bytes there are to do, and how many are done.
    var total: Int64
    var completed: Int64
    var error: LibraryError?
    var startTime: Date
    var endTime: Date?

    var hasEnded: Bool { endTime != nil }

    /// Begins the task, in the transaction that begins what it does.
    func begin(_ transaction: LibraryTransaction) throws {
        try insert(transaction.db)
    }

    /// Ends the task.
    ///
    /// - Parameter error: why it failed; nil if it succeeded.
    static func end(_ id: String, error: LibraryError?, _ transaction: LibraryTransaction) throws {
        guard var task = try fetchOne(transaction.db, key: id), !task.hasEnded else { return }
        task.status = error == nil ? .succeeded : .failed
        task.error = error
        if error == nil { task.completed = task.total }
        task.endTime = transaction.now
        try task.update(transaction.db)
    }

    static func forgetOld(_ db: Database, now: Date) throws {
        try db.execute(sql: "DELETE FROM task WHERE end_time <= ?", arguments: [now.addingTimeInterval(-retention)])
    }
}
