import Fuzzing
import SeededRandom
import Testing

/// A short run of each parser, and that a run finds what there is to find.
@Suite struct FuzzingTests {
    @Test(arguments: FuzzTarget.all.map(\.name)) func nothingIsFound(name: String) async throws {
        let target = try #require(FuzzTarget.all.first { $0.name == name })
        var run = FuzzRun(target, seed: 7)
        // Without optimisation, and beside other tests.
        run.limits.seconds = 10
        run.limits.secondsPerByte = 1e-3
        run.limits.growth = .max
        let report = try await run.run(0..<3000)
        #expect(report.taken > 100, "inputs that are taken are among them")
        #expect(report.taken < 2950, "and others")
    }

    @Test func inputsFollowFromSeedAndNumber() throws {
        let target = try #require(FuzzTarget.all.first)
        func inputs(_ seed: UInt64) -> [[UInt8]] {
            (0..<50).map { Mutator.input(for: target, seed: seed, execution: $0).bytes }
        }
        #expect(inputs(1) == inputs(1))
        #expect(inputs(1) != inputs(2))
        #expect(Set(inputs(1)).count > 30)
    }

    @Test func whatDoesNotHoldIsToldSoThatItIsFoundAgain() async throws {
        let target = FuzzTarget("planted", samples: [Array("sample".utf8)]) { (bytes, _) throws(Violation) in
            if bytes.contains(0x58) { throw Violation("it has an X") }
            return true
        }
        let run = FuzzRun(target, seed: 1)
        let failure = try #require(await failure(of: run, 0..<100_000))
        #expect(failure.reason == "it has an X" && failure.input.contains(0x58))
        #expect(failure.description.contains("make fuzz PARSER=planted SEED=1 EXECUTION=\(failure.execution)"))
        let again = try #require(await self.failure(of: run, failure.execution..<failure.execution + 1))
        #expect(again.input == failure.input)
    }

    @Test func whatTakesTooLongIsFound() async throws {
        let target = FuzzTarget("slow", samples: [Array("sample".utf8)]) { (bytes, _) in
            var sum = 0
            for one in bytes { for other in bytes { sum &+= Int(one) &* Int(other) } }
            return sum > 0
        }
        var run = FuzzRun(target, seed: 1)
        run.limits.seconds = 0
        run.limits.secondsPerByte = 1e-4
        let failure = try #require(await failure(of: run, 0..<100_000))
        #expect(failure.reason.contains("of CPU time"))
    }

    @Test(.enabled(if: FuzzReport.knowsMemory)) func growthIsFound() async throws {
        let kept = Kept()
        let target = FuzzTarget("leak", samples: [[1]]) { (_, _) in
            await kept.keep([UInt8](repeating: 1, count: 1 << 20))
            return true
        }
        var run = FuzzRun(target, seed: 1)
        run.limits.growth = 16 << 20
        let failure = try #require(await failure(of: run, 0..<100))
        #expect(failure.reason.contains("grew"))
    }

    private actor Kept {
        private var blocks: [[UInt8]] = []

        func keep(_ block: [UInt8]) { blocks.append(block) }
    }

    private func failure(of run: FuzzRun, _ executions: Range<Int>) async -> FuzzFailure? {
        do throws(FuzzFailure) {
            _ = try await run.run(executions)
            return nil
        } catch {
            return error
        }
    }
}
