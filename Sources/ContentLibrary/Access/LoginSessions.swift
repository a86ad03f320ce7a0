import Crypto
import Foundation
import GRDB

/// A login session (`cis.Session.Info`).
struct LoginSession: Equatable, Sendable {
    var user: String
    var createdTime: Date
    var lastAccessedTime: Date
}

/// The login sessions: created with a password, used by their identifier until nobody used them for a while.
///
/// They survive a restart. The store knows only the digest of an identifier, and when it was used to about a tenth of
/// the time it may be unused: a request need not wait for a write to be authenticated.
actor LoginSessions {
    private struct Record: StoreRecord {
        static let databaseTableName = "login_session"

        var digest: String
        var user: String
        var creationTime: Date
        var lastAccessedTime: Date
    }

    private let environment: LibraryEnvironment
    private var sessions: [String: Record] = [:]
    private var stored: [String: Date] = [:]
    /// How many sessions were deleted.
    private var removals = 0

    init(environment: LibraryEnvironment) {
        self.environment = environment
    }

    /// - Returns: the identifier, which is a secret.
    func create(user: String) async throws -> String {
        var random = SystemRandomNumberGenerator()
        let id = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }.hexadecimal
        let now = environment.clock.now()
        let record = Record(digest: Self.digest(id), user: user, creationTime: now, lastAccessedTime: now)
        try await environment.store.write { db in try record.insert(db) }
        sessions[record.digest] = record
        stored[record.digest] = now
        return id
    }

    /// The session, now used; nil if there is none or it was unused for too long.
    func use(_ id: String) async throws -> LoginSession? {
        let digest = Self.digest(id)
        guard var record = try await find(digest) else { return nil }
        let now = environment.clock.now()
        guard now.timeIntervalSince(record.lastAccessedTime) < environment.settings.loginTimeout else {
            try await remove(digest)
            return nil
        }
        record.lastAccessedTime = now
        sessions[digest] = record
        if now.timeIntervalSince(stored[digest] ?? record.creationTime) >= environment.settings.loginTimeout / 10 {
            stored[digest] = now
            try await environment.store.write { db in
                try db.execute(
                    sql: "UPDATE login_session SET last_accessed_time = ? WHERE digest = ?", arguments: [now, digest])
            }
        }
        return LoginSession(user: record.user, createdTime: record.creationTime, lastAccessedTime: now)
    }

    func delete(_ id: String) async throws {
        try await remove(Self.digest(id))
    }

    /// How many sessions are in memory.
    var count: Int { sessions.count }

    /// Forgets the sessions that nobody used for too long, here and in the store.
    ///
    /// What the store knows of a session's last use is older by up to a tenth of the time-out, so that much longer a row
    /// stays.
    func sweep() async throws {
        let now = environment.clock.now()
        let timeout = environment.settings.loginTimeout
        for (digest, session) in sessions where now.timeIntervalSince(session.lastAccessedTime) >= timeout {
            sessions[digest] = nil
            stored[digest] = nil
        }
        removals += 1
        try await environment.store.write { db in
            try db.execute(
                sql: "DELETE FROM login_session WHERE last_accessed_time <= ?",
                arguments: [now.addingTimeInterval(-1.1 * timeout)])
        }
    }

    private func find(_ digest: String) async throws -> Record? {
        while true {
            if let known = sessions[digest] { return known }
            let before = removals
            let record = try await environment.store.read { db in try Record.fetchOne(db, key: digest) }
            // While the store was read, the session may have been deleted: then what was read is no longer so.
            guard before == removals else { continue }
            // Another request may have found it first, and used it since.
            if let known = sessions[digest] { return known }
            sessions[digest] = record
            stored[digest] = record?.lastAccessedTime
            return record
        }
    }

    private func remove(_ digest: String) async throws {
        _ = try await environment.store.write { db in try Record.deleteOne(db, key: digest) }
        removals += 1
        sessions[digest] = nil
        stored[digest] = nil
    }

    private static func digest(_ id: String) -> String {
        SHA256.hash(data: Data(id.utf8)).hexadecimal
    }
}
