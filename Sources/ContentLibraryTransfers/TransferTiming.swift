/// How long transfers wait for what.
public struct TransferTiming: Sendable {
    /// How often a session is kept alive while files move. A session that nobody touches expires, after five minutes mostly.
    public var keepAliveInterval: Duration
    /// How long to wait until a file that is being prepared for download is looked at again.
    public var pollInterval: Duration
    /// How long preparing one file may take.
    public var preparationLimit: Duration
    /// Waits; tests need not.
    public var sleep: @Sendable (Duration) async throws -> Void

    /// Makes a timing that suits a server in real life.
    public init(
        keepAliveInterval: Duration = .seconds(60), pollInterval: Duration = .milliseconds(200),
        preparationLimit: Duration = .seconds(3600),
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.keepAliveInterval = keepAliveInterval
        self.pollInterval = pollInterval
        self.preparationLimit = preparationLimit
        self.sleep = sleep
    }
}
