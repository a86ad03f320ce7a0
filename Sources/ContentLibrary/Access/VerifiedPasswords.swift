import Crypto
import Foundation
import Synchronization

/// Remembers which passwords were verified, so that a client that sends Basic with every request pays scrypt once.
///
/// Kept is a keyed digest under a key that this process made up and nobody else ever sees: neither the password nor
/// anything that could be attacked outside of this memory.
final class VerifiedPasswords: Sendable {
    private struct Entry {
        var code: HMAC<SHA256>.MAC
        var until: Date
    }

    private let key = SymmetricKey(size: .bits256)
    private let lifetime: TimeInterval
    private let entries = Mutex<[String: Entry]>([:])

    init(lifetime: TimeInterval = 300) {
        self.lifetime = lifetime
    }

    func contains(_ pair: NamePassword, now: Date) -> Bool {
        guard let entry = entries.withLock({ $0[pair.name] }), entry.until > now else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(entry.code, authenticating: Self.bytes(pair), using: key)
    }

    /// One entry a user: there is one right password.
    func insert(_ pair: NamePassword, now: Date) {
        let code = HMAC<SHA256>.authenticationCode(for: Self.bytes(pair), using: key)
        entries.withLock { $0[pair.name] = Entry(code: code, until: now.addingTimeInterval(lifetime)) }
    }

    /// A name has no colon, so no two pairs give the same bytes.
    private static func bytes(_ pair: NamePassword) -> Data {
        Data((pair.name + ":" + pair.password).utf8)
    }
}
