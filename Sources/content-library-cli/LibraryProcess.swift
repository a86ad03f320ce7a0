import ArgumentParser
import BinderyHummingbird
import BinderyRuntime
import ContentLibrary
import ContentLibrarySources
import Foundation
import Logging
import NIOSSL
import PrometheusMetrics
import ServiceLifecycle

/// `content-library serve`, from the opening of the data folder to the end of the last request.
struct LibraryProcess: Sendable {
    let settings: ServeSettings

    func run() async throws {
        let certificate = try serverCertificate()
        let library = try await ContentLibraryHost.open(
            data: settings.data ?? "", users: try ConfigurationCheck(settings: settings).userDirectory(),
            settings: try librarySettings(), publicURL: settings.publicURL,
            certificateThumbprint: certificate?.sha1, logger: logger("library"))
        do {
            try await server(of: library, certificate).runService()
        } catch {
            await library.stopPulls()
            try? library.close()
            throw error
        }
        await library.stopPulls()
        try library.close()
    }

    private func server(of library: ContentLibraryHost, _ certificate: ServerCertificate?) -> HummingbirdServer {
        let logger = logger("server")
        let (metricsPorts, metricsPort) = AsyncStream.makeStream(of: Int.self)
        if settings.metricsAddress == nil { metricsPort.finish() }
        var server = HummingbirdServer(
            router: library.router, host: settings.host,
            port: settings.port.number, tls: certificate?.tls, idleTimeout: settings.idleTimeout.duration,
            answersOnEventLoops: true, maximumGracefulShutdownDuration: settings.shutdownTimeout.duration,
            services: services(of: library, metricsPort), logger: logger,
            onServerRunning: { port in
                announce(port, certificate)
                for await port in metricsPorts { announceMetrics(port) }
            })
        server.onGracefulShutdown = {
            library.drain()
            logger.notice("stopping: running requests may end, new uploads are refused")
            SecondSignal.listen()
        }
        return server
    }

    private func services(
        of library: ContentLibraryHost, _ metricsPort: AsyncStream<Int>.Continuation
    ) -> [any Service] {
        var services: [any Service] = [Sweeping(library: library)]
        if let address = settings.metricsAddress {
            services.append(
                HummingbirdServer(
                    router: library.operatingRouter(hasOpenMetrics: true), host: address.host, port: address.port,
                    logger: logger("metrics")
                ) { port in
                    metricsPort.yield(port)
                    metricsPort.finish()
                })
        }
        return services
    }

    /// The server can be used: says where, and how to know it again.
    private func announce(_ port: Int, _ certificate: ServerCertificate?) {
        print("listening on \(certificate == nil ? "http" : "https")://\(authority(settings.host, port))")
        if let certificate {
            print("certificate SHA-1 \(certificate.sha1)")
            print("certificate SHA-256 \(certificate.sha256)")
        }
        fflush(nil)
    }

    private func announceMetrics(_ port: Int) {
        print("metrics on http://\(authority(settings.metricsAddress?.host ?? "", port))/metrics")
        fflush(nil)
    }

    private func authority(_ host: String, _ port: Int) -> String {
        "\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    private func serverCertificate() throws -> ServerCertificate? {
        if settings.tlsSelfSigned { return try SelfSignedCertificate(settings: settings).load() }
        let certificate = try ConfigurationCheck(settings: settings).certificate()
        if let certificate, !certificate.isValid(at: Date()) {
            logger("server").warning("the certificate is not valid now", metadata: ["sha1": "\(certificate.sha1)"])
        }
        return certificate
    }

    private func librarySettings() throws -> LibrarySettings {
        var settings = LibrarySettings(
            sessionTimeout: self.settings.sessionTimeout.interval,
            allowsPrivateSources: self.settings.allowPrivateSources, sources: NetworkSourceTransport(),
            metrics: PrometheusRegistry.contentLibrary())
        try self.settings.trust.apply(to: &settings)
        settings.datastores = try self.settings.datastores.map(Datastore.init(setting:))
        if let fault = ProcessInfo.processInfo.environment[FaultInjector.environmentVariable] {
            guard let injector = FaultInjector(killingAt: fault) else {
                throw ValidationError("\(FaultInjector.environmentVariable) names no fault point: \(fault)")
            }
            settings.faults = injector
        }
        return settings
    }

    private func logger(_ label: String) -> Logger {
        var logger = Logger(
            label: "content-library.\(label)",
            factory: { StreamLogHandler.standardError(label: $0, metadataProvider: .request) })
        logger.logLevel = settings.logLevel
        return logger
    }
}

/// Lets the library delete what has outlived its time while the server runs.
private struct Sweeping: Service {
    let library: ContentLibraryHost

    func run() async {
        await cancelWhenGracefulShutdown { await library.sweep() }
    }
}

/// What a signal does to a server that is stopping already: whoever sends it does not want to wait. The data folder is
/// whole at every instant.
private enum SecondSignal {
    static func listen() {
        for number in [SIGINT, SIGTERM] {
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            // The handler holds the source, which so lives as long as the program.
            source.setEventHandler {
                withExtendedLifetime(source) {}
                _exit(128 + number)
            }
            source.resume()
        }
    }
}
