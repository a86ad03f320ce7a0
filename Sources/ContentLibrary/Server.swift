public import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryForms
import ContentLibraryServer
import HTTPTypes
public import Logging
import WireForms

/// The Content Library server without a transport: a data folder, the users, and a router to answer requests with.
///
/// ```swift
/// var users = UserDirectory()
/// guard try users.add(pair: "admin:secret") else { … }
/// let library = try await ContentLibraryHost.open(data: "/var/lib/content-library", users: users)
/// // Hand `library.router` to a transport, and keep `library.sweep()` running beside it.
/// ```
public struct ContentLibraryHost: Sendable {
    /// Where the API is; the reference page's paths begin with it.
    public static let basePath = "/api"

    let core: LibraryCore
    let access: AccessService
    private let publicURL: String?
    private let certificateThumbprint: String?

    /// Opens the data folder, which is put in order first, however the last server on it ended.
    /// - Parameters:
    ///   - data: the folder; made if it is not there. One server uses it at a time.
    ///   - users: who may use the server.
    ///   - settings: time-outs and the like.
    ///   - publicURL: how clients reach the server, like `https://library.example:8443`; unset, transfer endpoints are
    ///     made from what each request says.
    ///   - certificateThumbprint: the SHA-1 digest of the certificate that clients see, as hexadecimal digits with colons,
    ///     for the transfer endpoints.
    ///   - logger: what the server writes to. With `Logger.MetadataProvider.request` every line about a request has its
    ///     identifier.
    public static func open(
        data: String, users: UserDirectory, settings: LibrarySettings = LibrarySettings(), publicURL: String? = nil,
        certificateThumbprint: String? = nil, logger: Logger = Logger(label: "content-library")
    ) async throws -> ContentLibraryHost {
        let host = try await open(
            LibraryCore.open(data: data, settings: settings, logger: logger), users: users, publicURL: publicURL,
            certificateThumbprint: certificateThumbprint)
        try await host.access.sessions.keep(users: users.names)
        return host
    }

    static func open(
        _ core: LibraryCore, users: UserDirectory, publicURL: String? = nil, certificateThumbprint: String? = nil
    ) throws -> ContentLibraryHost {
        ContentLibraryHost(
            core: core, access: try AccessService(users: users, environment: core.environment), publicURL: publicURL,
            certificateThumbprint: certificateThumbprint)
    }

    /// Answers every request: the described operations, the transfers, and everything else with a standard error.
    public var router: Router {
        var router = baseRouter(at: Self.basePath, logging: .info)
        router.bodyLimit = core.environment.settings.limits.body
        router.authenticator = RequestAuthenticator(access: access)
        handlers.register(in: &router)
        // The one operation that anybody may call: it needs no body, and gets no room for one.
        router.on(CisSession.Create.self, bodyLimit: 4 << 10) { [handler = SessionHandler(access: access)] in
            try await handler.create($0, context: $1)
        }
        router.on(PublishedTaskList.self) { [handler = TasksHandler(tasks: core.tasks)] in
            try await handler.list($0, context: $1)
        }
        router.on(SourceProbing.self) { [environment = core.environment] in
            try await SourceProbing.probe($0.body, by: $1.user(), environment: environment)
        }
        DataEndpoints(core: core).register(in: &router)
        LoginEndpoints(sessions: access.sessions).register(in: &router)
        if let log = core.environment.settings.auditLog {
            router.middlewares.append(AuditMiddleware(log: log, environment: core.environment))
        }
        let others = [
            PathRouting(router: feedRouter), PathRouting(router: operatingRouter(), paths: OperatingEndpoints.paths),
        ]
        router.middlewares = others + router.middlewares
        return inOtherForms(router)
    }

    /// The router with the older wire forms in front of it, which have it answer what they translate.
    private func inOtherForms(_ router: Router) -> Router {
        let data = StorageBacking.data.rawValue
        let own = Datastore(id: data, name: data, path: core.environment.folder.path)
        let datastores = ([own] + core.environment.settings.datastores).map(\.onTheWire)
        var whole = router
        whole.middlewares =
            [
                WireForms(.served, in: router), SOAPForm(datastores: datastores, in: router),
            ] + router.middlewares
        return whole
    }

    /// Answers the subscribers of published libraries, who are not users.
    private var feedRouter: Router {
        var router = baseRouter(at: FeedEndpoints.basePath, logging: .info)
        FeedEndpoints(feed: core.feed, items: core.items).register(in: &router)
        if let log = core.environment.settings.auditLog {
            router.middlewares.append(
                AuditMiddleware(log: log, environment: core.environment, basePath: FeedEndpoints.basePath))
        }
        return router
    }

    /// Answers what those who run the server ask, as ``router`` does at the same paths outside of the API: `/health` (the
    /// process lives), `/ready` (it can work; 503 with the reasons where not) and `/metrics`.
    /// - Parameter hasOpenMetrics: whether `/metrics` takes no login; for a router that only the right ones reach.
    public func operatingRouter(hasOpenMetrics: Bool = false) -> Router {
        var router = baseRouter(at: "", logging: .debug)
        OperatingEndpoints(core: core, logins: access, hasOpenMetrics: hasOpenMetrics).register(in: &router)
        return router
    }

    /// Says that the server is about to stop: uploads that run go on, new ones are refused with SERVICE_UNAVAILABLE, and
    /// `/ready` is 503.
    public func drain() {
        core.environment.drain.begin()
    }

    /// A router that answers errors as standard errors, and gives requests their identifiers.
    private func baseRouter(at basePath: String, logging level: Logger.Level) -> Router {
        let logger = core.environment.logger
        var router = Router(basePath: basePath)
        router.errors = StandardErrorResponder()
        router.requestID = RequestIdentifier.of
        router.middlewares = [RequestObserver(metrics: core.environment.metrics, logger: logger, level: level)]
        router.onError = { error, context in
            // That somebody must wait is no failure of the server, although its status is one of the server's.
            let isExpected = (error as? LibraryError).map { [.resourceBusy, .serviceUnavailable].contains($0.kind) }
            logger.log(
                level: isExpected == true ? .debug : .error, "request failed",
                metadata: [
                    "error": "\(error)", "request-id": "\(context.requestID)", "path": "\(context.head.path ?? "")",
                ])
        }
        return router
    }

    /// Deletes what has outlived its time, and synchronizes subscribed libraries, until the task is cancelled.
    public func sweep() async {
        async let synchronizing: Void = core.synchronization.run()
        await Sweeper(environment: core.environment, logins: access.sessions).run()
        await synchronizing
    }

    /// Ends the fetching of PULL files, which goes on with the next server, and waits until it has.
    public func stopPulls() async {
        core.pulls.stop()
        await core.environment.pulls.settled()
    }

    /// Lets go of the data folder. Nothing may be asked of the router any more.
    public func close() throws {
        try core.close()
    }

    private var handlers: ContentLibraryHandlers {
        let endpoints = TransferEndpoints(
            publicURL: publicURL, basePath: Self.basePath, certificateThumbprint: certificateThumbprint)
        return ContentLibraryHandlers(
            cisSession: SessionHandler(access: access),
            cisTasks: TasksHandler(tasks: core.tasks),
            contentConfiguration: ConfigurationHandler(configuration: core.configuration),
            contentLibraryOperations: LibraryHandler(
                libraries: core.libraries, migrations: core.migrations, endpoints: endpoints,
                subscribed: core.subscribedLibraries),
            contentLocalLibrary: LocalLibraryHandler(
                libraries: core.libraries, endpoints: endpoints, subscriptions: core.subscriptions),
            contentSecurityPolicies: SecurityPoliciesHandler(),
            contentSubscribedLibrary: SubscribedLibraryHandler(
                libraries: core.libraries, subscribed: core.subscribedLibraries, endpoints: endpoints),
            contentTrustedCertificates: TrustedCertificatesHandler(certificates: core.trustedCertificates),
            contentType: ItemTypeHandler(),
            contentLibraryItem: ItemHandler(items: core.items, subscriptions: core.subscriptions),
            contentLibrarySubscribedItem: SubscribedItemHandler(items: core.subscribedItems),
            contentLibrarySubscriptions: SubscriptionsHandler(
                subscriptions: core.subscriptions, endpoints: endpoints),
            contentLibraryUsages: UsagesHandler(usages: core.usages),
            contentLibraryItemChanges: ChangesHandler(changes: core.changes),
            contentLibraryItemDownloadSession: DownloadSessionHandler(sessions: core.downloadSessions),
            contentLibraryItemFile: ItemFileHandler(items: core.items, endpoints: endpoints),
            contentLibraryItemStorage: ItemStorageHandler(items: core.items, endpoints: endpoints),
            contentLibraryItemUpdateSession: UpdateSessionHandler(sessions: core.updateSessions),
            contentLibraryItemUpdatesessionFile: UpdateSessionFileHandler(
                sessions: core.updateSessions, endpoints: endpoints),
            contentLibraryItemDownloadsessionFile: DownloadSessionFileHandler(
                sessions: core.downloadSessions, endpoints: endpoints)
        )
    }
}
