import ArgumentParser
import DocumentTree
import Foundation

/// Puts a configuration together: flags over variables of the environment over the file over defaults.
///
/// Whatever is in the file or the environment is read as the flag of the same name would be, so that there is one reader
/// of values. A setting that may be given several times is replaced as a whole.
struct ConfigurationLoader {
    private let settings: [SettingDescription]
    private var entries: [String: Configuration.Entry] = [:]
    private var problems: [String] = []

    /// - Parameters:
    ///   - file: the file that the command line names.
    ///   - flags: what stands on the command line, which ArgumentParser has read already.
    ///   - environment: the variables.
    /// - Throws: ``ConfigurationProblems`` with all that is wrong.
    static func load(file: String?, flags: [String], environment: [String: String]) throws -> Configuration {
        var loader = try ConfigurationLoader()
        if let file = file ?? environment[SettingDescription.variablePrefix + "CONFIG"] { loader.read(file: file) }
        loader.read(environment)
        loader.read(flags: flags)
        guard loader.problems.isEmpty else { throw ConfigurationProblems(problems: loader.problems) }
        let arguments = loader.settings.flatMap { setting in
            loader.entries[setting.name].map { setting.arguments(for: $0.values) } ?? []
        }
        return Configuration(settings: try ServeSettings.parse(arguments), entries: loader.entries)
    }

    private init() throws {
        settings = try SettingDescription.all()
    }

    private mutating func read(file path: String) {
        do {
            let bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
            let root = try DocumentReader.read(SourceFile(path: path, bytes: bytes))
            switch root.value {
            case .null: return
            case .mapping(let members): for member in members { read(member) }
            default: report("a configuration is a mapping of settings", at: root.location)
            }
        } catch let diagnostic as Diagnostic {
            problems.append(diagnostic.rendered())
        } catch {
            problems.append("\(path): \(error.localizedDescription)")
        }
    }

    private mutating func read(_ member: Node.Member) {
        guard let setting = settings.first(where: { $0.name == member.key }) else {
            let reason = complaint(about: ["--\(member.key)=0"]) ?? "A configuration file cannot name another."
            return report("there is no setting '\(member.key)' here: \(reason)", at: member.keyLocation)
        }
        let nodes: [Node]
        if case .sequence(let elements) = member.value.value, setting.isRepeating {
            nodes = elements
        } else {
            nodes = [member.value]
        }
        var values: [String] = []
        for node in nodes {
            guard let value = text(of: node, for: setting) else { continue }
            values.append(value)
            if let complaint = complaint(about: setting.arguments(for: [value])) {
                report(complaint, at: node.location, help: setting.help)
            }
        }
        entries[setting.name] = .init(values: values, origin: .file(member.keyLocation))
    }

    /// What a scalar says, as it would stand on the command line.
    private mutating func text(of node: Node, for setting: SettingDescription) -> String? {
        switch node.value {
        case .bool(let isOn): return String(isOn)
        case _ where setting.isFlag: report("'\(setting.name)' is true or false", at: node.location)
        case .integer(let number): return String(number)
        case .decimal(let text), .string(let text): return text
        case .null: report("'\(setting.name)' has no value", at: node.location)
        case .sequence, .mapping: report("'\(setting.name)' is one value", at: node.location)
        }
        return nil
    }

    private mutating func read(_ environment: [String: String]) {
        for (variable, value) in environment.sorted(by: { $0.key < $1.key })
        where variable.hasPrefix(SettingDescription.variablePrefix) {
            let name = variable.dropFirst(SettingDescription.variablePrefix.count).lowercased()
                .replacing("_", with: "-")
            if name == "config" { continue }
            guard let setting = settings.first(where: { $0.variable == variable }) else {
                let unknown = complaint(about: ["--\(name)"]) ?? ""
                problems.append("\(variable): there is no such setting: \(unknown)")
                continue
            }
            let values = setting.isRepeating ? value.split(separator: "\n").map(String.init) : [value]
            if setting.isFlag, !["true", "false"].contains(value) {
                problems.append("\(variable): it is true or false")
            }
            for value in values {
                if let complaint = complaint(about: setting.arguments(for: [value])) {
                    problems.append(
                        ["\(variable): \(complaint)", setting.help].compactMap(\.self).joined(separator: "\n  "))
                }
            }
            entries[setting.name] = .init(values: values, origin: .environment(variable))
        }
    }

    /// Which settings the flags are of. The value of an option never begins with a dash, unless it follows `=`.
    private mutating func read(flags: [String]) {
        for setting in settings {
            var values: [String] = []
            for (index, argument) in flags.enumerated() {
                if argument == "--\(setting.name)" {
                    values.append(setting.isFlag ? "true" : flags.dropFirst(index + 1).first ?? "")
                } else if argument.hasPrefix("--\(setting.name)=") {
                    values.append(String(argument.dropFirst(setting.name.count + 3)))
                }
            }
            guard !values.isEmpty else { continue }
            entries[setting.name] = .init(
                values: setting.isRepeating ? values : [values[values.count - 1]], origin: .flag)
        }
    }

    /// What ArgumentParser says against arguments; nil for nothing.
    private func complaint(about arguments: [String]) -> String? {
        do {
            _ = try ServeSettings.parse(arguments)
            return nil
        } catch {
            return ServeSettings.message(for: error)
        }
    }

    private mutating func report(_ message: String, at location: SourceLocation, help: String? = nil) {
        problems.append(
            Diagnostic(id: "configuration", severity: .error, message: message, location: location, help: help)
                .rendered())
    }
}
