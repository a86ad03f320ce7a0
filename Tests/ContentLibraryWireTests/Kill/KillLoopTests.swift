import Foundation
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
        let (folder, other) = (try TemporaryFolder(), try TemporaryFolder())
        try await ServerProcess.run(in: other, seconds: 3600) { server in
            let publisher = try await KillPublisher(server)
            let load = try await KillLoad(in: folder, publisher: publisher, clients: Self.clients)
            var deck = KillDeck()
            for round in 1...rounds {
                let kill = deck.draw(&random)
                try await load.run(round, until: kill, seed: random.next())
                try await load.check("round \(round), \(kill)")
            }
            await Self.report(load.ledger, rounds)
        }
    }

    private static func report(_ ledger: KillLedger, _ rounds: Int) async {
        let (kills, steps, interrupted) = await (ledger.kills, ledger.steps, ledger.interrupted)
        let completed = await ledger.completions
        print("kill loop: \(rounds) rounds, \(completed) acknowledged completions")
        for (name, counts) in [("killed by", kills), ("steps", steps), ("cut off", interrupted)] {
            print(
                "    \(name): "
                    + counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
        }
        #expect(completed > 0)
        guard rounds >= 3 * KillDeck.size else { return }
        #expect(FaultPoint.allCases.map(\.rawValue).filter { kills[$0] == nil }.isEmpty)
        #expect(
            ["upload", "complete", "pull", "migrate", "synchronize"].filter { interrupted[$0, default: 0] == 0 }.isEmpty
        )
    }
}
