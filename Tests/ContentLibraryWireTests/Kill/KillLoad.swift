import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import Foundation
import HTTPTypes
import Logging
import SeededRandom
import Testing

@testable import ContentLibrary

/// Clients that each work on an item of their own for as long as the server lives, and what they know to be committed.
struct KillLoad: Sendable {
    /// What clients were told, and what they do not know.
    actor Ledger {
        /// The contents whose completion was acknowledged.
        private(set) var committed: [String: [String: String]]
        /// The contents whose completion was asked for and not answered.
        private(set) var asked: [String: [String: String]] = [:]
        private(set) var completions = 0
        private(set) var kills: [String: Int] = [:]

        init(items: [String]) {
            committed = Dictionary(uniqueKeysWithValues: items.map { ($0, [:]) })
        }

        func ask(_ item: String, _ contents: [String: String]) { asked[item] = contents }

        func acknowledge(_ item: String) {
            committed[item] = asked.removeValue(forKey: item)
            completions += 1
        }

        /// What is found counts from now on.
        func settle(_ item: String, _ contents: [String: String]) {
            committed[item] = contents
            asked[item] = nil
        }

        func note(_ kill: String) { kills[kill, default: 0] += 1 }
    }

    /// When the server dies.
    enum Kill: CustomStringConvertible {
        /// By itself.
        case fault(FaultPoint, count: Int)
        /// From outside, when so many completions were acknowledged since it began.
        case signal(after: Int)

        init(_ random: inout SeededGenerator) {
            let points = FaultPoint.allCases.filter(\.isOfPushing)
            if Int.random(in: 0..<10, using: &random) < 6, let point = points.randomElement(using: &random) {
                self = .fault(point, count: .random(in: 1...25, using: &random))
            } else {
                self = .signal(after: .random(in: 0...12, using: &random))
            }
        }

        var fault: String? {
            guard case .fault(let point, let count) = self else { return nil }
            return "\(point.rawValue):\(count)"
        }

        /// One that the load does not reach is killed from outside in the end.
        var completions: Int {
            if case .signal(let count) = self { count } else { 40 }
        }

        var name: String {
            if case .fault(let point, _) = self { point.rawValue } else { "signal" }
        }

        var description: String { fault ?? "signal after \(completions)" }
    }

    let items: [String]
    let ledger: Ledger

    /// Makes a library with an item for each client.
    static func begin(in folder: TemporaryFolder, clients: Int) async throws -> KillLoad {
        var items: [String] = []
        try await ServerProcess.run(in: folder) { server in
            let library = try await server.client.contentLocalLibrary.create(
                body: LibraryModel(
                    name: "library",
                    storageBackings: [LibraryStorageBacking(type: .datastore, datastoreId: "datastore-1")]))
            for client in 0..<clients {
                items.append(
                    try await server.client.contentLibraryItem.create(
                        body: .init(libraryId: library, name: "item \(client)")))
            }
        }
        return KillLoad(items: items, ledger: Ledger(items: items))
    }

    /// Serves, and lets the clients work until the server is dead.
    func run(_ round: Int, until kill: Kill, seed: UInt64, in folder: TemporaryFolder) async throws {
        let before = await ledger.completions
        do {
            try await ServerProcess.run(in: folder, fault: kill.fault) { server in
                await withTaskGroup(of: Void.self) { group in
                    for (client, item) in items.enumerated() {
                        group.addTask {
                            var random = SeededGenerator(seed: seed &+ UInt64(client))
                            var cycle = 0
                            while true {
                                cycle += 1
                                do {
                                    try await work(on: item, server, tag: "\(round).\(client).\(cycle)", &random)
                                } catch { return }
                                if await ledger.completions - before >= kill.completions { server.send(SIGKILL) }
                            }
                        }
                    }
                }
                let ending = await server.end()
                #expect(ending == .signal(SIGKILL), "\(kill)")
            }
        } catch let failure as ServerProcess.NotReady {
            // It died while it recovered from the last time.
            try #require(failure.ending == .signal(SIGKILL), "\(kill): \(failure)")
        }
        await ledger.note(kill.name)
    }

    /// Changes the item: one to three files with content that is this cycle's own, of up to some hundred thousand bytes.
    private func work(
        on item: String, _ server: ServerProcess, tag: String, _ random: inout SeededGenerator
    ) async throws {
        let sessions = try server.client.contentLibraryItemUpdateSession
        for id in try await sessions.list(libraryItemId: item)
        where try await sessions.get(updateSessionId: id).state == .active {
            try await sessions.cancel(updateSessionId: id)
        }
        let story = try await UploadStory(server, item: item)
        var contents = await ledger.committed[item] ?? [:]
        for file in 0..<Int.random(in: 1...3, using: &random) {
            let name = "file \(file)"
            let text = String(repeating: "\(tag).\(file) ", count: .random(in: 1...30_000, using: &random))
            let answer = try await server.transport.exchange(
                .put, try await story.add(name), .init(text), fields: .anna)
            try #require(answer.status == 200)
            contents[name] = text
        }
        await ledger.ask(item, contents)
        try await story.complete()
        await ledger.acknowledge(item)
    }

    /// Opens the folder as a server does, and compares.
    func check(_ folder: TemporaryFolder, _ comment: String) async throws {
        let quiet = Logger(label: "check") { _ in SwiftLogNoOpLogHandler() }
        let core = try await LibraryCore.open(data: folder.path("data"), logger: quiet)
        let result = await Result {
            #expect(try folder.names(in: "data/staging").isEmpty, "\(comment)")
            for item in items {
                var contents: [String: String] = [:]
                for file in try await core.items.files(of: item) {
                    let open = try await core.items.open(file.name, of: item)
                    var bytes: [UInt8] = []
                    for try await chunk in open.chunks(0..<open.size) { bytes += chunk }
                    contents[file.name] = String(decoding: bytes, as: UTF8.self)
                }
                let (committed, asked) = await (ledger.committed[item], ledger.asked[item])
                let isWhole = contents == committed || contents == asked
                try #require(isWhole, "\(comment): \(item) has \(contents.mapValues { String($0.prefix(20)) })")
                await ledger.settle(item, contents)
            }
        }
        try core.close()
        try result.get()
    }
}
