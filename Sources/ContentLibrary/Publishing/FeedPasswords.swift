import Foundation

/// The passwords of published libraries: hashed as those of users are, and compared once for many requests.
struct FeedPasswords: Sendable {
    private let checks = PasswordChecks()
    private let verified = VerifiedPasswords()

    func hash(_ password: String) async throws -> String {
        try await checks.pool.run { try PasswordHash(password: password).description }
    }

    /// Whether the password was found to match not long ago.
    func isVerified(_ password: String, _ hash: String, now: Date) -> Bool {
        Self.pair(password, hash).map { verified.contains($0, now: now) } ?? false
    }

    /// - Throws: ServiceUnavailable if too many comparisons wait.
    func matches(_ password: String, _ hash: String, now: Date) async throws -> Bool {
        guard let pair = Self.pair(password, hash), let known = PasswordHash(hash) else { return false }
        if verified.contains(pair, now: now) { return true }
        guard try await checks.matches(password, known) else { return false }
        verified.insert(pair, now: now)
        return true
    }

    /// A new password is a new hash, so what was verified before is worth nothing then.
    private static func pair(_ password: String, _ hash: String) -> NamePassword? {
        NamePassword("\(hash):\(password)")
    }
}
