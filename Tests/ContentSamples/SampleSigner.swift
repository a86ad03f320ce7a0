import Crypto
import CryptoExtras
package import Foundation
import SwiftASN1
package import X509

/// Somebody with a key and a certificate, who signs manifests or other certificates.
package struct SampleSigner {
    package enum Key {
        case rsa, p256, p384
    }

    package let certificate: Certificate
    /// Who vouches for it, the nearest first.
    package let issuers: [Certificate]
    private let key: Certificate.PrivateKey
    private let sign: ([UInt8], String) throws -> [UInt8]

    /// - Parameters:
    ///   - name: the common name.
    ///   - issuer: who signs the certificate; nil signs with its own key.
    ///   - validity: from when to when.
    package init(
        _ name: String, _ kind: Key = .p256, issuer: SampleSigner? = nil, isAuthority: Bool = false,
        validity: ClosedRange<Date> = Date(timeIntervalSince1970: 0)...Date(timeIntervalSince1970: 4_000_000_000)
    ) throws {
        (key, sign) = try Self.makeKey(kind)
        let subject = try DistinguishedName { CommonName(name) }
        let key = key
        certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.publicKey,
            notValidBefore: validity.lowerBound, notValidAfter: validity.upperBound,
            issuer: issuer?.certificate.subject ?? subject, subject: subject,
            extensions: try Certificate.Extensions {
                Critical(
                    isAuthority
                        ? BasicConstraints.isCertificateAuthority(maxPathLength: nil)
                        : BasicConstraints.notCertificateAuthority)
            },
            issuerPrivateKey: issuer?.key ?? key)
        issuers = issuer.map { [$0.certificate] + $0.issuers } ?? []
    }

    package func sign(_ bytes: [UInt8], _ algorithm: String) throws -> [UInt8] { try sign(bytes, algorithm) }

    package func chainPEM() throws -> String {
        try ([certificate] + issuers).map { try $0.serializeAsPEM().pemString + "\n" }.joined()
    }

    package func pem() throws -> String { try certificate.serializeAsPEM().pemString }

    private static func makeKey(
        _ kind: Key
    ) throws -> (Certificate.PrivateKey, ([UInt8], String) throws -> [UInt8]) {
        switch kind {
        case .rsa:
            let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
            return (
                Certificate.PrivateKey(key),
                { bytes, algorithm in
                    let padding = _RSA.Signing.Padding.insecurePKCS1v1_5
                    return switch algorithm {
                    case "SHA1":
                        Array(
                            try key.signature(for: Insecure.SHA1.hash(data: bytes), padding: padding).rawRepresentation)
                    case "SHA512":
                        Array(try key.signature(for: SHA512.hash(data: bytes), padding: padding).rawRepresentation)
                    default: Array(try key.signature(for: SHA256.hash(data: bytes), padding: padding).rawRepresentation)
                    }
                }
            )
        case .p256:
            let key = P256.Signing.PrivateKey()
            return (
                Certificate.PrivateKey(key),
                { bytes, algorithm in
                    algorithm == "SHA512"
                        ? Array(try key.signature(for: SHA512.hash(data: bytes)).derRepresentation)
                        : Array(try key.signature(for: SHA256.hash(data: bytes)).derRepresentation)
                }
            )
        case .p384:
            let key = P384.Signing.PrivateKey()
            return (
                Certificate.PrivateKey(key),
                { bytes, _ in Array(try key.signature(for: SHA256.hash(data: bytes)).derRepresentation) }
            )
        }
    }
}
