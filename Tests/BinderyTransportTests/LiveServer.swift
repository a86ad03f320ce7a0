import AsyncHTTPClient
import BinderyAsyncHTTPClient
import BinderyHummingbird
import BinderyRuntime
import Logging
import ServiceLifecycle

/// Serves a router on a free port of this machine while `body` runs, and stops gracefully.
/// - Parameters:
///   - router: what answers.
///   - maximumGracefulShutdownDuration: how long stopping may take.
///   - idleTimeout: how long connections may be silent.
///   - answersOnEventLoops: where requests are answered.
///   - body: gets a client whose address is the server's.
func withServer(
    _ router: Router, maximumGracefulShutdownDuration: Duration = .seconds(30), idleTimeout: Duration = .seconds(75),
    answersOnEventLoops: Bool = false, _ body: @Sendable (APIClient) async throws -> Void
) async throws {
    let http = HTTPClient(configuration: AsyncHTTPClientTransport.recommendedConfiguration)
    do {
        try await serve(http, body) { onRunning in
            HummingbirdServer(
                router: router, idleTimeout: idleTimeout, answersOnEventLoops: answersOnEventLoops,
                maximumGracefulShutdownDuration: maximumGracefulShutdownDuration, onServerRunning: onRunning)
        }
    } catch {
        try await http.shutdown()
        throw error
    }
    try await http.shutdown()
}

private func serve(
    _ http: HTTPClient, _ body: @Sendable (APIClient) async throws -> Void,
    by server: (@escaping @Sendable (Int) async -> Void) -> HummingbirdServer
) async throws {
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let server = server { running in
        port.yield(running)
        port.finish()
    }
    let group = ServiceGroup(configuration: .init(services: [server], logger: Logger(label: "test")))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask {
            defer { port.finish() }
            try await group.run()
        }
        for await port in ports {
            let transport = AsyncHTTPClientTransport(client: http)
            try await body(APIClient(baseURL: try BaseURL("http://127.0.0.1:\(port)"), transport: transport))
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
    }
}
