import ArgumentParser
import BinderyHummingbird
import BinderyRuntime
import ContentLibrary
import Foundation
import Logging
import ServiceLifecycle

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serves content libraries from a data folder.",
        discussion: """
            Prints one line with the address on standard output once it is ready, and structured logs on standard error. \
            SIGTERM and SIGINT let running requests end before it stops.

            Every setting can also stand in the environment (--session-timeout as CONTENT_LIBRARY_SERVE_SESSION_TIMEOUT, \
            several values one a line) and in the file of --config (session-timeout: 600). Flags go before the \
            environment, and the environment before the file; 'content-library config check' shows what is in effect.
            """
    )

    @OptionGroup var settings: ServeSettings

    /// Takes in what the environment and the configuration file say.
    mutating func validate() throws {
        do {
            settings = try ConfigurationLoader.load(
                file: settings.config, flags: Array(CommandLine.arguments.dropFirst(2)),
                environment: ProcessInfo.processInfo.environment
            ).settings
        } catch let problems as ConfigurationProblems {
            throw problems.reported()
        }
        try ConfigurationCheck(settings: settings).requireWhatServingNeeds()
    }

    func run() async throws {
        let library = try await ContentLibraryHost.open(
            data: settings.data ?? "", users: try ConfigurationCheck(settings: settings).userDirectory(),
            settings: try librarySettings(), publicURL: settings.publicURL, logger: logger("library"))
        let server = HummingbirdServer(
            router: library.router, host: settings.host, port: settings.port.number,
            idleTimeout: settings.idleTimeout.duration,
            maximumGracefulShutdownDuration: settings.shutdownTimeout.duration,
            services: [Sweeping(library: library)], logger: logger("server"), onServerRunning: announce)
        do {
            try await server.runService()
        } catch {
            try? library.close()
            throw error
        }
        try library.close()
    }

    @Sendable private func announce(port: Int) {
        let host = settings.host
        print("listening on http://\(host.contains(":") ? "[\(host)]" : host):\(port)")
        fflush(nil)
    }

    private func librarySettings() throws -> LibrarySettings {
        var settings = LibrarySettings(sessionTimeout: self.settings.sessionTimeout.interval)
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
        logger.logLevel = settings.logLevel
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
