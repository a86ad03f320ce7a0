import ContentLibrary
import NIOCore
import NIOSSL

/// The TLS side of a connection to a source: whom it must turn out to be, and whom it turned out to be.
struct SourceSecurity: Sendable {
    private let host: String
    private let trust: SourceTrust
    private let pinned: [UInt8]?
    private let context: NIOSSLContext

    /// - Throws: ``SourceFailure/untrusted(host:reason:certificate:)`` if what is trusted is no certificate.
    init(host: String, trust: SourceTrust) throws {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.applicationProtocols = ["http/1.1"]
        var pinned: [UInt8]?
        do {
            switch trust {
            case .authorities(let more):
                configuration.additionalTrustRoots = [.certificates(try more.flatMap(Self.certificates))]
            case .certificate(let pem):
                pinned = try Self.certificates(pem).first?.toDERBytes()
                configuration.certificateVerification = .noHostnameVerification
            case .thumbprint:
                configuration.certificateVerification = .noHostnameVerification
            }
            context = try NIOSSLContext(configuration: configuration)
        } catch {
            throw SourceFailure.untrusted(
                host: host, reason: "the trusted certificates cannot be read: \(error)", certificate: nil)
        }
        (self.host, self.trust, self.pinned) = (host, trust, pinned)
    }

    /// A handler for a new connection.
    func handler() throws -> NIOSSLClientHandler {
        let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
        let name = isAddress ? nil : host
        if case .authorities = trust { return try NIOSSLClientHandler(context: context, serverHostname: name) }
        return try NIOSSLClientHandler(context: context, serverHostname: name) { [trust, pinned] chain, result in
            let der = chain.first.flatMap { try? $0.toDERBytes() }
            let isPinned = der.flatMap { trust.accepts(SourceCertificate(der: $0), pinned: pinned) }
            result.succeed(isPinned == true ? .certificateVerified : .failed)
        }
    }

    /// What an error before the answer means: a source that presented a certificate and got no further is not trusted.
    func failure(_ error: any Error, presented: SourceCertificate?) -> any Error {
        guard error is NIOSSLError || error is NIOSSLExtraError else { return error }
        guard let presented else { return SourceFailure.connection("TLS failed: \(error)") }
        let reason =
            switch trust {
            case .authorities: "its certificate is not valid for this host, or no trusted authority vouches for it"
            case .thumbprint, .certificate: "its certificate is not the pinned one"
            }
        return SourceFailure.untrusted(host: host, reason: reason, certificate: presented)
    }

    /// The certificate that the peer of a connection presented.
    static func presented(_ context: ChannelHandlerContext) -> SourceCertificate? {
        let handler = try? context.pipeline.syncOperations.handler(type: NIOSSLClientHandler.self)
        let der = handler?.peerCertificate.flatMap { try? $0.toDERBytes() }
        return der.map { SourceCertificate(der: $0) }
    }

    private static func certificates(_ pem: String) throws -> [NIOSSLCertificate] {
        try NIOSSLCertificate.fromPEMBytes(Array(pem.utf8))
    }
}
