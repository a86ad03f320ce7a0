import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Slows down who guesses passwords: after a few wrong ones each further attempt has to wait twice as long.
///
/// Attempts are counted per address, whatever users they name, and per user, from whatever addresses. An address that
/// never failed is always let through once, so nobody's guesses keep the right password of another address out: a user's
/// count only makes those wait longer who take part in the guessing.
final class LoginThrottle: Sendable {
    /// How fast the waiting grows.
    struct Policy: Sendable {
        /// Wrong passwords that nobody has to wait for.
        var freeAttempts = 5
        /// The first wait, in seconds; each further one is twice as long.
        var firstWait: TimeInterval = 1
        /// No wait is longer than this.
        var longestWait: TimeInterval = 900
        /// After this long without an attempt nothing is remembered of the ones before.
        var memory: TimeInterval = 3600
        /// How many addresses, and how many users, are remembered.
        var capacity = 10_000
    }

    private struct Failures {
        var count = 0
        var last: Date
    }

    private struct State {
        var addresses: [String: Failures] = [:]
        var users: [String: Failures] = [:]
    }

    private let policy: Policy
    private let state = Mutex(State())

    init(policy: Policy = Policy()) {
        self.policy = policy
    }

    /// How many addresses and users are remembered.
    var count: Int { state.withLock { $0.addresses.count + $0.users.count } }

    /// - Throws: ServiceUnavailable with the seconds to wait, the same for users that there are and that there are not.
    func check(user: String, address: String?, now: Date) throws(LibraryError) {
        let address = Self.network(of: address)
        let wait = state.withLock { self.wait($0, user, address, now) }
        guard wait > 0 else { return }
        let seconds = Int(wait.rounded(.up))
        var error = LibraryError(
            .serviceUnavailable,
            LibraryMessage(
                "access.throttled", "Too many wrong passwords came from this address; try again in {0} seconds.",
                String(seconds)))
        error.retryAfter = seconds
        throw error
    }

    /// The password was wrong.
    func failed(user: String, address: String?, now: Date) {
        let address = Self.network(of: address)
        state.withLock { state in
            note(&state.addresses, address, now)
            note(&state.users, user, now)
        }
    }

    /// The password was right. The address stays what it is: who guesses may know one password.
    func succeeded(user: String) {
        state.withLock { $0.users[user] = nil }
    }

    private func wait(_ state: State, _ user: String, _ address: String, _ now: Date) -> TimeInterval {
        guard let own = state.addresses[address], now.timeIntervalSince(own.last) < policy.memory else { return 0 }
        var count = own.count
        if let named = state.users[user], now.timeIntervalSince(named.last) < policy.memory {
            count = max(count, named.count)
        }
        let beyond = count - policy.freeAttempts
        guard beyond >= 0 else { return 0 }
        let needed = min(policy.longestWait, policy.firstWait * pow(2, Double(min(beyond, 60))))
        return needed - now.timeIntervalSince(own.last)
    }

    private func note(_ failures: inout [String: Failures], _ key: String, _ now: Date) {
        if failures.count >= policy.capacity, failures[key] == nil { makeRoom(&failures, now) }
        var entry = failures[key] ?? Failures(last: now)
        if now.timeIntervalSince(entry.last) >= policy.memory { entry.count = 0 }
        entry.count += 1
        entry.last = now
        failures[key] = entry
    }

    /// Forgets what is old, or where nothing is, the tenth that failed least: a flood of names or addresses cannot make
    /// those forgotten that fail most.
    private func makeRoom(_ failures: inout [String: Failures], _ now: Date) {
        failures = failures.filter { now.timeIntervalSince($0.value.last) < policy.memory }
        guard failures.count >= policy.capacity else { return }
        let order = failures.sorted { ($0.value.count, $0.value.last) < ($1.value.count, $1.value.last) }
        for (key, _) in order.prefix(max(1, policy.capacity / 10)) { failures[key] = nil }
    }

    /// The address without its port; of IPv6 the network, of which a single client has all addresses.
    static func network(of address: String?) -> String {
        guard let address, let colon = address.lastIndex(of: ":") else { return address ?? "" }
        let host = address[..<colon]
        guard host.hasPrefix("["), host.hasSuffix("]") else { return String(host) }
        var bytes = in6_addr()
        let text = String(host.dropFirst().dropLast())
        guard inet_pton(AF_INET6, text, &bytes) == 1 else { return text }
        return withUnsafeBytes(of: &bytes) { $0.prefix(8).hexadecimal }
    }
}
