import ArgumentParser
import Foundation
import Fuzzing
import Measuring

/// Sends made-up inputs to each parser of what clients send.
@main struct FuzzCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz",
        abstract: "Send made-up inputs to each parser of what clients send.",
        discussion: """
            Inputs follow from seed and number, so each failure can be repeated. Each parser has a process of its own, \
            whose end by a signal is a failure too. Fails at a crash, at what does not hold of a result, at an input \
            that takes more CPU time than its size allows, and where memory grows.
            """)

    @Option(help: "How many inputs each parser gets.") var executions = 1_000_000
    @Option(help: "Where the inputs come from.") var seed: UInt64 = 1
    @Option(help: "A parser, by its name; may be repeated. All of them without it.") var parser: [String] = []
    @Option(help: "The number of the only input that is tried.") var execution: Int?
    @Option(help: "An input in Base64, instead of made-up ones.") var input: String?
    @Option(help: .hidden) var progress: String?

    func validate() throws {
        let names = FuzzTarget.all.map(\.name)
        for name in parser where !names.contains(name) {
            throw ValidationError("There is no parser \(name), but there are \(names.joined(separator: ", ")).")
        }
        guard executions > 0, execution ?? 0 >= 0 else {
            throw ValidationError("A number of executions is above zero.")
        }
        guard input == nil || parser.count == 1 else { throw ValidationError("An input is for one --parser.") }
    }

    func run() async throws {
        let targets = FuzzTarget.all.filter { parser.isEmpty || parser.contains($0.name) }
        if let input { return try await tryInput(input, targets[0]) }
        guard execution == nil, progress == nil else {
            for target in targets { print(try await report(target)) }
            return
        }
        var failures = 0
        for target in targets {
            let run = FuzzProcess(FuzzRun(target, seed: seed), executions: executions)
            do {
                print(try run.report())
            } catch {
                failures += 1
                print("\(error)")
            }
        }
        print("\(targets.count * executions) executions, \(failures) of \(targets.count) parsers failed")
        if failures > 0 { throw ExitCode.failure }
    }

    private func report(_ target: FuzzTarget) async throws -> FuzzReport {
        let progress = try progress.map(Progress.init)
        let numbers = execution.map { $0..<$0 + 1 } ?? 0..<executions
        return try await FuzzRun(target, seed: seed).run(numbers) { number in
            progress?.announce(number)
            // What does not come back is ended by the alarm.
            if number % 256 == 0 { alarm(120) }
        }
    }

    private func tryInput(_ text: String, _ target: FuzzTarget) async throws {
        guard let bytes = Data(base64Encoded: text) else { throw ValidationError("The input is not in Base64.") }
        let run = FuzzRun(target, seed: seed)
        print(try await run.isTaken(Array(bytes)) ? "taken" : "refused")
    }
}
