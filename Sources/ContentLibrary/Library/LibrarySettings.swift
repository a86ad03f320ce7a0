public import Foundation

/// What whoever runs the server may choose.
public struct LibrarySettings: Sendable {
    /// How long a session may be without activity before it expires (`UpdateSession.keep_alive`: five minutes).
    public var sessionTimeout: TimeInterval
    /// How long a finished session can still be asked about (`UpdateSession.delete`).
    public var finishedSessionRetention: TimeInterval
    /// How long a login session may be unused.
    public var loginTimeout: TimeInterval
    /// How many uploads write, and how many downloads read, at once.
    public var fileThreads: Int
    /// What a test makes fail.
    public var faults: FaultInjector

    /// Makes settings; the defaults are those of the API's documentation where it has any.
    public init(
        sessionTimeout: TimeInterval = 300, finishedSessionRetention: TimeInterval = 3600,
        loginTimeout: TimeInterval = 1800, fileThreads: Int = 4, faults: FaultInjector = .none
    ) {
        self.sessionTimeout = sessionTimeout
        self.finishedSessionRetention = finishedSessionRetention
        self.loginTimeout = loginTimeout
        self.fileThreads = fileThreads
        self.faults = faults
    }
}
