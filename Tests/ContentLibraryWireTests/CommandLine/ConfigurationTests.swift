import Foundation
import Testing

@testable import ContentLibrary

/// `content-library config check`, and what `serve` makes of a file and the environment.
@Suite(.timeLimit(.minutes(10))) struct ConfigurationTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func check(
        _ file: String?, environment: [String: String] = [:], _ flags: String...
    ) async throws -> ContentLibraryProgram.Outcome {
        var arguments = ["config", "check"] + flags
        if let file { arguments += ["--config", try folder.write("library.yaml", Array(file.utf8))] }
        return try await ContentLibraryProgram.run(arguments, environment: environment, in: folder)
    }

    @Test func flagsGoBeforeTheEnvironmentAndThatBeforeTheFile() async throws {
        let data = folder.path("data")
        let outcome = try await check(
            """
            data: \(data)
            port: 1001
            host: 127.0.0.2
            session-timeout: 60
            user: ['anna:one', 'berta:two']
            """,
            environment: [
                "CONTENT_LIBRARY_SERVE_PORT": "1002", "CONTENT_LIBRARY_SERVE_HOST": "127.0.0.3",
                "CONTENT_LIBRARY_SERVE_USER": "carla:three\ndora:four", "CONTENT_LIBRARY_USER": "client:secret",
            ], "--port", "1003", "--idle-timeout=9")
        #expect(outcome.ending == .exit(0) && outcome.errors.isEmpty, "\(outcome)")
        let file = folder.path("library.yaml")
        for line in [
            "data: \(data)  # \(file):1:1", "port: 1003  # flag", "host: 127.0.0.3  # CONTENT_LIBRARY_SERVE_HOST",
            "session-timeout: 60  # \(file):4:1", "idle-timeout: 9  # flag", "shutdown-timeout: 30  # default",
            "user: ['(hidden)', '(hidden)']  # CONTENT_LIBRARY_SERVE_USER",
        ] {
            #expect(outcome.output.contains(line), "\(line)\n\(outcome)")
        }
        #expect(!outcome.description.contains("three") && !outcome.description.contains("anna"))
    }

    /// What is printed is a configuration file.
    @Test func theEffectiveConfigurationCanBeReadAgain() async throws {
        let first = try await check(nil, "--data", folder.path("it's: data"), "--users", try users(), "--port", "0")
        #expect(first.ending == .exit(0), "\(first)")
        let second = try await check(first.output.joined(separator: "\n"))
        #expect(second.ending == .exit(0), "\(second)")
        func values(_ outcome: ContentLibraryProgram.Outcome) -> [String] {
            outcome.output.map { String($0.prefix(upTo: $0.range(of: "  # ")?.lowerBound ?? $0.endIndex)) }
        }
        #expect(values(first) == values(second))
    }

    @Test(arguments: [
        ("prot: 80", ":1:1: error", "Did you mean '--port'?"),
        ("host: h\nport: 70000", ":2:7: error", "at most 65535"),
        ("port: [1, 2]", ":1:7: error", "one value"), ("port:", ":1:6: error", "no value"),
        ("user: [anna]", ":1:8: error", "NAME:PASSWORD"), ("log-level: loud", ":1:12: error", "loud"),
        ("session-timeout: 1h", ":1:18: error", "Seconds"), ("public-url: nowhere", ":1:13: error", "nowhere"),
        ("- port", ":1:1: error", "mapping"), ("port: 1\nport: 2", ":2:1: error", "port"),
        ("port: \"8", ":1:9: error", "quot"), ("config: other.yaml", ":1:1: error", "cannot name another"),
    ]) func whatIsWrongInTheFile(_ text: String, _ place: String, _ mentions: String) async throws {
        let outcome = try await check(text, "--data", folder.path("data"), "--user", "anna:secret")
        #expect(outcome.ending == .exit(78) && outcome.output.isEmpty, "\(outcome)")
        #expect(outcome.errors.contains("library.yaml" + place), "\(outcome)")
        #expect(outcome.errors.contains(mentions), "\(outcome)")
    }

    @Test func everythingThatIsWrongIsTold() async throws {
        let outcome = try await check(
            "port: many\nprot: 1",
            environment: ["CONTENT_LIBRARY_SERVE_HSOT": "x", "CONTENT_LIBRARY_SERVE_IDLE_TIMEOUT": "0"])
        #expect(outcome.ending == .exit(78), "\(outcome)")
        for part in ["many", "prot", "CONTENT_LIBRARY_SERVE_HSOT", "CONTENT_LIBRARY_SERVE_IDLE_TIMEOUT"] {
            #expect(outcome.errors.contains(part), "\(part)\n\(outcome)")
        }
    }

    @Test func whatSettingsNameIsLookedAt() async throws {
        let file = try folder.write("file", [])
        let malformed = try folder.write("users", Array("anna:secret\n".utf8))
        let outcome = try await check(nil, "--data", file + "/data", "--users", malformed)
        #expect(outcome.ending == .exit(78), "\(outcome)")
        #expect(outcome.errors.contains("users: line 1: expected a hash"), "\(outcome)")
        #expect(outcome.errors.contains("\(file) is not a folder"), "\(outcome)")
        let nothing = try await check(nil)
        #expect(nothing.ending == .exit(78) && nothing.errors.contains("--data"), "\(nothing)")
        let missing = try await check(nil, "--config", folder.path("missing"))
        #expect(missing.ending == .exit(78) && missing.errors.contains(folder.path("missing")), "\(missing)")
    }

    @Test func wrongFlagsAreWrongUsage() async throws {
        let outcome = try await check(nil, "--port", "many")
        #expect(outcome.ending == .exit(64) && outcome.errors.contains("Usage: content-library config check"))
    }

    @Test func serveReadsThem() async throws {
        let file = try folder.write("library.yaml", Array("idle-timeout: 5\nhost: '::1'\n".utf8))
        let wrong = try await ContentLibraryProgram.run(
            ["serve", "--config", file, "--data", folder.path("data"), "--users", try users(), "--port", "0"],
            environment: ["CONTENT_LIBRARY_SERVE_SHUTDOWN_TIMEOUT": "never"], in: folder)
        #expect(wrong.ending == .exit(78) && wrong.errors.contains("SHUTDOWN_TIMEOUT"), "\(wrong)")
        let hostless = try folder.write("hostless.yaml", Array("host: 127.0.0.1\n".utf8))
        try await ServerProcess.run(in: folder, arguments: ["--config", hostless]) { server in
            #expect(server.address.hasPrefix("http://127.0.0.1:"))
        }
    }

    @Test func version() async throws {
        let outcome = try await ContentLibraryProgram.run(["--version"], in: folder)
        #expect(outcome.ending == .exit(0) && outcome.output == ["0.1.0"], "\(outcome)")
    }

    private func users() throws -> String {
        let password = try PasswordHash(password: "secret", cost: .init(log2Rounds: 4))
        return try folder.write("users", Array("anna:\(password)\n".utf8))
    }
}
