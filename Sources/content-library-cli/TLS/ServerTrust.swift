import ArgumentParser
import AsyncHTTPClient
import BinderyRuntime
import Crypto
import NIOCore
import NIOPosix
import NIOSSL

/// Whom a command takes for its server, where that speaks TLS.
struct ServerTrust: ParsableArguments {
    @Option(help: "A file of certificates (PEM) to trust instead of the system's authorities.", completion: .file())
    var caCertificate: String?

    @Option(help: "The SHA-1 or SHA-256 digest of the server's self-signed certificate, as 'serve' prints it.")
    var thumbprint: String?

    @Flag(help: "Talk to whoever answers. Anybody on the way can read along.")
    var insecure = false

    func validate() throws {
        guard [caCertificate != nil, thumbprint != nil, insecure].count(where: \.self) <= 1 else {
            throw ValidationError("Say one of --ca-certificate, --thumbprint and --insecure.")
        }
        guard let digest else { return }
        guard [40, 64].contains(digest.count), digest.allSatisfy(\.isHexDigit) else {
            throw ValidationError("A thumbprint is 40 or 64 hexadecimal digits, with or without colons.")
        }
    }

    /// How to verify a server; nil for the system's way.
    func configuration(for server: BaseURL) async throws -> TLSConfiguration? {
        guard server.scheme == "https" else { return nil }
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if let caCertificate {
            do {
                configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(caCertificate))
            } catch {
                throw ValidationError("\(caCertificate) cannot be read as certificates: \(error).")
            }
        } else if insecure {
            configuration.certificateVerification = .none
        } else if digest != nil {
            // It is trusted for what it is, not for its names; what a later connection shows must be signed by it.
            configuration.trustRoots = .certificates([try await pinnedCertificate(of: server)])
            configuration.certificateVerification = .noHostnameVerification
        } else {
            return nil
        }
        return configuration
    }

    private var digest: String? { thumbprint?.replacing(":", with: "").lowercased() }

    /// The certificate that the server shows, if it is the one.
    private func pinnedCertificate(of server: BaseURL) async throws -> NIOSSLCertificate {
        let shown = try await PeerCertificate.shown(by: server)
        let der = try shown.toDERBytes()
        let digests = [
            ServerCertificate.hexadecimal(Insecure.SHA1.hash(data: der)),
            ServerCertificate.hexadecimal(SHA256.hash(data: der)),
        ]
        guard digests.contains(where: { $0.replacing(":", with: "").lowercased() == digest }) else {
            throw ValidationError("The server shows another certificate, with the thumbprint \(digests[1]).")
        }
        return shown
    }
}

/// Finds out which certificate a server shows, trusting nobody and sending nothing.
private enum PeerCertificate {
    struct NotShown: Error, CustomStringConvertible {
        var description: String { "the server showed no certificate" }
    }

    static func shown(by server: BaseURL) async throws -> NIOSSLCertificate {
        let (host, port) = endpoint(of: server)
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        let context = try NIOSSLContext(configuration: configuration)
        let group = MultiThreadedEventLoopGroup.singleton
        let promise = group.next().makePromise(of: NIOSSLCertificate.self)
        let isAddress = (try? SocketAddress(ipAddress: host, port: port)) != nil
        let connecting = ClientBootstrap(group: group).connectTimeout(.seconds(10)).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                let handler = try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : host) {
                    chain, verified in
                    if let leaf = chain.first { promise.succeed(leaf) } else { promise.fail(NotShown()) }
                    verified.succeed(NIOSSLVerificationResult.failed)
                }
                try channel.pipeline.syncOperations.addHandlers(handler, Closing(promise: promise))
            }
        }
        do {
            _ = try await connecting.connect(host: host, port: port).get()
        } catch {
            promise.fail(error)
        }
        return try await promise.futureResult.get()
    }

    private static func endpoint(of server: BaseURL) -> (host: String, port: Int) {
        let authority = server.authority
        guard let colon = authority.lastIndex(of: ":"), let port = Int(authority[authority.index(after: colon)...])
        else { return (bare(authority[...]), 443) }
        return (bare(authority[..<colon]), port)
    }

    private static func bare(_ host: Substring) -> String {
        host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : String(host)
    }

    /// Ends the attempt with the connection, however that ends.
    private final class Closing: ChannelInboundHandler, Sendable {
        typealias InboundIn = NIOAny
        let promise: EventLoopPromise<NIOSSLCertificate>

        init(promise: EventLoopPromise<NIOSSLCertificate>) {
            self.promise = promise
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            promise.fail(error)
            context.close(promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) { promise.fail(NotShown()) }
    }
}
