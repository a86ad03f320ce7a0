import Crypto
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import SwiftASN1
import Synchronization
import X509

/// A certificate that a test made, and its key.
struct TestCertificate: Sendable {
    let certificate: NIOSSLCertificate
    let key: NIOSSLPrivateKey
    let pem: String
    let der: [UInt8]

    /// - Parameters:
    ///   - name: what it is valid for, beside 127.0.0.1.
    ///   - expired: whether its time is over.
    init(name: String = "localhost", expired: Bool = false) throws {
        let key = P256.Signing.PrivateKey()
        let subject = try DistinguishedName { CommonName(name) }
        let now = Date()
        let certificate = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: .init(key.publicKey),
            notValidBefore: now.addingTimeInterval(-7200),
            notValidAfter: now.addingTimeInterval(expired ? -3600 : 3600), issuer: subject, subject: subject,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                SubjectAlternativeNames([.dnsName(name)])
            }, issuerPrivateKey: .init(key))
        let document = try certificate.serializeAsPEM()
        pem = document.pemString
        der = document.derBytes
        self.certificate = try NIOSSLCertificate(bytes: der, format: .der)
        self.key = try NIOSSLPrivateKey(bytes: Array(key.derRepresentation), format: .der)
    }
}

/// A server at a loopback address that answers each connection with bytes that a test wrote down, and ends it.
struct SourceServer: Sendable {
    let port: Int
    private let log: Log

    /// What it was asked.
    var requests: [HTTPRequestHead] { log.heads.withLock(\.self) }

    /// Serves while `body` runs.
    /// - Parameter answers: one a connection, in their order, as they go over the wire; the last one for all others.
    static func serve(
        _ answers: [String], certificate: TestCertificate? = nil, _ body: (SourceServer) async throws -> Void
    ) async throws {
        let log = Log()
        let context = try certificate.map {
            try NIOSSLContext(
                configuration: .makeServerConfiguration(
                    certificateChain: [.certificate($0.certificate)], privateKey: .privateKey($0.key)))
        }
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let context { try pipeline.addHandler(NIOSSLServerHandler(context: context)) }
                    try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder()))
                    try pipeline.addHandler(Answering(answers: answers, log: log))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = SourceServer(port: channel.localAddress?.port ?? 0, log: log)
        do { try await body(server) } catch {
            try? await channel.close()
            throw error
        }
        try await channel.close()
    }

    fileprivate final class Log: Sendable {
        let heads = Mutex<[HTTPRequestHead]>([])

        /// - Returns: how many came before.
        func note(_ head: HTTPRequestHead) -> Int {
            heads.withLock { heads in
                heads.append(head)
                return heads.count - 1
            }
        }
    }

    private final class Answering: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = ByteBuffer

        private let answers: [String]
        private let log: Log

        init(answers: [String], log: Log) {
            self.answers = answers
            self.log = log
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard case .head(let head) = unwrapInboundIn(data) else { return }
            let answer = answers[min(log.note(head), answers.count - 1)]
            // Nothing at all: a source that is silent.
            if answer.isEmpty { return }
            let channel = context.channel
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer))).whenComplete { _ in
                channel.close(promise: nil)
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}

/// An answer with this content, as it goes over the wire.
func answer(_ status: String = "200 OK", _ text: String = "", length: Int? = nil, _ fields: String...) -> String {
    let lines = ["HTTP/1.1 \(status)", "Content-Length: \(length ?? text.utf8.count)"] + fields
    return lines.joined(separator: "\r\n") + "\r\n\r\n" + text
}
