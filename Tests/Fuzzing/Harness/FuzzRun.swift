import Foundation
import Measuring
import SeededRandom

/// Many executions of one target: none may crash, violate what has to hold, take long, or leave memory behind.
package struct FuzzRun: Sendable {
    /// What executions may take.
    package struct Limits: Sendable {
        /// CPU seconds for an input of any size, and more for each of its bytes.
        package var seconds = 0.05
        package var secondsPerByte = 4e-6
        /// How many bytes the process may grow by after it has warmed up.
        package var growth = 32 << 20

        package init() {}
    }

    package let target: FuzzTarget
    package let seed: UInt64
    package var limits = Limits()

    package init(_ target: FuzzTarget, seed: UInt64) {
        (self.target, self.seed) = (target, seed)
    }

    /// - Parameter begin: hears of each execution before it begins.
    /// - Throws: the first failure.
    package func run(
        _ executions: Range<Int>, begin: (Int) -> Void = { _ in }
    ) async throws(FuzzFailure) -> FuzzReport {
        let warm = executions.lowerBound + executions.count / 5
        var report = FuzzReport(target: target.name, executions: executions.count)
        let start = processorSeconds()
        for execution in executions {
            if execution == warm { report.residentWhenWarm = residentBytes() }
            begin(execution)
            if try await run(execution) { report.taken += 1 }
        }
        report.seconds = processorSeconds() - start
        report.resident = residentBytes()
        guard report.growth <= limits.growth else {
            throw failure(executions.upperBound - 1, "the process grew by \(report.growth) bytes")
        }
        return report
    }

    /// Tries one input, with whatever the parser decides by chance as in the first execution.
    package func isTaken(_ input: [UInt8]) async throws(Violation) -> Bool {
        var random = Mutator.input(for: target, seed: seed, execution: 0).random
        return try await target.check(input, &random)
    }

    private func run(_ execution: Int) async throws(FuzzFailure) -> Bool {
        let input = Mutator.input(for: target, seed: seed, execution: execution)
        var random = input.random
        let allowed = limits.seconds + Double(input.bytes.count) * limits.secondsPerByte
        do throws(Violation) {
            let start = processorSeconds()
            let isTaken = try await target.check(input.bytes, &random)
            guard processorSeconds() - start > allowed else { return isTaken }
            try await requireSpeed(input.bytes, input.random, allowed)
            return isTaken
        } catch {
            throw failure(execution, error.reason)
        }
    }

    /// The first time may have paid for something else.
    private func requireSpeed(
        _ bytes: [UInt8], _ random: SeededGenerator, _ allowed: Double
    ) async throws(Violation) {
        var least = Double.infinity
        for _ in 0..<2 {
            var random = random
            let start = processorSeconds()
            _ = try await target.check(bytes, &random)
            least = min(least, processorSeconds() - start)
        }
        try require(least <= allowed, "\(bytes.count) bytes took \(least) s of CPU time")
    }

    /// What is to be told of an execution that failed.
    package func failure(_ execution: Int, _ reason: String) -> FuzzFailure {
        FuzzFailure(
            target: target.name, seed: seed, execution: execution, reason: reason,
            input: Mutator.input(for: target, seed: seed, execution: execution).bytes)
    }
}

/// What came of a run.
package struct FuzzReport: Sendable, CustomStringConvertible {
    package let target: String
    package let executions: Int
    /// How many inputs the parser took.
    package var taken = 0
    /// CPU seconds.
    package var seconds = 0.0
    /// In bytes.
    package var residentWhenWarm = 0
    package var resident = 0

    /// Whether the system tells how much memory a process has.
    package static var knowsMemory: Bool { residentBytes() > 0 }

    package var growth: Int { resident - residentWhenWarm }

    package var description: String {
        let rate = Int(Double(executions) / max(seconds, 1e-6))
        let share = (100 * Double(taken) / Double(max(1, executions))).formatted(digits: 1)
        let memory = [residentWhenWarm, resident].map { (Double($0) / 1_048_576).formatted(digits: 1) }
        return "\(target): \(executions) executions, \(share) % taken, \(rate)/s, "
            + "\(memory[0]) MiB when warm, \(memory[1]) MiB at the end"
    }
}

/// An execution that failed, and how to repeat it.
package struct FuzzFailure: Error, CustomStringConvertible {
    package let target: String
    package let seed: UInt64
    package let execution: Int
    package let reason: String
    package let input: [UInt8]

    package var description: String {
        let shown = input.count <= 64 << 10 ? Data(input).base64EncodedString() : "\(input.count) bytes"
        return """
            \(target): \(reason)
            repeat it with: make fuzz PARSER=\(target) SEED=\(seed) EXECUTION=\(execution)
            the input in Base64: \(shown)
            """
    }
}
