import Logging

/// The library at work: a data folder, opened and put in order, and the services on it.
struct LibraryCore: Sendable {
    let environment: LibraryEnvironment

    var libraries: LibraryService { LibraryService(environment: environment) }
    var items: ItemService { ItemService(environment: environment) }
    var updateSessions: UpdateSessionService { UpdateSessionService(environment: environment) }
    var uploads: UploadService { UploadService(environment: environment) }
    var downloadSessions: DownloadSessionService { DownloadSessionService(environment: environment) }
    var sweeper: Sweeper { Sweeper(environment: environment) }

    /// Opens the data folder and recovers from however the last server ended, before anyone is served.
    static func open(
        data path: String, settings: LibrarySettings = LibrarySettings(), clock: WallClock = .system,
        ids: IDSource = .random, logger: Logger = Logger(label: "content-library")
    ) async throws -> LibraryCore {
        let pool = BlockingPool(label: "content-library.files", threads: settings.fileThreads)
        let (folder, store) = try await pool.run {
            let folder = try ContentFolder(path: path, faults: settings.faults)
            return (folder, try LibraryStore(path: folder.databasePath))
        }
        let core = LibraryCore(
            environment: LibraryEnvironment(
                store: store, folder: folder, pool: pool, transfers: LiveTransfers(), settings: settings, clock: clock,
                ids: ids, logger: logger))
        try await Recovery(environment: core.environment).run()
        return core
    }

    /// After this nothing may be asked of the library, and another server may open its folder.
    func close() throws {
        try environment.store.close()
        environment.folder.close()
    }
}
