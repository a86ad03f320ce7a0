import ContentFormats
import ContentSamples
import Foundation
import SeededRandom
import SwiftASN1
import X509

extension FuzzTarget {
    /// Certificate files. No other manifest than the signed one has the signature, and who signed it can be told.
    static let certificate = FuzzTarget(
        "certificate", samples: [CertificateSample.rsa, CertificateSample.chain].map { Array($0.utf8) },
        words: [
            "SHA256(vm.mf)= ", "SHA1(", "SHA512(", "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----",
            "-----BEGIN PKCS7-----", "MII", "AAAA", "==", "\n",
        ],
        seams: .characters("\n-()=")
    ) { bytes, random async throws(Violation) in
        guard let signature = try? OVFSignature(bytes) else { return false }
        let manifest = CertificateSample.manifest
        var other = manifest
        other[random.below(other.count)] ^= 1
        try require(!signature.isValid(for: other), "the signature is valid for another manifest")
        let check = await SignerCheck(
            signature, trusted: [signature.others.last ?? signature.certificate],
            at: Date(timeIntervalSince1970: 1_700_000_000))
        try require((1...signature.others.count + 1).contains(check.chain.count), "the chain has \(check.chain.count)")
        for certificate in check.chain {
            try require(
                (try? Certificate(pemEncoded: certificate.pem)) == certificate,
                "a certificate that was read, written again, is not read the same")
        }
        return signature.isValid(for: manifest)
    }
}
