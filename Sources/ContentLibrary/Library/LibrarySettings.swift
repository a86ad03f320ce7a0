public import Foundation
public import Metrics

/// What whoever runs the server may choose.
public struct LibrarySettings: Sendable {
    /// How long a session may be without activity before it expires (`UpdateSession.keep_alive`: five minutes).
    public var sessionTimeout: TimeInterval
    /// How long a finished session can still be asked about (`UpdateSession.delete`).
    public var finishedSessionRetention: TimeInterval
    /// How long a login session may be unused.
    public var loginTimeout: TimeInterval
    /// How long a login session lives, however much it is used.
    public var loginLifetime: TimeInterval
    /// How much of everything there may be.
    public var limits: LibraryLimits
    /// Where a record is kept of what was done; nil for nowhere.
    public var auditLog: AuditLog?
    /// How many uploads write, and how many downloads read, at once.
    public var fileThreads: Int
    /// Folders beside the data folder that content may be kept in, or read from by `file:` and `ds:`.
    public var datastores: [Datastore]
    /// Whether PULL sources and publishers may be at loopback, private and link-local addresses.
    public var allowsPrivateSources: Bool
    /// How what the server does not have is fetched; nil, and nothing is.
    public var sources: (any SourceTransport)?
    /// What counts; with a `PrometheusRegistry` (module PrometheusMetrics) the server has `/metrics`.
    public var metrics: any MetricsFactory
    /// How many PULL files are fetched at once; the others wait.
    public var concurrentPulls: Int
    var feedLimits = FeedLimits()
    /// What a test makes fail.
    public var faults: FaultInjector

    /// Makes settings; the defaults are those of the API's documentation where it has any.
    public init(
        sessionTimeout: TimeInterval = 300, finishedSessionRetention: TimeInterval = 3600,
        loginTimeout: TimeInterval = 1800, loginLifetime: TimeInterval = 86_400,
        limits: LibraryLimits = LibraryLimits(), auditLog: AuditLog? = nil, fileThreads: Int = 4,
        datastores: [Datastore] = [],
        allowsPrivateSources: Bool = false,
        sources: (any SourceTransport)? = nil, metrics: any MetricsFactory = MetricsSystem.factory,
        concurrentPulls: Int = 4, faults: FaultInjector = .none
    ) {
        self.sessionTimeout = sessionTimeout
        self.finishedSessionRetention = finishedSessionRetention
        self.loginTimeout = loginTimeout
        self.loginLifetime = loginLifetime
        self.limits = limits
        self.auditLog = auditLog
        self.fileThreads = fileThreads
        self.datastores = datastores
        self.allowsPrivateSources = allowsPrivateSources
        self.sources = sources
        self.metrics = metrics
        self.concurrentPulls = concurrentPulls
        self.faults = faults
    }
}
