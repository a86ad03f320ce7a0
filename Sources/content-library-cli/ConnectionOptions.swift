import ArgumentParser
import AsyncHTTPClient
import NIOSSL
import BinderyAsyncHTTPClient
import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import ContentLibraryTransfers
import Foundation
import HTTPTypes

/// Which server a command talks to, and as whom.
struct ConnectionOptions: ParsableArguments {
    @Option(help: "The server's address, such as http://127.0.0.1:8080 (else CONTENT_LIBRARY_SERVER).")
    var server: String?

    @Option(help: "The user, as NAME:PASSWORD (else CONTENT_LIBRARY_USER).")
    var user: String?

    @OptionGroup var trust: ServerTrust

    func validate() throws {
        _ = try address()
        _ = try credentials()
    }

    /// Signs in, runs `body`, and signs out again whatever comes of it.
    func withTransfers(_ body: (ItemTransfers) async throws -> Void) async throws {
        let baseURL = try address()
        let (name, password) = try credentials()
        var configuration = AsyncHTTPClientTransport.recommendedConfiguration
        configuration.tlsConfiguration = try await trust.configuration(for: baseURL)
        let connections = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let transport = AsyncHTTPClientTransport(client: connections)
        let outcome = await Result {
            try await signedIn(APIClient(baseURL: baseURL, transport: transport), name, password, body)
        }
        // What the work came to counts, not how the connections were closed.
        try? await connections.shutdown()
        try outcome.get()
    }

    private func signedIn(
        _ client: APIClient, _ name: String, _ password: String, _ body: (ItemTransfers) async throws -> Void
    ) async throws {
        var api = client
        api.middlewares = [BasicCredential(username: name, password: password)]
        let session = try await ContentLibraryClient(api).cisSession.create()
        api.middlewares =
            HTTPField.Name("vmware-api-session-id").map { [APIKeyCredential(header: $0, value: session)] }
            ?? [BearerCredential(token: session)]
        let outcome = await Result { try await body(ItemTransfers(api)) }
        // What the work came to counts, not whether the session could be ended: it expires by itself. A task of its own
        // ends it where this one has been cancelled, too.
        let client = ContentLibraryClient(api)
        await Task { try? await client.cisSession.delete() }.value
        try outcome.get()
    }

    private func address() throws -> BaseURL {
        var text = try value(server, "CONTENT_LIBRARY_SERVER", "--server")
        while text.hasSuffix("/") { text.removeLast() }
        do throws(BaseURL.Invalid) {
            return try BaseURL(text.hasSuffix("/api") ? text : text + "/api")
        } catch {
            throw ValidationError("\(error)")
        }
    }

    private func credentials() throws -> (name: String, password: String) {
        try Credentials.parse(value(user, "CONTENT_LIBRARY_USER", "--user"))
    }

    private func value(_ option: String?, _ variable: String, _ flag: String) throws -> String {
        guard let value = option ?? ProcessInfo.processInfo.environment[variable], !value.isEmpty else {
            throw ValidationError("Say \(flag), or set \(variable).")
        }
        return value
    }
}

/// A user's name and password on the command line.
enum Credentials {
    static func parse(_ text: String) throws -> (name: String, password: String) {
        guard let colon = text.firstIndex(of: ":"), colon > text.startIndex else {
            throw ValidationError("A user is written NAME:PASSWORD.")
        }
        return (String(text[..<colon]), String(text[text.index(after: colon)...]))
    }
}

extension Result where Failure == any Error {
    /// What a body that takes its time comes to.
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
