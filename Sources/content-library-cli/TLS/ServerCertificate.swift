import ArgumentParser
import Crypto
import Foundation
import NIOSSL
import SwiftASN1
import X509

/// The certificate that the server shows, and its key.
struct ServerCertificate {
    /// As clients see it.
    let leaf: Certificate
    private let der: [UInt8]
    private let chain: [NIOSSLCertificate]
    private let key: NIOSSLPrivateKey

    /// Reads them from files.
    /// - Throws: `ValidationError` where one cannot be read, or the key is not that of the certificate.
    init(certificateFile: String, keyFile: String) throws {
        try self.init(
            certificate: try ConfigurationCheck.text(of: certificateFile), of: certificateFile,
            key: try ConfigurationCheck.text(of: keyFile), of: keyFile)
    }

    /// Reads them from PEM: the certificate and those that lead to its authority, and a key without a password.
    init(certificate: String, of certificateFile: String, key: String, of keyFile: String) throws {
        let documents: [PEMDocument]
        do {
            documents = try PEMDocument.parseMultiple(pemString: certificate)
                .filter { $0.discriminator == Certificate.defaultPEMDiscriminator }
            guard let first = documents.first else {
                throw ValidationError("\(certificateFile) has no certificate in PEM form.")
            }
            der = first.derBytes
            leaf = try Certificate(derEncoded: first.derBytes)
            chain = try documents.map { try NIOSSLCertificate(bytes: $0.derBytes, format: .der) }
        } catch let error as ValidationError {
            throw error
        } catch {
            throw ValidationError("\(certificateFile) cannot be read as certificates: \(error).")
        }
        let signer: Certificate.PrivateKey
        do {
            signer = try Self.privateKey(in: key)
            self.key = try NIOSSLPrivateKey(bytes: Array(signer.serializeAsPEM().pemString.utf8), format: .pem)
        } catch {
            throw ValidationError("\(keyFile) has no private key in PEM form that can be used: \(error).")
        }
        guard signer.publicKey == leaf.publicKey else {
            throw ValidationError("The key in \(keyFile) is not that of the certificate in \(certificateFile).")
        }
    }

    /// The first key of a file, which may have certificates, too.
    private static func privateKey(in text: String) throws -> Certificate.PrivateKey {
        let keys = try PEMDocument.parseMultiple(pemString: text).filter { $0.discriminator.hasSuffix("PRIVATE KEY") }
        guard let key = keys.first else { throw ValidationError("there is none") }
        return try Certificate.PrivateKey(pemDocument: key)
    }

    /// The SHA-1 digest, as vSphere writes thumbprints.
    var sha1: String { Self.hexadecimal(Insecure.SHA1.hash(data: der)) }
    /// The SHA-256 digest, in the same form.
    var sha256: String { Self.hexadecimal(SHA256.hash(data: der)) }

    /// Whether it is valid at a time.
    func isValid(at time: Date) -> Bool { leaf.notValidBefore <= time && time <= leaf.notValidAfter }

    /// From when to when it is valid.
    var validity: String {
        "from \(leaf.notValidBefore.formatted(.iso8601)) to \(leaf.notValidAfter.formatted(.iso8601))"
    }

    /// TLS 1.2 and 1.3 with this certificate.
    var tls: TLSConfiguration {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        return configuration
    }

    static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
        digest.map { String(format: "%02X", $0) }.joined(separator: ":")
    }
}
