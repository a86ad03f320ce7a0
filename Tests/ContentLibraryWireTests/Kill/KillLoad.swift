import ContentLibraryAPI
import ContentLibraryClient
import Foundation
import Logging
import Testing

@testable import ContentLibrary

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Clients that work on a server for as long as it lives: some change an item of their own each, one moves a library
/// between datastores, one has a library mirrored; and what they know to be committed.
struct KillLoad: Sendable {
    static let before = [
        "kept": String(repeating: "k", count: 100_000), "moved": String(repeating: "m", count: 200_000),
    ]

    let folder: TemporaryFolder
    let publisher: KillPublisher
    let ledger: KillLedger
    /// The items of the clients that change them.
    let items: [String]
    /// A library that moves, and its item.
    let moving: (library: String, item: String)
    /// A library that mirrors the publisher's, and its item.
    let mirror: (library: String, item: String)

    static func arguments(_ folder: TemporaryFolder) -> [String] {
        ["--allow-private-sources"] + datastores(folder)
    }

    static func datastores(_ folder: TemporaryFolder) -> [String] {
        ["--datastore", "other=\(folder.path("other"))"]
    }

    /// Makes what the clients work on.
    init(in folder: TemporaryFolder, publisher: KillPublisher, clients: Int) async throws {
        try FileManager.default.createDirectory(atPath: folder.path("other"), withIntermediateDirectories: true)
        var items: [String] = []
        var (moving, mirror) = (("", ""), ("", ""))
        try await ServerProcess.run(in: folder, arguments: Self.arguments(folder)) { server in
            let backings = [LibraryStorageBacking(type: .datastore, datastoreId: "datastore-1")]
            let library = try await server.client.contentLocalLibrary.create(
                body: LibraryModel(name: "changed", storageBackings: backings))
            for client in 0..<clients {
                items.append(
                    try await server.client.contentLibraryItem.create(
                        body: .init(libraryId: library, name: "item \(client)")))
            }
            let story = try await UploadStory(server)
            for (name, text) in Self.before { try await story.push(name, text) }
            try await story.complete()
            let item = try await server.client.contentLibraryItem.get(libraryItemId: story.item)
            moving = (try #require(item.libraryId), story.item)
            let mirrored = try await SubscriberKillTests.subscribe(server, to: publisher.url)
            let mirrors = try server.client.contentSubscribedLibrary
            try await eventually { try await mirrors.get(libraryId: mirrored).lastSyncTime != nil }
            let copies = try await server.client.contentLibraryItem.list(libraryId: mirrored)
            mirror = (mirrored, try #require(copies.first))
        }
        (self.folder, self.publisher, self.items) = (folder, publisher, items)
        (self.moving, self.mirror) = (moving, mirror)
        ledger = KillLedger(items: items)
    }

    /// Serves, and lets the clients work until the server is dead. A `verify` begins when the server does.
    func run(_ round: Int, until kill: Kill, seed: UInt64) async throws {
        let comment = "round \(round), \(kill)"
        await ledger.beginRound()
        async let beside = ContentLibraryProgram.run(
            ["verify", folder.path("data")] + Self.datastores(folder), in: folder)
        do {
            try await ServerProcess.run(in: folder, fault: kill.fault, arguments: Self.arguments(folder)) { server in
                let clients = KillClients(load: self, server: server, kill: kill, comment: comment)
                await clients.work(tag: "\(round)", seed: seed, completed: await ledger.completions)
                #expect(await server.end() == .signal(SIGKILL), "\(comment)")
            }
        } catch let failure as ServerProcess.NotReady {
            // It died while it recovered from the last time.
            try #require(failure.ending == .signal(SIGKILL), "\(comment): \(failure)")
        }
        if let fault = kill.fault, await !ledger.wasSignalled {
            await ledger.note(String(fault.prefix { $0 != ":" }))
        } else {
            await ledger.note("signal")
        }
        let outcome = try await beside
        try #require(outcome.ending == .exit(0), "\(comment), verified beside the server: \(outcome)")
    }

    /// Opens the folder as a server does, and compares.
    func check(_ comment: String) async throws {
        let verified = try await ContentLibraryProgram.run(
            ["verify", folder.path("data")] + Self.datastores(folder), in: folder)
        try #require(verified.ending == .exit(0), "\(comment): \(verified)")
        let settings = LibrarySettings(
            datastores: [Datastore(id: "other", name: "other", path: folder.path("other"))],
            allowsPrivateSources: true, sources: SilentSources())
        let quiet = Logger(label: "check") { _ in SwiftLogNoOpLogHandler() }
        let core = try await LibraryCore.open(data: folder.path("data"), settings: settings, logger: quiet)
        let result = await Result { try await check(core, comment) }
        try core.close()
        try result.get()
    }

    private func check(_ core: LibraryCore, _ comment: String) async throws {
        // What has come of a publisher's file stays.
        let kept = try await core.environment.store.read(SubscribedFileRecord.stagingIdentifiers)
        #expect(kept.isSuperset(of: try folder.names(in: "data/staging")), "\(comment)")
        for item in items { try await ledger.check(item, try await Self.contents(of: item, core), comment) }
        let moved = try await Self.contents(of: moving.item, core)
        #expect(moved == Self.before, "\(comment)")
        let library = try await core.libraries.get(moving.library)
        #expect(library.state == .active && library.migrationTaskId == nil, "\(comment)")
        let mirrored = try await Self.contents(of: mirror.item, core)
        #expect(KillPublisher.edition(of: mirrored) != nil, "\(comment): \(mirrored.mapValues { $0.prefix(20) })")
    }

    private static func contents(of item: String, _ core: LibraryCore) async throws -> [String: String] {
        var contents: [String: String] = [:]
        for file in try await core.items.files(of: item) {
            let open = try await core.items.open(file.name, of: item)
            var bytes: [UInt8] = []
            for try await chunk in open.chunks(0..<open.size) { bytes += chunk }
            contents[file.name] = String(decoding: bytes, as: UTF8.self)
        }
        return contents
    }
}

/// Sources that never answer: what is to be pulled waits for the next server.
private struct SilentSources: SourceTransport {
    func get(_ request: SourceRequest) async throws -> SourceResponse {
        let (forever, _) = AsyncStream.makeStream(of: Never.self)
        for await _ in forever {}
        throw CancellationError()
    }
}
