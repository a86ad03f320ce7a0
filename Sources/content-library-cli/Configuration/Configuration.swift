import ArgumentParser
import DocumentTree

/// The settings that are in effect, and where each came from.
struct Configuration {
    /// Who says what a setting is.
    enum Origin: CustomStringConvertible {
        case file(SourceLocation)
        case environment(String)
        case flag

        var description: String {
            switch self {
            case .file(let location): location.description
            case .environment(let variable): variable
            case .flag: "flag"
            }
        }
    }

    /// What somebody says that a setting is.
    struct Entry {
        var values: [String]
        var origin: Origin
    }

    var settings: ServeSettings
    /// What is said, by the names of the settings.
    var entries: [String: Entry]

    /// All settings as a configuration file has them, each with its origin; no secrets.
    func lines() throws -> [String] {
        try SettingDescription.all().compactMap { setting in
            guard let values = entries[setting.name]?.values ?? setting.defaultValue.map({ [$0] }) else { return nil }
            let origin = entries[setting.name]?.origin.description ?? "default"
            let shown = ServeSettings.secrets.contains(setting.name) ? values.map { _ in "(hidden)" } : values
            let value = setting.isRepeating ? "[\(shown.map(quoted).joined(separator: ", "))]" : quoted(shown[0])
            return "\(setting.name): \(value)  # \(origin)"
        }
    }

    /// Text that YAML reads as it stands, or within quotation marks.
    private func quoted(_ text: String) -> String {
        let isPlain =
            text.first.map { $0.isLetter || $0.isNumber || $0 == "/" } == true
            && text.allSatisfy { $0.isLetter || $0.isNumber || "/._-:".contains($0) } && text.last != ":"
        return isPlain ? text : "'\(text.replacing("'", with: "''"))'"
    }
}

/// All that is wrong with a configuration, each with its place.
struct ConfigurationProblems: Error, CustomStringConvertible {
    /// The status of a command whose configuration is wrong (`EX_CONFIG` of sysexits.h).
    static let exitCode = ExitCode(78)

    var problems: [String]

    var description: String { problems.joined(separator: "\n") }
}
