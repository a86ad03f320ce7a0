import Foundation

/// The built `content-library` command, which is beside the tests.
enum ContentLibraryProgram {
    struct NotBuilt: Error, CustomStringConvertible {
        var description: String
    }

    /// What a run of the command came to.
    struct Outcome: CustomStringConvertible {
        var ending: ChildProcess.Ending
        var output: [String]
        var errors: String

        var description: String { "\(ending)\n\(output.joined(separator: "\n"))\n\(errors)" }
    }

    static var path: String {
        get throws {
            let tests = [Bundle.main.executablePath, CommandLine.arguments.first].compactMap(\.self)
            for test in tests {
                var folder = URL(filePath: test).deletingLastPathComponent()
                // A bundle of tests (macOS) is a few folders deep.
                for _ in 0..<4 {
                    let program = folder.appending(path: "content-library").path
                    if FileManager.default.isExecutableFile(atPath: program) { return program }
                    folder.deleteLastPathComponent()
                }
            }
            throw NotBuilt(description: "content-library is not beside \(tests)")
        }
    }

    /// Runs the command to its end.
    static func run(
        _ arguments: [String], environment: [String: String] = [:], in folder: TemporaryFolder
    ) async throws -> Outcome {
        let errors = folder.path("errors-\(UUID().uuidString)")
        let process = try ChildProcess(path, arguments, environment: environment, errors: errors)
        var output: [String] = []
        for await line in process.output { output.append(line) }
        let ending = await process.end()
        return Outcome(
            ending: ending, output: output, errors: try String(contentsOfFile: errors, encoding: .utf8))
    }
}
