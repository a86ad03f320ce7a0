import Foundation
import Fuzzing
import Measuring

/// A run in a process of its own.
struct FuzzProcess {
    private let run: FuzzRun
    private let executions: Int

    init(_ run: FuzzRun, executions: Int) {
        (self.run, self.executions) = (run, executions)
    }

    /// - Returns: the report that the process printed.
    /// - Throws: ``FuzzFailure`` where a signal ended the process; otherwise what it printed.
    func report() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("fuzz-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (progress, errors) = (
            folder.appendingPathComponent("progress").path, folder.appendingPathComponent("errors").path
        )
        let announced = try Progress(progress)
        let arguments = [
            "--executions", "\(executions)", "--seed", "\(run.seed)", "--parser", run.target.name, "--progress",
            progress,
        ]
        let process = try ChildProcess(CommandLine.arguments[0], arguments, errors: errors)
        let output = String(decoding: try process.output.readToEnd() ?? Data(), as: UTF8.self)
        do {
            _ = try process.wait(since: .now)
            return output.trimmingCharacters(in: .newlines)
        } catch ChildProcess.Failure.exited(_, let status) {
            let told = try String(contentsOfFile: errors, encoding: .utf8).trimmingCharacters(in: .newlines)
            guard status & 0x7F != 0 else { throw Told(description: told) }
            throw run.failure(announced.number, "the process ended by the signal \(status & 0x7F)\n\(told)")
        }
    }

    private struct Told: Error, CustomStringConvertible {
        let description: String
    }
}

/// The number of the execution that has begun, in a file that outlives the process.
final class Progress {
    private let memory: UnsafeMutablePointer<Int>

    init(_ path: String) throws {
        let file = open(path, O_RDWR | O_CREAT, 0o600)
        guard file >= 0, ftruncate(file, off_t(MemoryLayout<Int>.size)) == 0,
            let memory = mmap(nil, MemoryLayout<Int>.size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0),
            memory != MAP_FAILED
        else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        close(file)
        self.memory = memory.bindMemory(to: Int.self, capacity: 1)
    }

    deinit { munmap(memory, MemoryLayout<Int>.size) }

    var number: Int { memory.pointee }

    func announce(_ number: Int) { memory.pointee = number }
}
