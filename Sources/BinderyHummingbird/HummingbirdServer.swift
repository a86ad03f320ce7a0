public import BinderyRuntime
import Hummingbird
public import HummingbirdCore
public import Logging
public import ServiceLifecycle
public import UnixSignals
import NIOCore

/// Serves a router over HTTP with Hummingbird 2.
///
/// Bodies are streamed in both directions with back-pressure; how much a request may send is the router's decision
/// (``BinderyRuntime/Router/bodyLimit``). It is a service: in a `ServiceGroup` it stops gracefully, which means that it
/// accepts nothing new and lets running requests end.
///
/// ```swift
/// let server = HummingbirdServer(router: router, port: 0) { port in print("listening on port \(port)") }
/// try await server.runService()
/// ```
public struct HummingbirdServer: Service {
    private let application: Application<RouterResponder>

    /// Makes a server.
    /// - Parameters:
    ///   - router: what answers the requests.
    ///   - host: the address to listen at.
    ///   - port: the port to listen at; 0 for any that is free.
    ///   - server: the kind of connections, such as HTTP/1 or TLS.
    ///   - serverName: what the field `Server` of responses says; nil for no such field.
    ///   - services: services that start before the server and stop after it.
    ///   - logger: what hears of connections.
    ///   - onServerRunning: called once with the port, when connections are accepted.
    public init(
        router: BinderyRuntime.Router, host: String = "127.0.0.1", port: Int = 0, server: HTTPServerBuilder = .http1(),
        serverName: String? = nil, services: [any Service] = [], logger: Logger = Logger(label: "bindery.server"),
        onServerRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) {
        application = Application(
            responder: RouterResponder(router: router),
            server: server,
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: serverName),
            services: services,
            onServerRunning: { channel in await onServerRunning(channel.localAddress?.port ?? port) },
            logger: logger
        )
    }

    /// Serves until the task is cancelled or the service group around it shuts down.
    public func run() async throws {
        try await application.run()
    }

    /// Serves until one of the signals comes, and then stops gracefully.
    public func runService(gracefulShutdownSignals: [UnixSignal] = [.sigterm, .sigint]) async throws {
        try await application.runService(gracefulShutdownSignals: gracefulShutdownSignals)
    }
}
