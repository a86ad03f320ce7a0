import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A process that a test started: what it writes, and how it ends.
struct ChildProcess: Sendable {
    enum Ending: Equatable, Sendable {
        case exit(Int32)
        case signal(Int32)
    }

    struct CannotStart: Error {
        var program: String
        var reason: String
    }

    let pid: pid_t
    /// The lines of standard output, as they come; the end when nobody can write any more.
    let output: AsyncStream<String>
    private let ending: Task<Ending, Never>

    /// Starts a program without input.
    /// - Parameters:
    ///   - environment: all of its variables.
    ///   - errors: the file that standard error goes to.
    init(_ program: String, _ arguments: [String], environment: [String: String] = [:], errors: String) throws {
        let (pid, end) = try Self.spawning.withLock { _ in
            try Self.spawn(program, arguments, environment, errors)
        }
        self.pid = pid
        output = Self.lines(of: end)
        ending = Task { await Self.waited(pid) }
    }

    /// One at a time, so that no process inherits the pipe of another.
    private static let spawning = Mutex(())

    private static func spawn(
        _ program: String, _ arguments: [String], _ environment: [String: String], _ errors: String
    ) throws -> (pid: pid_t, output: Int32) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw CannotStart(program: program, reason: String(cString: strerror(errno))) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        let words = ([program] + arguments).map { strdup($0) }
        let variables = environment.map { strdup("\($0.key)=\($0.value)") }
        defer { for text in words + variables { free(text) } }
        var pid = pid_t()
        let result = posix_spawn(&pid, program, &actions, nil, words + [nil], variables + [nil])
        close(ends[1])
        guard result == 0 else {
            close(ends[0])
            throw CannotStart(program: program, reason: String(cString: strerror(result)))
        }
        return (pid, ends[0])
    }

    func end() async -> Ending { await ending.value }

    /// Sends a signal, to this process and no other: it has not been waited for as long as ``end()`` has not returned.
    func send(_ signal: Int32) { kill(pid, signal) }

    private static func waited(_ pid: pid_t) async -> Ending {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var status: Int32 = 0
                while waitpid(pid, &status, 0) < 0, errno == EINTR {}
                let signal = status & 0x7F
                continuation.resume(returning: signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal))
            }
        }
    }

    private static func lines(of descriptor: Int32) -> AsyncStream<String> {
        let (lines, continuation) = AsyncStream.makeStream(of: String.self)
        Thread.detachNewThread {
            defer { close(descriptor) }
            var text: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 4096)
            while true {
                let count = read(descriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { break }
                text += buffer[..<count]
                while let end = text.firstIndex(of: UInt8(ascii: "\n")) {
                    continuation.yield(String(decoding: text[..<end], as: UTF8.self))
                    text.removeSubrange(...end)
                }
            }
            if !text.isEmpty { continuation.yield(String(decoding: text, as: UTF8.self)) }
            continuation.finish()
        }
        return lines
    }
}
