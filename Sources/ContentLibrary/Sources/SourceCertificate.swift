import Crypto
import Foundation

/// The certificate that an `https` source presented.
public struct SourceCertificate: Hashable, Sendable {
    /// The certificate in DER.
    public let der: [UInt8]

    /// Makes a certificate of its DER, which is not looked into.
    public init(der: [UInt8]) {
        self.der = der
    }

    /// The certificate in PEM (RFC 7468).
    public var pem: String {
        let text = Data(der).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return "-----BEGIN CERTIFICATE-----\n\(text)\n-----END CERTIFICATE-----\n"
    }

    /// The SHA-1 digest of the DER as the API spells it: pairs of hexadecimal digits with colons between them.
    public var thumbprint: String {
        Thumbprint.text(Insecure.SHA1.hash(data: der).hexadecimal)
    }
}

/// A thumbprint as clients write it: with or without colons, in any case.
enum Thumbprint {
    /// The digits as the API spells them, in pairs with colons between them.
    static func text(_ digits: String) -> String {
        var rest = digits.uppercased()[...]
        var pairs: [Substring] = []
        while !rest.isEmpty {
            pairs.append(rest.prefix(2))
            rest = rest.dropFirst(2)
        }
        return pairs.joined(separator: ":")
    }

    /// - Returns: the digits alone, in lower case; nil if they are not those of a SHA-1 digest.
    static func digits(_ text: String) -> String? {
        let digits = text.filter { $0 != ":" }.lowercased()
        guard digits.utf8.count == ChecksumAlgorithm.sha1.digits, digits.allSatisfy({ $0.isASCII && $0.isHexDigit })
        else { return nil }
        return digits
    }
}

extension SourceTrust {
    /// Whether this pins one certificate, and if so, whether it is the presented one; nil where authorities decide.
    ///
    /// - Parameters:
    ///   - presented: the certificate that the source presented.
    ///   - pinned: the DER of the pinned certificate's PEM, where it is pinned by that.
    public func accepts(_ presented: SourceCertificate, pinned: [UInt8]?) -> Bool? {
        switch self {
        case .authorities: nil
        case .thumbprint(let text):
            Thumbprint.digits(text).map { $0 == Thumbprint.digits(presented.thumbprint) } ?? false
        case .certificate: pinned == presented.der
        }
    }
}
