import Foundation

/// Where the time comes from, so that a test can make five minutes pass in none.
struct WallClock: Sendable {
    var now: @Sendable () -> Date
    /// Returns when so much time has passed.
    var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

    /// The system's clock, cut to the milliseconds that the wire and the store keep.
    static let system = WallClock {
        Date(timeIntervalSince1970: (Date().timeIntervalSince1970 * 1000).rounded(.down) / 1000)
    }
}

/// Where identifiers come from.
struct IDSource: Sendable {
    var next: @Sendable () -> String

    /// Random UUIDs in lower case, as vCenter spells them.
    static let random = IDSource { UUID().uuidString.lowercased() }
}
