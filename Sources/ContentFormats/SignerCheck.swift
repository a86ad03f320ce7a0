internal import CryptoExtras
package import Foundation
internal import SwiftASN1
@_spi(FixedExpiryValidationTime) package import X509

/// What there is to say of who signed a package, at one instant.
package struct SignerCheck: Sendable {
    /// From the one that signed towards the root, as far as the file has them.
    package let chain: [Certificate]
    /// Whether the certificate is signed with its own key.
    package let isSelfSigned: Bool
    /// Whether it is one of the trusted ones, or leads back to one.
    package let isTrusted: Bool
    /// Whether the validity of one of the chain has ended.
    package let isExpired: Bool
    /// Whether that of one of the chain has not begun.
    package let isNotYetValid: Bool

    /// - Parameter trusted: the certificates that are trusted; the system's are not.
    package init(_ signature: OVFSignature, trusted: [Certificate], at now: Date) async {
        let signer = signature.certificate
        chain = Self.chain(from: signer, others: signature.others)
        isSelfSigned = Self.issued(signer, by: signer)
        isExpired = chain.contains { $0.notValidAfter < now }
        isNotYetValid = chain.contains { $0.notValidBefore > now }
        // Whether it is trusted is one question and whether its time has passed another: the first is asked for the
        // instant of its validity that is nearest.
        let instant = min(max(now, signer.notValidBefore), signer.notValidAfter)
        if trusted.contains(signer) {
            isTrusted = true
        } else {
            var verifier = Verifier(rootCertificates: CertificateStore(trusted)) {
                RFC5280Policy(fixedExpiryValidationTime: instant)
            }
            let result = await verifier.validate(leaf: signer, intermediates: CertificateStore(signature.others))
            isTrusted = if case .validCertificate = result { true } else { false }
        }
    }

    /// The certificates as the API gives them: DER in Base64.
    package var base64: [String] { chain.map(\.base64) }

    private static func chain(from signer: Certificate, others: [Certificate]) -> [Certificate] {
        var chain = [signer]
        while let last = chain.last, last.issuer != last.subject,
            let next = others.first(where: { !chain.contains($0) && issued(last, by: $0) })
        {
            chain.append(next)
        }
        return chain
    }

    private static func issued(_ certificate: Certificate, by issuer: Certificate) -> Bool {
        certificate.issuer == issuer.subject
            && issuer.publicKey.isValidSignature(certificate.signature, for: certificate)
    }
}

extension Certificate {
    /// DER in Base64.
    package var base64: String { Data(der).base64EncodedString() }

    /// What is parsed can be written again; an empty text otherwise.
    package var pem: String { (try? serializeAsPEM().pemString) ?? "" }

    private var der: [UInt8] {
        var serializer = DER.Serializer()
        guard (try? serializer.serialize(self)) != nil else { return [] }
        return serializer.serializedBytes
    }
}

extension Certificate.PublicKey {
    var isRSA: Bool { _RSA.Signing.PublicKey(self) != nil }
}
