import Foundation
import Synchronization

/// Keeps a record of what was done, by whom and from where: one JSON object a line, in a file that is only added to.
///
/// A record is written before the answer goes out, so it survives the server's death; the file is synced to the disk with
/// every sweep and when the server stops, so a loss of power may take the records of the last seconds along. The file may be
/// moved away at any time: what comes next goes into a new one of its name, without any signal.
///
/// Where a record cannot be written, what it is about has happened already; the record is kept in memory, and no further
/// changing operation begins until all records are in the file: they are answered with SERVICE_UNAVAILABLE. Reading goes on.
public final class AuditLog: Sendable {
    private struct State {
        var file: FileDescriptor
        /// What could not be written yet; as many lines as operations ran when the first one failed.
        var pending: [[UInt8]] = []
    }

    /// Where the records go.
    public let path: String
    private let state: Mutex<State>
    private let pool = BlockingPool(label: "content-library.audit", threads: 1)

    /// Opens the file, or makes it, readable for its owner only.
    /// - Throws: what the disk throws.
    public init(path: String) throws {
        self.path = path
        state = Mutex(State(file: try Self.open(path)))
    }

    /// - Throws: ServiceUnavailable if there are records that cannot be written.
    func checkWritable() async throws {
        let isWritable = try await pool.run { [self] in
            state.withLock { state in
                if !state.pending.isEmpty { _ = try? write([], &state) }
                return state.pending.isEmpty
            }
        }
        guard !isWritable else { return }
        var error = LibraryError(
            .serviceUnavailable,
            LibraryMessage("audit.unwritable", "The audit log cannot be written; until it can, nothing may be changed.")
        )
        error.retryAfter = 10
        throw error
    }

    /// - Throws: what the disk throws; the record is kept for later.
    func append(_ record: AuditRecord) async throws {
        let line = try record.line()
        try await pool.run { [self] in
            try state.withLock { state in try write([line], &state) }
        }
    }

    /// Returns when all records are on the disk. What is no file, such as a pipe, has none.
    func sync() async throws {
        try await pool.run { [self] in
            do { try state.withLock { try $0.file.sync() } } catch let error as FileSystemError
                where error.code == EINVAL
            {}
        }
    }

    private func write(_ lines: [[UInt8]], _ state: inout State) throws {
        // What failed in its middle begins a line of its own when it is written again.
        let wasBroken = !state.pending.isEmpty
        state.pending += lines
        if try !state.file.isStill(at: path) { state.file = try Self.open(path) }
        let bytes = (wasBroken ? [UInt8(ascii: "\n")] : []) + state.pending.joined()
        try bytes.withUnsafeBytes { try state.file.writeAll($0) }
        state.pending = []
    }

    private static func open(_ path: String) throws -> FileDescriptor {
        try FileDescriptor.open(path, O_WRONLY | O_APPEND | O_CREAT)
    }
}

/// What the audit log says of a request.
struct AuditRecord: Encodable, Equatable, Sendable {
    var time: Date
    var request: String
    /// The user, or who the sender claimed to be.
    var user: String?
    var address: String?
    /// The document's identifier of the operation, or method and path template of an endpoint of content.
    var operation: String
    var status: Int
    /// The kind of the standard error, where it is one.
    var error: String?
    /// What the path names.
    var ids: [String: String]
    /// The identifier of what was made.
    var result: String?

    /// JSON and a line's end. Text is escaped, so that nothing a client sends ends the line.
    func line() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
        }
        return try encoder.encode(self) + [UInt8(ascii: "\n")]
    }
}
