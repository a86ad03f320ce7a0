import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import Foundation
import HTTPTypes
import SeededRandom
import Testing

@testable import ContentLibrary

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The clients of a ``KillLoad`` on one server, until it dies.
struct KillClients: Sendable {
    let load: KillLoad
    let server: ServerProcess
    let kill: Kill
    let comment: String
    private var ledger: KillLedger { load.ledger }

    /// - Parameters:
    ///   - tag: what the contents of this round begin with.
    ///   - completed: how many completions were acknowledged before.
    func work(tag: String, seed: UInt64, completed: Int) async {
        await withTaskGroup(of: Void.self) { group in
            for (client, item) in load.items.enumerated() {
                group.addTask {
                    var random = SeededGenerator(seed: seed &+ UInt64(client))
                    await untilDeath { cycle in
                        if cycle == 1 { try await settle(item) }
                        try await change(item, tag: "\(tag).\(client).\(cycle)", &random)
                        if await ledger.completions - completed >= kill.completions { await signal() }
                    }
                }
            }
            group.addTask { await untilDeath { _ in try await move() } }
            group.addTask { await untilDeath { cycle in try await mirror(isFirst: cycle == 1) } }
            if case .backup(let point, let count) = kill {
                group.addTask { await backUp(dyingAt: point, count: count) }
            }
        }
    }

    private func untilDeath(_ cycle: (Int) async throws -> Void) async {
        var count = 0
        while true {
            count += 1
            do { try await cycle(count) } catch {
                await ledger.died()
                // A server that answers is not dead.
                let isAnswer = (error as? any OperationFailure)?.status != nil
                if isAnswer { Issue.record("\(comment): \(error)") }
                if isAnswer || error is ExpectationFailedError { await signal() }
                return
            }
        }
    }

    /// A part of a cycle, of which the ledger knows when it is cut off.
    private func step<Value>(_ name: String, _ body: () async throws -> Value) async throws -> Value {
        await ledger.begin(name)
        let value = try await body()
        await ledger.end(name)
        return value
    }

    private func signal() async {
        await ledger.signalled()
        server.send(SIGKILL)
    }
}

/// What they do.
extension KillClients {
    /// Ends what the last server left: a session whose completion was promised ends by itself, any other is canceled.
    private func settle(_ item: String) async throws {
        let sessions = try server.client.contentLibraryItemUpdateSession
        let promised = await ledger.promised[item]
        for id in try await sessions.list(libraryItemId: item)
        where try await sessions.get(updateSessionId: id).state == .active {
            if id != promised {
                // One whose completion was not answered may have ended just now.
                _ = await Result { try await sessions.cancel(updateSessionId: id) }
            }
            try await eventually { try await sessions.get(updateSessionId: id).state != .active }
        }
        try await ledger.settle(item, try await contents(of: item), comment)
    }

    /// Changes the item: one to three files with content that is this cycle's own, of up to some hundred thousand bytes,
    /// or the publisher's.
    private func change(_ item: String, tag: String, _ random: inout SeededGenerator) async throws {
        let story = try await UploadStory(server, item: item)
        var contents = await ledger.committed[item] ?? [:]
        var isPulling = false
        for file in 0..<Int.random(in: 1...3, using: &random) {
            let name = "file \(file)"
            let text = String(repeating: "\(tag).\(file) ", count: .random(in: 1...30_000, using: &random))
            if Int.random(in: 0..<5, using: &random) == 0 {
                try await PullKillTests.pull(name, from: load.publisher.sourceURI, into: story)
                (contents[name], isPulling) = (KillPublisher.source, true)
            } else {
                let answer = try await step("upload") {
                    try await server.transport.exchange(.put, try await story.add(name), .init(text), fields: .anna)
                }
                try #require(answer.status == 200, "\(comment): \(answer.text)")
                contents[name] = text
            }
        }
        await ledger.ask(item, contents)
        try await step("complete") { try await story.complete() }
        if isPulling {
            await ledger.promise(item, story.session)
            let sessions = try server.client.contentLibraryItemUpdateSession
            try await step("pull") {
                try await eventually {
                    let state = try await sessions.get(updateSessionId: story.session).state
                    try #require(state != .error, "\(comment)")
                    return state == .done
                }
            }
        }
        await ledger.acknowledge(item)
    }

    /// Moves a library to the other datastore.
    private func move() async throws {
        let libraries = try server.client.contentLibraryOperations
        let library = try await server.client.contentLocalLibrary.get(libraryId: load.moving.library)
        let datastore = try #require(library.storageBackings?.first?.datastoreId)
        let destination = datastore == "other" ? "datastore-1" : "other"
        try await step("migrate") {
            try await libraries.migrate(
                libraryId: load.moving.library,
                body: .init(storageBackings: [.init(type: .datastore, datastoreId: destination)]))
        }
        #expect(try await contents(of: load.moving.item) == KillLoad.before, "\(comment)")
    }

    /// Publishes another edition, and waits until it is mirrored.
    private func mirror(isFirst: Bool) async throws {
        let before = try await contents(of: load.mirror.item)
        let edition = try #require(KillPublisher.edition(of: before), "\(comment)")
        // The next may have been published when the last server died.
        let next = edition + (isFirst ? 2 : 1)
        try await load.publisher.publish(edition: next)
        let (mirrors, files) = (try server.client.contentSubscribedLibrary, try server.client.contentLibraryItemFile)
        let size = KillPublisher.contents(ofEdition: next)[KillPublisher.first]?.utf8.count
        try await step("synchronize") {
            try await eventually {
                do { try await mirrors.sync(libraryId: load.mirror.library) } catch {
                    // One that began before goes on.
                    guard try await kind({ throw error }) == .notAllowedInCurrentState else { throw error }
                }
                let sizes = try await files.list(libraryItemId: load.mirror.item).filter {
                    $0.name == KillPublisher.first
                }
                return sizes.first.map { Int($0.size) } == size
            }
        }
    }

    /// Backs the library up, with a backup that dies, and ends the server when it has.
    private func backUp(dyingAt point: FaultPoint, count: Int) async {
        do {
            let backup = try await ContentLibraryProgram.run(
                ["backup", load.folder.path("data"), load.folder.path("copy")] + KillLoad.datastores(load.folder),
                environment: [FaultInjector.environmentVariable: "\(point.rawValue):\(count)"], in: load.folder)
            if backup.ending == .signal(SIGKILL) { await ledger.note(point.rawValue) }
            #expect([.signal(SIGKILL), .exit(0)].contains(backup.ending), "\(comment): \(backup)")
            let verified = try await ContentLibraryProgram.run(["verify", load.folder.path("copy")], in: load.folder)
            #expect(
                verified.ending == .exit(0) || verified.errors.contains("not finished"), "\(comment): \(verified)")
        } catch { Issue.record("\(comment): \(error)") }
        await signal()
    }

    private func contents(of item: String) async throws -> [String: String] {
        try await UploadStory(server, item: item, session: "").contents()
    }
}
