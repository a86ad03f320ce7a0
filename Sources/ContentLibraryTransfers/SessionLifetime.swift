extension TransferTiming {
    /// Does some work in a session while that is kept alive.
    ///
    /// - Parameters:
    ///   - keepAlive: keeps the session alive. What it throws is not heard: where the session has come to its end, the work
    ///     finds out.
    ///   - work: the work.
    func keepingAlive<Result: Sendable>(
        _ keepAlive: @escaping @Sendable () async throws -> Void,
        while work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { tasks in
            tasks.addTask {
                while !Task.isCancelled {
                    do { try await sleep(keepAliveInterval) } catch { break }
                    try? await keepAlive()
                }
                return nil
            }
            tasks.addTask { try await work() }
            defer { tasks.cancelAll() }
            while let result = try await tasks.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }
}

/// Makes a call that has to be made whatever became of the work before it, even where this task has been cancelled: it
/// gets a task of its own, which is waited for. A failure is not heard, since there is another one to tell mostly, and what
/// the call would have ended expires by itself.
func always(_ call: @escaping @Sendable () async throws -> Void) async {
    await Task { try? await call() }.value
}
