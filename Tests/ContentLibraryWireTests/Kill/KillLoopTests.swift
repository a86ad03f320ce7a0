import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import Foundation
import HTTPTypes
import Logging
import SeededRandom
import Testing

@testable import ContentLibrary

/// A server under load, killed again and again: at a fault point, or at no particular instant. After each kill `verify`
/// finds everything whole, every completion that was acknowledged is there, and every item is as one session made it.
///
/// `BINDERY_KILL_ROUNDS` says how often it is killed, `BINDERY_KILL_SEED` which points and contents are drawn; what the
/// clients do in between depends on how the processes are scheduled. `make kill-loop` plays many rounds.
@Suite(.timeLimit(.minutes(60))) struct KillLoopTests {
    static let clients = 4

    static func number(_ variable: String, default value: Int) -> Int {
        ProcessInfo.processInfo.environment[variable].flatMap { Int($0) } ?? value
    }

    @Test func whateverTheInstant() async throws {
        let rounds = Self.number("BINDERY_KILL_ROUNDS", default: 3)
        var random = SeededGenerator(seed: UInt64(Self.number("BINDERY_KILL_SEED", default: 1)))
        let folder = try TemporaryFolder()
        let load = try await KillLoad.begin(in: folder, clients: Self.clients)
        for round in 1...rounds {
            let kill = KillLoad.Kill(&random)
            try await load.run(round, until: kill, seed: random.next(), in: folder)
            let verified = try await ContentLibraryProgram.run(["verify", folder.path("data")], in: folder)
            try #require(verified.ending == .exit(0), "round \(round), \(kill): \(verified)")
            try await load.check(folder, "round \(round), \(kill)")
        }
        let (kills, completed) = await (load.ledger.kills, load.ledger.completions)
        print(
            "kill loop: \(rounds) rounds, \(completed) acknowledged completions, kills: \(kills.sorted { $0.key < $1.key })"
        )
        #expect(completed > 0)
    }
}
