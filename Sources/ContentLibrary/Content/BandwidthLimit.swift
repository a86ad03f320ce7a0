import Synchronization

/// Keeps all transfers together below a bandwidth (`transfer_throttling_bandwidth_total`).
///
/// The bytes of all transfers pass one line, in the order they come: each waits until those before it have passed, as
/// long as they take at the bandwidth. Whoever waits holds nothing.
final class BandwidthLimit: Sendable {
    typealias Instant = ContinuousClock.Instant

    private struct Line {
        /// Nil, and nobody waits.
        var bytesPerSecond: Double?
        /// When everything that was let through has passed.
        var free: Instant?
    }

    private let line = Mutex(Line())

    func limit(to configuration: ServiceConfiguration) {
        limit(bitsPerSecond: configuration[.transferThrottlingBandwidthTotal] * 1_000_000)
    }

    /// - Parameter bitsPerSecond: 0 is no limit.
    func limit(bitsPerSecond: Int64) {
        line.withLock { line in
            line.bytesPerSecond = bitsPerSecond > 0 ? Double(bitsPerSecond) / 8 : nil
            line.free = nil
        }
    }

    /// Returns when the bytes may pass.
    func pass(_ count: Int) async throws {
        let wait = reserve(count, at: .now)
        if wait > .zero { try await Task.sleep(for: wait) }
    }

    /// - Returns: how long the bytes must wait for those before them.
    func reserve(_ count: Int, at now: Instant) -> Duration {
        line.withLock { line in
            guard let rate = line.bytesPerSecond else { return .zero }
            let start = max(line.free ?? now, now)
            line.free = start + .seconds(Double(count) / rate)
            return now.duration(to: start)
        }
    }
}
