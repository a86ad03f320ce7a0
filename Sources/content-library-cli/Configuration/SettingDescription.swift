import ArgumentParser
import Foundation

/// A setting as ``ServeSettings`` declares it.
struct SettingDescription {
    /// What the flag is called without its dashes, and the key in the file: `session-timeout`.
    let name: String
    /// Whether it is on or off, and has no value.
    let isFlag: Bool
    /// Whether it may be given several times.
    let isRepeating: Bool
    /// What it is where nobody says; nil for nothing.
    let defaultValue: String?
    /// What it is for, and which values are valid.
    let help: String?

    /// The variable of the environment: `CONTENT_LIBRARY_SERVE_SESSION_TIMEOUT`.
    var variable: String { Self.variablePrefix + name.uppercased().replacing("-", with: "_") }

    /// What all variables begin with. The commands that use a server have variables of their own without `SERVE`, which so
    /// never add a user to a server by accident.
    static let variablePrefix = "CONTENT_LIBRARY_SERVE_"

    /// The setting as arguments of the command line.
    func arguments(for values: [String]) -> [String] {
        isFlag ? (values == ["true"] ? ["--\(name)"] : []) : values.map { "--\(name)=\($0)" }
    }

    /// All settings, in the order of their declaration, without the one that names the file.
    static func all() throws -> [SettingDescription] {
        let declared = try JSONDecoder().decode(Declarations.self, from: Data(ServeSettings._dumpHelp().utf8))
        return declared.command.arguments.compactMap { declaration in
            guard let name = declaration.preferredName?.name, !["help", "version", "config"].contains(name) else {
                return nil
            }
            return SettingDescription(
                name: name, isFlag: declaration.kind == "flag", isRepeating: declaration.isRepeating,
                defaultValue: declaration.defaultValue ?? (declaration.kind == "flag" ? "false" : nil),
                help: declaration.abstract)
        }
    }

    /// What ArgumentParser says of a command's declarations (its `--experimental-dump-help`).
    private struct Declarations: Decodable {
        struct Command: Decodable { var arguments: [Argument] }
        struct Argument: Decodable {
            struct Name: Decodable { var name: String }
            var kind: String
            var preferredName: Name?
            var isRepeating: Bool
            var defaultValue: String?
            var abstract: String?
        }
        var command: Command
    }
}
