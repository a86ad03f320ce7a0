import ArgumentParser
import AsyncHTTPClient
import BinderyAsyncHTTPClient
import BinderyRuntime
import NIOSSL

/// Checks a Content Library server, whoever made it, over each form in which it may be spoken to.
@main
struct Conformance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conformance",
        abstract: "Checks that a server answers as the Content Library API is described.",
        discussion: """
            Makes libraries whose names begin with 'conformance-' and deletes them again. Exits with 1 if a check fails.
            """)

    @Argument(help: "The server, like https://vcenter.example.")
    var url: String

    @Option(help: "Who calls; may create and delete libraries.")
    var user: String

    @Option(help: "The user's password.")
    var password: String

    @Option(name: .customLong("form"), help: "A form to speak: rest, legacy or json-rpc. All, unless given.")
    var formNames: [String] = []

    @Option(help: "Only checks whose name has this in it.")
    var only: String?

    @Option(help: "The datastore that libraries are made on.")
    var datastore = "datastore-1"

    @Flag(help: "Print the checks instead of making them.")
    var list = false

    @Flag(help: "Print each check, not only those that fail.")
    var verbose = false

    @Flag(help: "Trust any certificate.")
    var insecure = false

    func run() async throws {
        let checks = Self.checks.filter { check in only.map { check.name.contains($0) } ?? true }
        if list {
            for check in checks { print(check.name) }
            print("\(checks.count) checks")
            return
        }
        var configuration = AsyncHTTPClientTransport.recommendedConfiguration
        if insecure {
            configuration.tlsConfiguration = .makeClientConfiguration()
            configuration.tlsConfiguration?.certificateVerification = .none
        }
        let client = HTTPClient(configuration: configuration)
        var failed = 0
        do { failed = try await run(checks, HTTPExchange(transport: AsyncHTTPClientTransport(client: client))) } catch {
            try? await client.shutdown()
            throw error
        }
        try await client.shutdown()
        if failed > 0 { throw ExitCode.failure }
    }

    private static var checks: [Check] {
        UpdateSessionChecks.all + SessionFileChecks.all + DownloadChecks.all + LibraryChecks.all + ItemChecks.all
            + AdministrationChecks.all + PolicyChecks.all + AccessChecks.all
    }

    /// - Returns: how many checks failed.
    private func run(_ checks: [Check], _ http: HTTPExchange) async throws -> Int {
        var report = Report(isVerbose: verbose)
        for form in try forms(http) {
            let login = try await form.send(Call("cis.session.create"), as: .password(name: user, password: password))
            guard case .success(.string(let session)) = login.result else {
                throw ValidationError("\(form.name): the login was refused: \(login)")
            }
            let stage = Stage(
                form: form, credential: .session(session),
                login: .password(name: user, password: password), files: FileTransfers(http: http),
                datastore: datastore)
            for check in checks where form.knows(check.operation) {
                await report.run(check, on: stage)
                await stage.clear()
            }
            _ = try await form.send(Call("cis.session.delete"), as: .session(session))
        }
        report.summarize()
        return report.failures
    }

    private func forms(_ http: HTTPExchange) throws -> [any WireForm] {
        let all: [any WireForm] = [
            RESTForm(url: url, http: http), LegacyForm(url: url, http: http), JSONRPCForm(url: url, http: http),
        ]
        for name in formNames where !all.contains(where: { $0.name == name }) {
            throw ValidationError("There is no form \(name); there are \(all.map(\.name).joined(separator: ", ")).")
        }
        return formNames.isEmpty ? all : all.filter { formNames.contains($0.name) }
    }
}

/// Counts, and says what failed.
struct Report {
    let isVerbose: Bool
    private(set) var failures = 0
    private var counts: [(form: String, checks: Int, failed: Int)] = []

    init(isVerbose: Bool) {
        self.isVerbose = isVerbose
    }

    mutating func run(_ check: Check, on stage: Stage) async {
        if counts.last?.form != stage.form.name { counts.append((stage.form.name, 0, 0)) }
        let last = counts.count - 1
        counts[last].checks += 1
        do {
            try await check.run(stage)
            if isVerbose { print("ok      \(stage.form.name)  \(check.name)") }
        } catch {
            counts[last].failed += 1
            failures += 1
            print("FAILED  \(stage.form.name)  \(check.name)\n        \(error)")
        }
    }

    func summarize() {
        for (form, checks, failed) in counts { print("\(form): \(checks) checks, \(failed) failed") }
        print("\(counts.reduce(0) { $0 + $1.checks }) checks, \(failures) failed")
    }
}
