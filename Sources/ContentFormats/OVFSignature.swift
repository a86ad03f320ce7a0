internal import Crypto
internal import SwiftASN1
package import X509

/// A package's `.cert`: the signature of its manifest, and the certificates of who signed it (DSP0243 §5.1).
package struct OVFSignature: Sendable {
    /// A longer file is not read.
    package static let byteLimit = 256 << 10
    private static let certificateLimit = 16

    /// The manifest that is signed.
    package let manifest: String
    private let algorithm: FileDigest.Algorithm
    private let signature: [UInt8]
    /// Who signed it.
    package let certificate: Certificate
    /// The other certificates of the file, in its order.
    package let others: [Certificate]

    /// - Throws: where the first line is no signature, or no certificate follows.
    package init(_ bytes: [UInt8]) throws(FormatFault) {
        let lines = try TextLines(bytes, limit: Self.byteLimit, of: "A certificate file").lines
        guard let first = lines.first else { throw FormatFault("A certificate file is not empty.") }
        let line = try FileDigest(first.text, line: first.number, digits: nil)
        (manifest, algorithm) = (line.name, line.algorithm)
        signature = line.bytes
        let pem = lines.dropFirst().map(\.text).joined(separator: "\n")
        let certificates = try Self.certificates(pem, line: first.number + 1)
        guard let certificate = certificates.first else {
            throw FormatFault("No certificate follows the signature.", .line(first.number))
        }
        self.certificate = certificate
        others = Array(certificates.dropFirst())
    }

    private static func certificates(_ pem: String, line: Int) throws(FormatFault) -> [Certificate] {
        let documents: [PEMDocument]
        do { documents = try PEMDocument.parseMultiple(pemString: pem) } catch {
            throw FormatFault("What follows the signature is no PEM.", .line(line))
        }
        guard documents.count <= certificateLimit else {
            throw FormatFault("A certificate file has at most \(certificateLimit) certificates.", .line(line))
        }
        var certificates: [Certificate] = []
        for document in documents {
            do { certificates.append(try Certificate(pemDocument: document)) } catch {
                throw FormatFault("Certificate \(certificates.count + 1) is no X.509 certificate.", .line(line))
            }
        }
        return certificates
    }

    /// Whether this is the signature of the manifest's very bytes.
    package func isValid(for manifest: [UInt8]) -> Bool {
        guard let scheme = scheme else { return false }
        return certificate.publicKey.isValidSignature(signature, for: manifest, signatureAlgorithm: scheme)
    }

    /// RSA signs with PKCS#1 v1.5, as `openssl dgst -sign` does. Nothing but RSA signs SHA-1 any more.
    private var scheme: Certificate.SignatureAlgorithm? {
        switch (certificate.publicKey.isRSA, algorithm) {
        case (true, .sha1): .sha1WithRSAEncryption
        case (true, .sha256): .sha256WithRSAEncryption
        case (true, .sha512): .sha512WithRSAEncryption
        case (false, .sha256): .ecdsaWithSHA256
        case (false, .sha512): .ecdsaWithSHA512
        case (false, .sha1): nil
        }
    }
}

extension FileDigest {
    fileprivate var bytes: [UInt8] {
        let digits = Array(hexadecimal.utf8).map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x61 + 10 }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
