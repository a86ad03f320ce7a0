import Foundation
import Synchronization

@testable import ContentLibrary

/// A clock that stands still until it is told otherwise.
final class TestClock: Sendable {
    private let time = Mutex(Date(timeIntervalSince1970: 1_700_000_000))

    var now: Date { time.withLock(\.self) }
    var wall: WallClock { WallClock { self.now } }

    func advance(_ seconds: TimeInterval) {
        time.withLock { $0 = $0.addingTimeInterval(seconds) }
    }
}
