import Dispatch
import Synchronization

/// A few threads for calls that block, so that they never block Swift's cooperative threads.
///
/// Each thread is a serial queue, which Dispatch gives a thread beyond those of its concurrent queues: on Linux Swift's
/// cooperative threads are among the latter, and calls that block there can leave none to anybody.
///
/// At most `threads` calls run at once; the others wait in the order they came, for whichever thread is free first.
final class BlockingPool: Sendable {
    /// So many calls wait already that one more is not taken.
    struct Full: Error {}

    private struct Work {
        var running: Int
        /// The threads that have nothing to do.
        var free: [Int]
        /// The first `taken` are gone; they are cut off together, so that taking one costs nothing.
        var waiting: [(@Sendable () -> Void)?] = []
        var taken = 0

        mutating func next() -> (@Sendable () -> Void)? {
            guard taken < waiting.count else { return nil }
            let job = waiting[taken]
            waiting[taken] = nil
            taken += 1
            if taken * 2 >= waiting.count {
                waiting.removeFirst(taken)
                taken = 0
            }
            return job
        }
    }

    private enum Place {
        case thread(Int)
        case queue, none
    }

    private let queues: [DispatchQueue]
    private let waitingLimit: Int
    private let work: Mutex<Work>

    /// - Parameter waitingLimit: how many calls may wait; more are refused.
    init(label: String, threads: Int, waitingLimit: Int = .max) {
        queues = (0..<max(1, threads)).map { DispatchQueue(label: "\(label).\($0)") }
        work = Mutex(Work(running: 0, free: Array(queues.indices)))
        self.waitingLimit = waitingLimit
    }

    /// How many calls can run at once.
    var threadCount: Int { queues.count }

    /// How many calls run.
    var runningCount: Int { work.withLock(\.running) }

    /// How many calls wait for a thread.
    var waitingCount: Int { work.withLock { $0.waiting.count - $0.taken } }

    /// - Throws: `Full` if too many calls wait, and what the call throws.
    func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let accepted = submit { continuation.resume(with: Swift.Result { try body() }) }
            if !accepted { continuation.resume(throwing: Full()) }
        }
    }

    private func submit(_ job: @escaping @Sendable () -> Void) -> Bool {
        let place = work.withLock { work -> Place in
            if let thread = work.free.popLast() {
                work.running += 1
                return .thread(thread)
            }
            guard work.waiting.count - work.taken < waitingLimit else { return .none }
            work.waiting.append(job)
            return .queue
        }
        guard case .thread(let thread) = place else {
            if case .queue = place { return true } else { return false }
        }
        queues[thread].async {
            var next: (@Sendable () -> Void)? = job
            while let job = next {
                job()
                next = self.work.withLock { work in
                    if let job = work.next() { return job }
                    work.running -= 1
                    work.free.append(thread)
                    return nil
                }
            }
        }
        return true
    }
}
