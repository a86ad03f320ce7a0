public import ArgumentParser
import BinderyHummingbird
import BinderyRuntime
import ContentLibrary
import Foundation
public import Logging
import ServiceLifecycle

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serves content libraries from a data folder.",
        discussion: """
            Prints one line with the address on standard output once it is ready, and structured logs on standard error. \
            SIGTERM and SIGINT let running requests end before it stops.
            """
    )

    @Option(help: "The data folder; made if it is not there.", completion: .directory)
    var data: String

    @Option(help: "The address to listen at.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen at; 0 for any that is free.")
    var port = 8080

    @Option(name: .customLong("user"), help: "A user, as NAME:PASSWORD. May be given several times.")
    var pairs: [String] = []

    @Option(
        help: "A file of users, one a line as NAME:HASH; 'content-library hash-password' makes the hashes.",
        completion: .file())
    var users: String?

    @Option(help: "How clients reach the server, such as https://library.example; else told by each request.")
    var publicURL: String?

    @Option(help: "Seconds without activity after which a session expires.")
    var sessionTimeout = 300

    @Option(help: "Seconds that running requests may take to end when the server stops.")
    var shutdownTimeout = 30

    @Option(help: "Seconds of silence after which a connection is closed.")
    var idleTimeout = 75

    @Option(help: "How much is logged: trace, debug, info, notice, warning, error or critical.")
    var logLevel = Logger.Level.info

    func validate() throws {
        guard !pairs.isEmpty || users != nil else {
            throw ValidationError("Give at least one --user or a --users file.")
        }
        for pair in pairs { _ = try Credentials.parse(pair) }
        guard (0...65_535).contains(port) else { throw ValidationError("A port is a number from 0 to 65535.") }
        guard sessionTimeout > 0 else { throw ValidationError("A session lives at least one second.") }
        guard shutdownTimeout > 0, idleTimeout > 0 else { throw ValidationError("A timeout is at least one second.") }
        if let publicURL { try validate(publicURL: publicURL) }
    }

    func run() async throws {
        let library = try await ContentLibraryHost.open(
            data: data, users: try userDirectory(), settings: try settings(), publicURL: publicURL,
            logger: logger("library"))
        let server = HummingbirdServer(
            router: library.router, host: host, port: port, idleTimeout: .seconds(idleTimeout),
            maximumGracefulShutdownDuration: .seconds(shutdownTimeout), services: [Sweeping(library: library)],
            logger: logger("server"), onServerRunning: announce)
        do {
            try await server.runService()
        } catch {
            try? library.close()
            throw error
        }
        try library.close()
    }

    private func validate(publicURL: String) throws {
        do {
            _ = try BaseURL(publicURL)
        } catch {
            throw ValidationError("--public-url: \(error).")
        }
    }

    @Sendable private func announce(port: Int) {
        print("listening on http://\(host.contains(":") ? "[\(host)]" : host):\(port)")
        fflush(nil)
    }

    private func userDirectory() throws -> UserDirectory {
        var directory = UserDirectory()
        if let users { try directory.add(file: String(contentsOfFile: users, encoding: .utf8)) }
        for pair in pairs {
            guard try directory.add(pair: pair) else { throw ValidationError("A password must not be empty.") }
        }
        return directory
    }

    private func settings() throws -> LibrarySettings {
        var settings = LibrarySettings(sessionTimeout: TimeInterval(sessionTimeout))
        if let fault = ProcessInfo.processInfo.environment[FaultInjector.environmentVariable] {
            guard let injector = FaultInjector(killingAt: fault) else {
                throw ValidationError("\(FaultInjector.environmentVariable) names no fault point: \(fault)")
            }
            settings.faults = injector
        }
        return settings
    }

    private func logger(_ label: String) -> Logger {
        var logger = Logger(label: "content-library.\(label)", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = logLevel
        return logger
    }
}

/// Lets the library delete what has outlived its time while the server runs.
private struct Sweeping: Service {
    let library: ContentLibraryHost

    func run() async {
        await cancelWhenGracefulShutdown { await library.sweep() }
    }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}
