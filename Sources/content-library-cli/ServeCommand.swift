import ArgumentParser
import Foundation

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serves content libraries from a data folder.",
        discussion: """
            Prints one line with the address on standard output once it is ready, and structured logs on standard error. \
            SIGTERM and SIGINT let running requests end before it stops, and refuse new uploads; a second one ends it at once.

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
        try await LibraryProcess(settings: settings).run()
    }
}
