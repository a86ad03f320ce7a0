#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Runs `git` and takes what it prints.
enum GitCommand {
    /// Why a command came to nothing.
    struct Failure: Error {
        /// What `git` printed as its error, or what the system says.
        var reason: String
    }

    /// Standard output of a `git` command in the current folder.
    ///
    /// - Throws: ``Failure`` where `git` cannot be run, or says that something is wrong.
    static func run(_ arguments: [String]) throws(Failure) -> [UInt8] {
        var output: [Int32] = [-1, -1]
        var errors: [Int32] = [-1, -1]
        guard pipe(&output) == 0, pipe(&errors) == 0 else { throw Failure(reason: String(cString: strerror(errno))) }
        let process = spawn(arguments, output: output, errors: errors)
        close(output[1])
        close(errors[1])
        defer {
            close(output[0])
            close(errors[0])
        }
        guard let process else { throw Failure(reason: "git cannot be run: \(String(cString: strerror(errno)))") }
        let (printed, complaint) = readAll(output[0], errors[0])
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        guard status == 0 else {
            let text = String(decoding: complaint, as: UTF8.self)
            let line = text.split(separator: "\n").first.map(String.init) ?? "git failed"
            throw Failure(reason: line.hasPrefix("fatal: ") ? String(line.dropFirst(7)) : line)
        }
        return printed
    }

    private static func spawn(_ arguments: [String], output: [Int32], errors: [Int32]) -> pid_t? {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errors[1], STDERR_FILENO)
        for descriptor in output + errors { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var texts: [UnsafeMutablePointer<CChar>?] = (["git"] + arguments).map { strdup($0) } + [nil]
        defer { for text in texts { free(text) } }
        var process: pid_t = 0
        let code = posix_spawnp(&process, "git", &actions, nil, &texts, environ)
        guard code == 0 else {
            errno = code
            return nil
        }
        return process
    }

    /// Reads two pipes to their ends, whichever has something first, so that neither fills up.
    private static func readAll(_ first: Int32, _ second: Int32) -> ([UInt8], [UInt8]) {
        var contents: [[UInt8]] = [[], []]
        var polled = [first, second].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while polled.contains(where: { $0.fd >= 0 }) {
            if poll(&polled, nfds_t(polled.count), -1) < 0 {
                if errno == EINTR { continue }
                break
            }
            for index in polled.indices where polled[index].fd >= 0 && polled[index].revents != 0 {
                let chunk = [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, count in
                    count = max(read(polled[index].fd, buffer.baseAddress, buffer.count), 0)
                }
                // A negative descriptor is passed over.
                if chunk.isEmpty { polled[index].fd = -1 } else { contents[index] += chunk }
            }
        }
        return (contents[0], contents[1])
    }
}
