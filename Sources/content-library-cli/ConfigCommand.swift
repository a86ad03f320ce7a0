import ArgumentParser
import Foundation

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Shows and checks the configuration of 'serve'.",
        subcommands: [Check.self]
    )

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks all that 'serve' would be told, without serving.",
            discussion: """
                Takes the flags of 'serve', its environment variables and its configuration file. Prints the settings in \
                effect as a configuration file, each with where it came from; secrets are hidden. The status is 0 where a \
                server could begin so, 78 where the configuration is wrong, and 64 where the flags are.
                """
        )

        @OptionGroup var settings: ServeSettings

        mutating func run() throws {
            let configuration: Configuration
            do {
                configuration = try ConfigurationLoader.load(
                    file: settings.config, flags: Array(CommandLine.arguments.dropFirst(3)),
                    environment: ProcessInfo.processInfo.environment)
            } catch let problems as ConfigurationProblems {
                throw problems.reported()
            }
            for line in try configuration.lines() { print(line) }
            let problems = ConfigurationCheck(settings: configuration.settings).problems()
            guard problems.isEmpty else { throw ConfigurationProblems(problems: problems).reported() }
        }
    }
}

extension ConfigurationProblems {
    /// Tells of the problems on standard error.
    /// - Returns: what ends the command.
    func reported() -> ExitCode {
        FileHandle.standardError.write(Data((description + "\n").utf8))
        return Self.exitCode
    }
}
