package import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// What a process used from its start to its end.
package struct ProcessUsage {
    package var seconds: Double
    package var cpuSeconds: Double
    /// Of the process itself, or of the largest that it started and waited for.
    package var peakMegabytes: Double

    package init(seconds: Double, cpuSeconds: Double, peakMegabytes: Double) {
        self.seconds = seconds
        self.cpuSeconds = cpuSeconds
        self.peakMegabytes = peakMegabytes
    }
}

/// A process that the benchmarks start and end.
package struct ChildProcess {
    package enum Failure: Error, CustomStringConvertible {
        case notStarted(String, Int32)
        case exited(String, status: Int32)

        package var description: String {
            switch self {
            case .notStarted(let path, let code): "\(path) could not be started: \(String(cString: strerror(code)))"
            case .exited(let path, let status): "\(path) ended with status \(status)"
            }
        }
    }

    package let path: String
    package let identifier: pid_t
    /// The read end of a pipe that its standard output writes to.
    package let output: FileHandle

    /// Starts `path`, which is looked for as shells do, with `arguments`.
    ///
    /// - Parameter errors: The file that standard error goes to.
    package init(_ path: String, _ arguments: [String], errors: String = "/dev/null") throws {
        self.path = path
        let pipe = Pipe()
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, pipe.fileHandleForWriting.fileDescriptor, STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var identifier = pid_t()
        let code = posix_spawnp(&identifier, path, &actions, nil, &words, environ)
        guard code == 0 else { throw Failure.notStarted(path, code) }
        self.identifier = identifier
        output = pipe.fileHandleForReading
        try pipe.fileHandleForWriting.close()
    }

    /// Waits for the end and tells what the process used.
    package func wait(expecting expectedStatus: Int32? = 0, since start: ContinuousClock.Instant) throws -> ProcessUsage
    {
        var status: Int32 = 0
        var usage = rusage()
        wait4(identifier, &status, 0, &usage)
        let seconds = (ContinuousClock.now - start).inSeconds
        if let expectedStatus, status >> 8 != expectedStatus || status & 0x7f != 0 {
            throw Failure.exited(path, status: status)
        }
        return ProcessUsage(
            seconds: seconds,
            cpuSeconds: usage.cpuSeconds,
            peakMegabytes: Double(usage.ru_maxrss) / 1024
        )
    }

    /// Reads standard output up to the end of its first line.
    package func firstLine() throws -> String {
        var line: [UInt8] = []
        while let byte = try output.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") { line.append(byte) }
        return String(decoding: line, as: UTF8.self)
    }

    /// Forgets the highest resident size, so that ``peakMegabytes()`` counts from now.
    package func resetPeak() throws {
        try "5".write(toFile: "/proc/\(identifier)/clear_refs", atomically: false, encoding: .utf8)
    }

    /// The highest resident size since the start or ``resetPeak()``, in megabytes.
    package func peakMegabytes() throws -> Double { try megabytes("VmHWM:") }

    /// The resident size now, in megabytes.
    package func residentMegabytes() throws -> Double { try megabytes("VmRSS:") }

    private func megabytes(_ field: String) throws -> Double {
        let status = try String(contentsOfFile: "/proc/\(identifier)/status", encoding: .utf8)
        for line in status.split(separator: "\n") where line.hasPrefix(field) {
            return (Double(line.split(separator: " ", omittingEmptySubsequences: true).dropFirst().first ?? "") ?? 0)
                / 1024
        }
        return 0
    }

    /// The CPU seconds that the process has used so far.
    package func processorSeconds() throws -> Double {
        // User and system time are the twelfth and thirteenth after the name, which is in parentheses (proc(5)).
        let text = try String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8)
        let fields = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// Runs a program to its end.
    ///
    /// - Parameter output: Takes what it printed.
    package static func run(
        _ path: String, _ arguments: [String], errors: String = "/dev/null", output: (Data) -> Void = { _ in }
    ) throws -> ProcessUsage {
        let start = ContinuousClock.now
        let process = try ChildProcess(path, arguments, errors: errors)
        output(try process.output.readToEnd() ?? Data())
        return try process.wait(since: start)
    }

    package func terminate() {
        kill(identifier, SIGTERM)
        var status: Int32 = 0
        waitpid(identifier, &status, 0)
    }
}

extension rusage {
    /// User and system time.
    package var cpuSeconds: Double { ru_utime.inSeconds + ru_stime.inSeconds }
}

extension timeval {
    fileprivate var inSeconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}

extension Duration {
    package var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
