public import BinderyRuntime
import Hummingbird
public import HummingbirdCore
import HummingbirdTLS
public import Logging
public import NIOSSL
public import ServiceLifecycle
public import UnixSignals
import NIOCore

/// Serves a router over HTTP with Hummingbird 2.
///
/// Bodies are streamed in both directions with back-pressure; how much a request may send is the router's decision
/// (``BinderyRuntime/Router/bodyLimit``). It is a service: in a `ServiceGroup` it stops gracefully, which means that it
/// accepts nothing new and lets running requests end, but not for longer than it has time to.
///
/// ```swift
/// let server = HummingbirdServer(router: router, port: 0) { port in print("listening on port \(port)") }
/// try await server.runService()
/// ```
public struct HummingbirdServer: Service {
    private let application: Application<RouterResponder>
    /// Called once when the server begins to stop, before it does anything about it.
    public var onGracefulShutdown: (@Sendable () -> Void)?

    private let logger: Logger
    private let maximumGracefulShutdownDuration: Duration?

    /// Makes a server.
    /// - Parameters:
    ///   - router: what answers the requests.
    ///   - host: the address to listen at.
    ///   - port: the port to listen at; 0 for any that is free.
    ///   - server: the kind of connections; nil for HTTP/1 with the `idleTimeout`, over TLS where there is `tls`.
    ///   - tls: the certificate to show, and which versions of TLS to speak; nil for connections that anybody can read.
    ///   - idleTimeout: how long a connection may be silent between requests, or in the middle of one, before it is closed;
    ///     nil for as long as it wants. It is longer than clients keep connections that they do not use (a minute, mostly),
    ///     so that none is closed just when the next request comes.
    ///   - answersOnEventLoops: whether requests are answered on the event loops of their connections, rather than on
    ///     Swift's cooperative threads. It spares handing each request over and back, which costs more than a short answer
    ///     does; what computes at length, or waits for anything but by `await`, keeps other connections waiting.
    ///   - maximumGracefulShutdownDuration: how long running requests may take to end when the server stops; then their
    ///     tasks are cancelled and their connections closed. Nil for as long as they want.
    ///   - serverName: what the field `Server` of responses says; nil for no such field.
    ///   - services: services that start before the server and stop after it.
    ///   - logger: what hears of connections.
    ///   - onServerRunning: called once with the port, when connections are accepted.
    public init(
        router: BinderyRuntime.Router, host: String = "127.0.0.1", port: Int = 0,
        server: HTTPServerBuilder? = nil, tls: TLSConfiguration? = nil,
        idleTimeout: Duration? = .seconds(75), answersOnEventLoops: Bool = false,
        maximumGracefulShutdownDuration: Duration? = .seconds(30),
        serverName: String? = nil, services: [any Service] = [], logger: Logger = Logger(label: "bindery.server"),
        onServerRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) {
        self.logger = logger
        self.maximumGracefulShutdownDuration = maximumGracefulShutdownDuration
        application = Application(
            responder: RouterResponder(router: router, scheme: tls == nil ? nil : "https"),
            server: server
                ?? Self.http1(idleTimeout: idleTimeout, tls: tls, answersOnEventLoops: answersOnEventLoops),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: serverName),
            services: services,
            onServerRunning: { channel in await onServerRunning(channel.localAddress?.port ?? port) },
            logger: logger
        )
    }

    /// Serves until the task is cancelled or the service group around it shuts down.
    public func run() async throws {
        try await run(stoppingAt: [])
    }

    /// Serves until one of the signals comes, and then stops gracefully.
    public func runService(gracefulShutdownSignals: [UnixSignal] = [.sigterm, .sigint]) async throws {
        try await run(stoppingAt: gracefulShutdownSignals)
    }

    /// Serves in a group of its own, whose shutdown has an end.
    private func run(stoppingAt signals: [UnixSignal]) async throws {
        var configuration = ServiceGroupConfiguration(
            // The last one is the first to hear of the shutdown.
            services: [application] + (onGracefulShutdown.map { [ShutdownNotice(action: $0)] } ?? []),
            gracefulShutdownSignals: signals, logger: logger)
        configuration.maximumGracefulShutdownDuration = maximumGracefulShutdownDuration
        try await ServiceGroup(configuration: configuration).run()
    }

    private static func http1(
        idleTimeout: Duration?, tls: TLSConfiguration?, answersOnEventLoops: Bool
    ) -> HTTPServerBuilder {
        let configuration = HTTP1Channel.Configuration(
            additionalChannelHandlers: [ConnectionEndPlacement()], idleTimeout: idleTimeout.map { TimeAmount($0) })
        return HTTPServerBuilder { responder in
            let channel = HTTP1Channel(responder: responder, configuration: configuration)
            return answersOnEventLoops
                ? try secured(EventLoopChannel(channel: channel), tls) : try secured(channel, tls)
        }
    }
}

private func secured(_ channel: some ServerChildChannel, _ tls: TLSConfiguration?) throws -> any ServerChildChannel {
    guard let tls else { return channel }
    return try TLSChannel(channel, tlsConfiguration: tls)
}

/// Tells that the server begins to stop.
private struct ShutdownNotice: Service {
    let action: @Sendable () -> Void

    func run() async throws {
        try await gracefulShutdown()
        action()
    }
}
