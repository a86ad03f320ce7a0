internal import Foundation
internal import Synchronization

/// Work that is done on a thread of its own while the caller goes on. Its stack is that of a main thread, since documents
/// may nest deeply.
final class BesideThread<Value: Sendable>: Sendable {
    private let result = Mutex<Value?>(nil)
    private let finished = DispatchSemaphore(value: 0)

    /// Begins the work.
    init(_ work: @escaping @Sendable () -> Value) {
        let thread = Thread { [self] in
            let value = work()
            result.withLock { $0 = value }
            finished.signal()
        }
        thread.stackSize = 8 << 20
        thread.start()
    }

    /// What came of it, when it is done. Asked for once.
    func value<Wrapped>() -> Value where Value == Wrapped? {
        finished.wait()
        return result.withLock { $0 ?? nil }
    }
}
