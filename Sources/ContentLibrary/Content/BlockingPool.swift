import Dispatch
import Synchronization

/// A few threads for calls that block, so that they never block Swift's cooperative threads.
///
/// At most `threads` calls run at once; the others wait in the order they came, for whichever thread is free first.
final class BlockingPool: Sendable {
    private struct Work {
        var running = 0
        var waiting: [@Sendable () -> Void] = []
    }

    private let queue: DispatchQueue
    private let threads: Int
    private let work = Mutex(Work())

    init(label: String, threads: Int) {
        queue = DispatchQueue(label: label, attributes: .concurrent)
        self.threads = max(1, threads)
    }

    func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            submit { continuation.resume(with: Result { try body() }) }
        }
    }

    private func submit(_ job: @escaping @Sendable () -> Void) {
        let starts = work.withLock { work in
            guard work.running < threads else {
                work.waiting.append(job)
                return false
            }
            work.running += 1
            return true
        }
        guard starts else { return }
        queue.async {
            var next: (@Sendable () -> Void)? = job
            while let job = next {
                job()
                next = self.work.withLock { work in
                    if !work.waiting.isEmpty { return work.waiting.removeFirst() }
                    work.running -= 1
                    return nil
                }
            }
        }
    }
}
