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

    /// Opens the data folder, which is put in order first, however the last server on it ended.
    /// - Parameters:
    ///   - data: the folder; made if it is not there. One server uses it at a time.
    ///   - users: who may use the server.
    ///   - settings: time-outs and the like.
    ///   - publicURL: how clients reach the server, like `https://library.example:8443`; unset, transfer endpoints are
    ///     made from what each request says.
    ///   - logger: what the server writes to.
    public static func open(
        data: String, users: UserDirectory, settings: LibrarySettings = LibrarySettings(), publicURL: String? = nil,
        logger: Logger = Logger(label: "content-library")
    ) async throws -> ContentLibraryHost {
        try await open(
            LibraryCore.open(data: data, settings: settings, logger: logger), users: users, publicURL: publicURL)
    }

    static func open(_ core: LibraryCore, users: UserDirectory, publicURL: String? = nil) throws -> ContentLibraryHost {
        ContentLibraryHost(
            core: core, access: try AccessService(users: users, environment: core.environment), publicURL: publicURL)
    }

    /// Answers every request: the described operations, the transfers, and everything else with a standard error.
    public var router: Router {
        var router = Router(basePath: Self.basePath)
        router.errors = StandardErrorResponder()
        router.authenticator = RequestAuthenticator(access: access)
        let logger = core.environment.logger
        router.onError = { error, context in
            // That somebody must wait is no failure of the server, although its status is one of the server's.
            let isExpected = (error as? LibraryError).map { [.resourceBusy, .serviceUnavailable].contains($0.kind) }
            logger.log(
                level: isExpected == true ? .debug : .error, "request failed",
                metadata: [
                    "error": "\(error)", "request": "\(context.requestID)", "path": "\(context.head.path ?? "")",
                ])
        }
        handlers.register(in: &router)
        // The one operation that anybody may call: it needs no body, and gets no room for one.
        router.on(CisSession.Create.self, bodyLimit: 4 << 10) { [handler = SessionHandler(access: access)] in
            try await handler.create($0, context: $1)
        }
        DataEndpoints(core: core).register(in: &router)
        router.middlewares.append(PathRouting(router: feedRouter(onError: router.onError)))
        return inOtherForms(router)
    }

    /// The router with the older wire forms in front of it, which have it answer what they translate.
    private func inOtherForms(_ router: Router) -> Router {
        let own = WireDatastore(id: StorageBacking.datastoreId, name: StorageBacking.datastoreId)
        let others = core.environment.settings.datastores.map { WireDatastore(id: $0.id, name: $0.name) }
        var whole = router
        whole.middlewares =
            [
                WireForms(.contentLibrary, in: router), SOAPForm(datastores: [own] + others, in: router),
            ] + router.middlewares
        return whole
    }

    /// Answers the subscribers of published libraries, who are not users.
    private func feedRouter(onError: (@Sendable (any Error, RequestContext) -> Void)?) -> Router {
        var router = Router(basePath: FeedEndpoints.basePath)
        router.errors = StandardErrorResponder()
        router.onError = onError
        FeedEndpoints(feed: core.feed, items: core.items).register(in: &router)
        return router
    }

    /// Deletes what has outlived its time, now and then, until the task is cancelled.
    public func sweep() async {
        await Sweeper(environment: core.environment, logins: access.sessions).run()
    }

    /// Lets go of the data folder. Nothing may be asked of the router any more.
    public func close() throws {
        try core.close()
    }

    private var handlers: ContentLibraryHandlers {
        let endpoints = TransferEndpoints(publicURL: publicURL, basePath: Self.basePath)
        return ContentLibraryHandlers(
            cisSession: SessionHandler(access: access),
            cisTasks: Unbuilt.Tasks(),
            contentConfiguration: Unbuilt.Configuration(),
            contentLibraryOperations: LibraryHandler(libraries: core.libraries, endpoints: endpoints),
            contentLocalLibrary: LocalLibraryHandler(libraries: core.libraries, endpoints: endpoints),
            contentSecurityPolicies: Unbuilt.SecurityPolicies(),
            contentSubscribedLibrary: Unbuilt.SubscribedLibrary(),
            contentTrustedCertificates: Unbuilt.TrustedCertificates(),
            contentType: Unbuilt.ItemTypes(),
            contentLibraryItem: ItemHandler(items: core.items),
            contentLibrarySubscribedItem: Unbuilt.SubscribedItem(),
            contentLibrarySubscriptions: Unbuilt.Subscriptions(),
            contentLibraryUsages: Unbuilt.Usages(),
            contentLibraryItemChanges: Unbuilt.Changes(),
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
