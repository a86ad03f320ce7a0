import Synchronization

/// The synchronizations of this process. Those of one library run one after the other, and what is asked for again
/// before it began is asked for once.
final class LiveSynchronizations: Sendable {
    /// What is synchronized of a library.
    enum Scope: Hashable, Sendable {
        case library
        case item(String)
    }

    private struct Job {
        var scope: Scope
        var task: Task<Void, Never>
        var hasBegun = false
    }

    private struct State {
        var isStopped = false
        /// In the order they run.
        var jobs: [String: [Job]] = [:]
    }

    private let state = Mutex(State())

    /// Whether anything of the library is being synchronized, or is about to be.
    func isBusy(_ library: String) -> Bool {
        state.withLock { $0.jobs[library]?.isEmpty == false }
    }

    /// Runs `work` once everything else of the library is done, unless the same waits already.
    /// - Returns: what to wait for; nil once the server stops.
    @discardableResult
    func enqueue(_ scope: Scope, of library: String, _ work: @escaping @Sendable () async -> Void) -> Task<Void, Never>?
    {
        state.withLock { state in
            guard !state.isStopped else { return nil }
            var jobs = state.jobs[library] ?? []
            if let waiting = jobs.first(where: { $0.scope == scope && !$0.hasBegun }) { return waiting.task }
            let previous = jobs.last?.task
            let task = Task {
                await previous?.value
                self.begin(library)
                if !Task.isCancelled { await work() }
                self.end(library)
            }
            jobs.append(Job(scope: scope, task: task))
            state.jobs[library] = jobs
            return task
        }
    }

    /// Ends what runs for a library, and waits for it.
    func cancel(_ library: String) async {
        let tasks = state.withLock { $0.jobs[library]?.map(\.task) ?? [] }
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
    }

    /// Waits for what was asked for so far.
    func settled() async {
        while let task = state.withLock({ $0.jobs.values.lazy.compactMap(\.last).first?.task }) { await task.value }
    }

    /// Begins nothing any more, and ends what runs.
    func stop() async {
        let libraries = state.withLock { state in
            state.isStopped = true
            return Array(state.jobs.keys)
        }
        for library in libraries { await cancel(library) }
    }

    /// The first of a library's jobs is the one that runs.
    private func begin(_ library: String) {
        state.withLock { state in
            if state.jobs[library]?.isEmpty == false { state.jobs[library]?[0].hasBegun = true }
        }
    }

    private func end(_ library: String) {
        state.withLock { state in
            if state.jobs[library]?.isEmpty == false { state.jobs[library]?.removeFirst() }
            if state.jobs[library]?.isEmpty == true { state.jobs[library] = nil }
        }
    }
}
