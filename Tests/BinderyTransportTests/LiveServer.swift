import AsyncHTTPClient
import BinderyAsyncHTTPClient
import BinderyHummingbird
import BinderyRuntime
import Logging
import ServiceLifecycle

/// Serves a router on a free port of this machine while `body` runs, and stops gracefully.
/// - Parameter body: gets a client whose address is the server's.
func withServer(_ router: Router, _ body: @Sendable (APIClient) async throws -> Void) async throws {
    let http = HTTPClient(configuration: AsyncHTTPClientTransport.recommendedConfiguration)
    do {
        try await serve(router, http, body)
    } catch {
        try await http.shutdown()
        throw error
    }
    try await http.shutdown()
}

private func serve(_ router: Router, _ http: HTTPClient, _ body: @Sendable (APIClient) async throws -> Void)
    async throws
{
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let server = HummingbirdServer(router: router) { running in
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
