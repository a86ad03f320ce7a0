import Logging

/// The library at work: a data folder, opened and put in order, and the services on it.
struct LibraryCore: Sendable {
    let environment: LibraryEnvironment

    var libraries: LibraryService { LibraryService(environment: environment) }
    var items: ItemService { ItemService(environment: environment) }
    var updateSessions: UpdateSessionService { UpdateSessionService(environment: environment) }
    var uploads: UploadService { UploadService(environment: environment) }
    var pulls: PullService { PullService(environment: environment) }
    var downloadSessions: DownloadSessionService { DownloadSessionService(environment: environment) }
    var subscribedLibraries: SubscribedLibraryService { SubscribedLibraryService(environment: environment) }
    var subscribedItems: SubscribedItemService { SubscribedItemService(environment: environment) }
    var subscriptions: SubscriptionService { SubscriptionService(environment: environment) }
    var synchronization: SynchronizationService { SynchronizationService(environment: environment) }
    var feed: FeedService { FeedService(environment: environment) }
    var sweeper: Sweeper { Sweeper(environment: environment) }
    var usages: LibraryUsages { LibraryUsages(environment: environment) }
    var changes: ItemChanges { ItemChanges(environment: environment) }
    var tasks: TaskService { TaskService(environment: environment) }
    var migrations: LibraryMigration { LibraryMigration(environment: environment) }
    var configuration: ConfigurationService { ConfigurationService(environment: environment) }
    var trustedCertificates: TrustedCertificates { TrustedCertificates(environment: environment) }

    /// Opens the data folder and recovers from however the last server ended, before anyone is served.
    static func open(
        data path: String, settings: LibrarySettings = LibrarySettings(), clock: WallClock = .system,
        ids: IDSource = .random, logger: Logger = Logger(label: "content-library")
    ) async throws -> LibraryCore {
        let (folder, backings, store, configuration) = try await BlockingPool(
            label: "content-library.opening", threads: 1
        ).run {
            if BackupMarker.read(path) == .incomplete { throw DataFolderError.incompleteBackup(folder: path) }
            let folder = try ContentFolder(
                path: path, faults: settings.faults, reservedSpace: settings.limits.reservedSpace)
            let store = try openStore(folder)
            try BackupMarker.remove(path)
            let (guid, configuration) = try store.readNow { db in
                (try ServerIdentity.guid(db), try ConfigurationService.read(db, settings: settings))
            }
            let backings = try StorageBackings(data: folder, datastores: settings.datastores, serverGuid: guid)
            return (folder, backings, store, configuration)
        }
        let pools = FilePools(threads: Int(configuration[.transferThreadsPoolSize]))
        let core = LibraryCore(
            environment: LibraryEnvironment(
                store: store, folder: folder, backings: backings, pools: pools, transfers: LiveTransfers(),
                pulls: RunningPulls(limit: settings.concurrentPulls), coverage: DownloadCoverage(),
                bandwidth: BandwidthLimit(),
                garbage: GarbageCollector(store: store, backings: backings, pool: pools.removal, logger: logger),
                feedThrottle: LoginThrottle(policy: settings.limits.loginThrottle),
                settings: settings, metrics: LibraryMetrics(settings.metrics), clock: clock, ids: ids,
                logger: logger))
        core.environment.bandwidth.limit(to: configuration)
        try await Recovery(environment: core.environment).run()
        core.pulls.startSoon()
        return core
    }

    /// Opens the database, unless it is not the one that the content belongs to.
    private static func openStore(_ folder: ContentFolder) throws -> LibraryStore {
        let isEmpty = try folder.objects().isEmpty
        let lost = DataFolderError.contentWithoutDatabase(folder: folder.path)
        // Looked at first, because opening it makes it.
        guard isEmpty || folder.hasDatabase else { throw lost }
        let store = try LibraryStore(path: folder.databasePath)
        guard try isEmpty || !store.isNew() else { throw lost }
        try store.migrate()
        return store
    }

    /// After this nothing may be asked of the library, and another server may open its folder.
    func close() throws {
        pulls.stop()
        try environment.store.close()
        environment.backings.close()
    }
}
