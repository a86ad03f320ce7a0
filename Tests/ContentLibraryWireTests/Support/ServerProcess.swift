import AsyncHTTPClient
import BinderyAsyncHTTPClient
import BinderyRuntime
import ContentLibraryClient
import Foundation
import HTTPTypes

@testable import ContentLibrary

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A running `content-library serve`, on a free port.
///
/// The user is `anna` with the password `secret`, from a users' file whose hash is quick to compute. Should the tests be
/// stopped before they end it, it ends by itself.
struct ServerProcess: Sendable {
    struct NotReady: Error, CustomStringConvertible {
        var ending: ChildProcess.Ending
        var log: String

        var description: String { "the server ended as \(ending): \(log)" }
    }

    let folder: TemporaryFolder
    let address: String
    /// The server itself; it replaced the shell that it was started by, and so has its number.
    let pid: pid_t
    private let process: ChildProcess
    private let http: HTTPClient

    /// What it prints after the line with its address; for one reader.
    var lines: AsyncStream<String> { process.output }
    var port: Int { address.split(separator: ":").last.flatMap { Int($0) } ?? 0 }

    var transport: AsyncHTTPClientTransport { AsyncHTTPClientTransport(client: http) }

    var client: ContentLibraryClient {
        get throws {
            ContentLibraryClient(
                APIClient(
                    baseURL: try BaseURL(address + "/api"), transport: transport,
                    middlewares: [BasicCredential(username: "anna", password: "secret")]))
        }
    }

    /// Starts a server on the folder `data` of a folder, lets `body` use it, and ends it where it still runs.
    /// - Parameters:
    ///   - fault: where it kills itself (`FaultInjector.environmentVariable`).
    ///   - seconds: how long it lives at most.
    static func run(
        in folder: TemporaryFolder, fault: String? = nil, arguments: [String] = [], seconds: Int = 120,
        _ body: (ServerProcess) async throws -> Void
    ) async throws {
        let http = HTTPClient(configuration: AsyncHTTPClientTransport.recommendedConfiguration)
        let result = await Result {
            let server = try await start(in: folder, fault: fault, arguments: arguments, seconds: seconds, http: http)
            let result = await Result { try await body(server) }
            // The group's leader waits for the server, so that its data folder is free when it has ended.
            kill(server.pid, SIGKILL)
            _ = await server.process.end()
            try result.get()
        }
        try await http.shutdown()
        try result.get()
    }

    private static func start(
        in folder: TemporaryFolder, fault: String?, arguments: [String], seconds: Int, http: HTTPClient
    ) async throws -> ServerProcess {
        let users = folder.path("users")
        let password = try PasswordHash(password: "secret", cost: .init(log2Rounds: 4))
        try "anna:\(password)\n".write(toFile: users, atomically: true, encoding: .utf8)
        let serve = ["serve", "--data", folder.path("data"), "--port", "0", "--users", users] + arguments
        let shell = ["/bin/sh", "-c", "echo $$; exec \"$@\"", "sh", try ContentLibraryProgram.path] + serve
        let limited = ["/usr/bin/timeout", "--signal=KILL", "\(seconds)"] + shell
        let command = FileManager.default.isExecutableFile(atPath: limited[0]) ? limited : shell
        var environment: [String: String] = [:]
        environment[FaultInjector.environmentVariable] = fault
        let errors = folder.path("log-\(UUID().uuidString)")
        let process = try ChildProcess(
            command[0], Array(command.dropFirst()), environment: environment, errors: errors)
        var lines = process.output.makeAsyncIterator()
        guard let pid = await lines.next().flatMap({ pid_t($0) }), let line = await lines.next(),
            line.hasPrefix("listening on ")
        else {
            process.send(SIGKILL)
            let ending = await process.end()
            let log = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
            throw NotReady(ending: ending, log: log)
        }
        return ServerProcess(
            folder: folder, address: String(line.dropFirst("listening on ".count)), pid: pid, process: process,
            http: http)
    }

    /// Sends a signal to the server.
    func send(_ signal: Int32) { kill(pid, signal) }

    /// How the server ended, once it has.
    func end() async -> ChildProcess.Ending { await process.end() }
}
