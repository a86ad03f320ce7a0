import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import Synchronization
import Testing

/// Many clients that want the same few items at the same time.
@Suite struct RaceTests {
    private static let clients = 64
    private static let items = 8
    private static let rounds = 3

    /// Who has an ACTIVE session on each item, as far as the clients know: from the answer to `create` until just before
    /// they send `complete`.
    private final class Holders: Sendable {
        private let holders = Mutex([Int?](repeating: nil, count: items))

        /// - Returns: who had it already.
        func take(_ item: Int, _ client: Int) -> Int? {
            holders.withLock { holders in
                defer { holders[item] = client }
                return holders[item]
            }
        }

        func give(back item: Int) { holders.withLock { $0[item] = nil } }
    }

    /// Of all who race for an item one has it at a time, and what everyone sees of it is always of one of them.
    @Test func oneSessionPerItemAtATimeAndEveryFileWhole() async throws {
        try await Wire.serve { wire in
            let library = try await wire.library()
            let client = try wire.client
            var made: [String] = []
            for index in 0..<Self.items {
                made.append(
                    try await client.contentLibraryItem.create(
                        body: LibraryItemModel(libraryId: library, name: "item \(index)")))
            }
            let items = made
            let holders = Holders()
            let completed = try await withThrowingTaskGroup(of: Int.self) { tasks in
                for number in 0..<Self.clients {
                    tasks.addTask {
                        var completed = 0
                        for round in 0..<Self.rounds {
                            let index = (number + round) % Self.items
                            if try await race(wire, for: items[index], index, number, round, holders) { completed += 1 }
                            try await look(wire, at: items[index])
                        }
                        return completed
                    }
                }
                return try await tasks.reduce(0, +)
            }
            // At least the first to come to each item had it.
            #expect(completed >= Self.items)
            for item in items { #expect(try await wire.contents(of: item).count == 2) }
        }
    }

    /// - Returns: whether this client got the item, and changed it.
    private func race(
        _ wire: Wire, for item: String, _ index: Int, _ number: Int, _ round: Int, _ holders: Holders
    ) async throws -> Bool {
        let session: String
        do { session = try await wire.session(on: item) } catch let busy as any OperationFailure
            where busy.status == 500
        {
            #expect(try await kind { throw busy } == .resourceBusy)
            return false
        }
        let other = holders.take(index, number)
        #expect(other == nil, "\(number) and \(other ?? 0) have a session on the same item")
        // Both files of one client have a length that only this client's files of this round have.
        let text = String(repeating: "x", count: 1 + number + Self.clients * round)
        try await wire.push("a.bin", text, to: session)
        try await wire.push("b.bin", text, to: session)
        holders.give(back: index)
        try await wire.client.contentLibraryItemUpdateSession.complete(updateSessionId: session)
        return true
    }

    /// The item is empty, or has both files of one client.
    private func look(_ wire: Wire, at item: String) async throws {
        let files = try await wire.client.contentLibraryItemFile.list(libraryItemId: item)
        #expect(files.isEmpty || files.count == 2 && files[0].size == files[1].size)
    }
}
