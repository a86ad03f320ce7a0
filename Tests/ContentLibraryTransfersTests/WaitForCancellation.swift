/// Ends only with its task, however long that takes: for what a test interrupts.
func waitForCancellation() async throws {
    let (never, continuation) = AsyncStream.makeStream(of: Never.self)
    for await _ in never {}
    continuation.finish()
    try Task.checkCancellation()
}
