public import ArgumentParser
import BinderyRuntime
import ContentLibrary
import Foundation
public import Logging

/// What `serve` can be told: by a flag, by a variable of the environment or in the configuration file, under one name.
///
/// A property here is all that describes a setting: name, default, help and a type, or a `transform`, that says which values
/// are valid. The other two spellings follow from it (``ConfigurationLoader``). What takes more than one setting to judge is
/// judged by ``ConfigurationCheck``.
struct ServeSettings: ParsableArguments {
    /// The settings whose values nobody is shown.
    static let secrets: Set<String> = ["user"]

    @Option(
        help: "A YAML file of settings, named as these flags are (else CONTENT_LIBRARY_SERVE_CONFIG).",
        completion: .file())
    var config: String?

    @Option(help: "The data folder; made if it is not there.", completion: .directory)
    var data: String?

    @Option(
        name: .customLong("datastore"),
        help: "A folder that libraries may be in beside the data folder, as ID=PATH. May be given several times.",
        completion: .directory, transform: SettingValue.datastore)
    var datastores: [String] = []

    @Option(help: "The address to listen at.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen at, at most 65535; 0 for any that is free.")
    var port: PortNumber = 8080

    @Option(
        name: .customLong("user"), help: "A user, as NAME:PASSWORD. May be given several times.",
        transform: SettingValue.user)
    var pairs: [String] = []

    @Option(
        help: "A file of users, one a line as NAME:HASH; 'content-library hash-password' makes the hashes.",
        completion: .file())
    var users: String?

    @Option(
        help: "How clients reach the server, such as https://library.example; else told by each request.",
        transform: SettingValue.baseURL)
    var publicURL: String?

    @Option(
        help: "A file with the server's certificate and those that lead to its authority (PEM).", completion: .file())
    var tlsCertificate: String?

    @Option(help: "A file with the certificate's key (PEM, without a password).", completion: .file())
    var tlsKey: String?

    @Flag(help: "Serve with TLS and a certificate of the server's own making, kept in the data folder.")
    var tlsSelfSigned = false

    @Option(
        help: """
            HOST:PORT where /metrics, /health and /ready are served too, without TLS; there /metrics takes no login. \
            Elsewhere it takes one.
            """)
    var metricsAddress: ListenAddress?

    @Option(help: "Seconds without activity after which a session expires, at least one.")
    var sessionTimeout: Seconds = 300

    @Option(help: "Seconds that running requests may take to end when the server stops, at least one.")
    var shutdownTimeout: Seconds = 30

    @Option(help: "Seconds of silence after which a connection is closed, at least one.")
    var idleTimeout: Seconds = 75

    @Flag(help: "Let files and feeds be fetched from loopback, private and link-local addresses.")
    var allowPrivateSources = false

    @Option(help: "How much is logged: trace, debug, info, notice, warning, error or critical.")
    var logLevel = Logger.Level.info

    @OptionGroup(title: "Trust") var trust: TrustSettings
}

extension Logger.Level: @retroactive ExpressibleByArgument {}

/// A port of TCP; 0 for any that is free.
struct PortNumber: ExpressibleByArgument, ExpressibleByIntegerLiteral, CustomStringConvertible {
    let number: Int

    init?(argument: String) {
        guard let port = UInt16(argument) else { return nil }
        number = Int(port)
    }

    init(integerLiteral value: UInt16) { number = Int(value) }

    var description: String { String(number) }
    var defaultValueDescription: String { description }
}

/// Where to listen: a host name or address, and a port.
struct ListenAddress: ExpressibleByArgument {
    let host: String
    let port: Int

    init?(argument: String) {
        guard let colon = argument.lastIndex(of: ":"), colon > argument.startIndex,
            let port = PortNumber(argument: String(argument[argument.index(after: colon)...]))
        else { return nil }
        let host = argument[..<colon]
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        guard isBracketed || !host.contains(":") else { return nil }
        self.host = String(isBracketed ? host.dropFirst().dropLast() : host)
        self.port = port.number
    }
}

/// A time of at least a second, and of at most ten years, so that no sum of times overflows.
struct Seconds: ExpressibleByArgument, ExpressibleByIntegerLiteral, CustomStringConvertible {
    let count: Int

    init?(argument: String) {
        guard let count = Int(argument), (1...315_360_000).contains(count) else { return nil }
        self.count = count
    }

    init(integerLiteral value: Int) { count = value }

    var duration: Duration { .seconds(count) }
    var interval: TimeInterval { TimeInterval(count) }
    var description: String { String(count) }
    var defaultValueDescription: String { description }
}

extension Datastore {
    /// The datastore that `ID=PATH` describes; people call it by its identifier.
    init(setting text: String) throws {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw ValidationError("A datastore is given as ID=PATH, not \(text).") }
        self.init(id: parts[0], name: parts[0], path: URL(filePath: parts[1]).standardizedFileURL.path)
    }
}

/// Reads values of settings that are kept as text. What each throws says what would be valid.
enum SettingValue {
    /// The identifier and the folder of a datastore.
    static func datastore(_ text: String) throws -> String {
        _ = try Datastore(setting: text)
        return text
    }

    /// A user's name and password.
    static func user(_ text: String) throws -> String {
        guard try !Credentials.parse(text).password.isEmpty else {
            throw ValidationError("A password must not be empty.")
        }
        return text
    }

    /// An address with scheme and host.
    static func baseURL(_ text: String) throws -> String {
        do throws(BaseURL.Invalid) {
            _ = try BaseURL(text)
        } catch {
            throw ValidationError("\(error).")
        }
        return text
    }
}
