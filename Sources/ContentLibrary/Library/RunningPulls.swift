import Synchronization

/// The fetching of PULL files in this process: so many at once, as long as there are any that wait.
final class RunningPulls: Sendable {
    private struct State {
        var workers: [Int: Task<Void, Never>] = [:]
        var number = 0
        /// Something may have come to wait since the workers looked last.
        var again = false
        var isStopped = false
        var uploads: Set<String> = []
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) {
        self.limit = max(1, limit)
    }

    /// Has what waits be fetched, soon.
    /// - Parameter next: fetches the one that waits longest, and says whether there was any.
    func startSoon(_ next: @escaping @Sendable () async -> Bool) {
        state.withLock { state in
            state.again = true
            guard !state.isStopped, state.workers.count < limit else { return }
            let number = state.number
            state.number += 1
            state.workers[number] = Task { await work(number, next) }
        }
    }

    /// Says which upload a worker is at, so that it can be ended.
    /// - Returns: whether it may begin.
    func begin(_ upload: String) -> Bool {
        state.withLock { state in
            guard !state.isStopped else { return false }
            state.uploads.insert(upload)
            return true
        }
    }

    func end(_ upload: String) {
        state.withLock { _ = $0.uploads.remove(upload) }
    }

    /// Begins nothing any more.
    /// - Returns: what is to be ended.
    func stop() -> [String] {
        state.withLock { state in
            state.isStopped = true
            return Array(state.uploads)
        }
    }

    /// Waits until nothing is fetched.
    func settled() async {
        while let task = state.withLock({ $0.workers.values.first }) { await task.value }
    }

    private func work(_ number: Int, _ next: @Sendable () async -> Bool) async {
        while looks(number) {
            while await next() {}
        }
    }

    /// - Returns: whether the worker is to look for what waits; if not, it is gone.
    private func looks(_ number: Int) -> Bool {
        state.withLock { state in
            guard state.again, !state.isStopped else {
                state.workers[number] = nil
                return false
            }
            state.again = false
            return true
        }
    }
}
