import Foundation

/// The passwords of published libraries: hashed as those of users are, and compared once for many requests.
struct FeedPasswords: Sendable {
    private let checks = PasswordChecks()
    private let verified = VerifiedPasswords()

    func hash(_ password: String) async throws -> String {
        try await checks.pool.run { try PasswordHash(password: password).description }
    }

    /// - Throws: ServiceUnavailable if too many comparisons wait.
    func matches(_ password: String, _ hash: String, now: Date) async throws -> Bool {
        // A new password is a new hash, so what was verified before is worth nothing then.
        guard let pair = NamePassword("\(hash):\(password)"), let known = PasswordHash(hash) else { return false }
        if verified.contains(pair, now: now) { return true }
        guard try await checks.matches(password, known) else { return false }
        verified.insert(pair, now: now)
        return true
    }
}
