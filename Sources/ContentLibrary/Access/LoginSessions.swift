import Crypto
import Foundation
import GRDB

/// A login session (`cis.Session.Info`).
struct LoginSession: Equatable, Sendable {
    /// What names it to others: the beginning of its digest, with which nobody can log in.
    var handle: String
    var user: String
    var createdTime: Date
    var lastAccessedTime: Date
}

/// The login sessions: created with a password, used by their identifier until nobody used them for a while, or until
/// they are as old as one may be.
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

        var session: LoginSession {
            LoginSession(
                handle: String(digest.prefix(LoginSessions.handleLength)), user: user, createdTime: creationTime,
                lastAccessedTime: lastAccessedTime)
        }
    }

    static let handleLength = 16

    private let environment: LibraryEnvironment
    private var sessions: [String: Record] = [:]
    private var stored: [String: Date] = [:]
    /// How many sessions were deleted.
    private var removals = 0

    init(environment: LibraryEnvironment) {
        self.environment = environment
    }

    /// - Returns: the identifier, which is a secret.
    /// - Throws: ServiceUnavailable if the user has as many sessions as one may have.
    func create(user: String) async throws -> String {
        var random = SystemRandomNumberGenerator()
        let id = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }.hexadecimal
        let now = environment.clock.now()
        let record = Record(digest: Self.digest(id), user: user, creationTime: now, lastAccessedTime: now)
        let (limit, start) = (environment.settings.limits.loginsPerUser, oldestUse(at: now))
        try await environment.store.write { db in
            let count = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM login_session WHERE user = ? AND last_accessed_time > ?",
                arguments: [user, start])
            guard count ?? 0 < limit else {
                throw LibraryError(
                    .serviceUnavailable,
                    LibraryMessage("limit.logins", "A user has at most {0} login sessions.", String(limit)))
            }
            try record.insert(db)
        }
        sessions[record.digest] = record
        stored[record.digest] = now
        return id
    }

    /// The session, now used; nil if there is none or it was unused for too long.
    func use(_ id: String) async throws -> LoginSession? {
        let digest = Self.digest(id)
        guard var record = try await find(digest) else { return nil }
        let now = environment.clock.now()
        guard isAlive(record, at: now) else {
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
        return record.session
    }

    func delete(_ id: String) async throws {
        try await remove(Self.digest(id))
    }

    /// How many sessions are in memory.
    var count: Int { sessions.count }

    /// Forgets the sessions that are over, here and in the store.
    func sweep() async throws {
        let now = environment.clock.now()
        for (digest, session) in sessions where !isAlive(session, at: now) {
            sessions[digest] = nil
            stored[digest] = nil
        }
        removals += 1
        let (unused, old) = (oldestUse(at: now), now.addingTimeInterval(-environment.settings.loginLifetime))
        try await environment.store.write { db in
            try db.execute(
                sql: "DELETE FROM login_session WHERE last_accessed_time <= ? OR creation_time <= ?",
                arguments: [unused, old])
        }
    }

    /// The sessions that are alive, of one user or of all, the oldest first.
    func list(user: String? = nil) async throws -> [LoginSession] {
        let now = environment.clock.now()
        let records = try await environment.store.read { db in
            var records = Record.order(Column("creation_time"), Column("digest"))
            if let user { records = records.filter(Column("user") == user) }
            return try records.fetchAll(db)
        }
        return records.map { sessions[$0.digest] ?? $0 }.filter { isAlive($0, at: now) }.map(\.session)
    }

    /// Ends a session by what names it to others.
    /// - Parameter user: whose it must be; nil for anybody's.
    /// - Throws: NotFound if there is no such session.
    func end(handle: String, user: String? = nil) async throws {
        guard handle.utf8.count == Self.handleLength, handle.allSatisfy(\.isHexDigit) else {
            throw LibraryError.notFound(.loginSession, handle)
        }
        let digest = try await environment.store.read { db in
            try String.fetchOne(
                db, sql: "SELECT digest FROM login_session WHERE substr(digest, 1, ?) = ? AND user = coalesce(?, user)",
                arguments: [Self.handleLength, handle, user])
        }
        guard let digest else { throw LibraryError.notFound(.loginSession, handle) }
        try await remove(digest)
    }

    /// Ends the sessions of everyone who is not one of these: who was taken out of the users' file does not come back
    /// with an old session when somebody of that name is added again.
    func keep(users: [String]) async throws {
        let known = Set(users)
        try await environment.store.write { db in
            for user in try String.fetchAll(db, sql: "SELECT DISTINCT user FROM login_session")
            where !known.contains(user) {
                try db.execute(sql: "DELETE FROM login_session WHERE user = ?", arguments: [user])
            }
        }
        removals += 1
        sessions = sessions.filter { known.contains($0.value.user) }
    }

    private func isAlive(_ record: Record, at now: Date) -> Bool {
        now.timeIntervalSince(record.lastAccessedTime) < environment.settings.loginTimeout
            && now.timeIntervalSince(record.creationTime) < environment.settings.loginLifetime
    }

    /// What the store knows of a session's last use is older by up to a tenth of the time-out.
    private func oldestUse(at now: Date) -> Date {
        now.addingTimeInterval(-1.1 * environment.settings.loginTimeout)
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
