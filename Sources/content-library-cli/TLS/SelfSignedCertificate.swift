import ArgumentParser
import Crypto
import Foundation
import SwiftASN1
import X509

/// The certificate that the server makes for itself, with its key in a file of the data folder that nobody else may read.
///
/// It is made anew when it has expired, or is not for the names that the server has now.
struct SelfSignedCertificate {
    static let fileName = "self-signed.pem"
    private static let lifetime: TimeInterval = 365 * 86_400

    /// The data folder.
    let folder: String
    /// The host names and IP addresses of the server.
    let names: [String]

    init(settings: ServeSettings) {
        folder = settings.data ?? "."
        let isAny = ["0.0.0.0", "::", ""].contains(settings.host)
        let publicHost = settings.publicURL.flatMap { URL(string: $0)?.host() }
        let names = ["localhost", "127.0.0.1", "::1", ProcessInfo.processInfo.hostName, publicHost]
        var seen: Set<String> = []
        self.names = (names.compactMap(\.self) + (isAny ? [] : [settings.host])).filter { seen.insert($0).inserted }
    }

    private var path: String { folder + "/" + Self.fileName }

    /// The certificate in the data folder, or a new one.
    func load(now: Date = Date()) throws -> ServerCertificate {
        if FileManager.default.fileExists(atPath: path),
            let known = try? ServerCertificate(certificateFile: path, keyFile: path), known.isValid(at: now),
            try known.leaf.extensions.subjectAlternativeNames == subjectNames
        {
            return known
        }
        let text = try make(now)
        try write(text)
        return try ServerCertificate(certificate: text, of: path, key: text, of: path)
    }

    /// A certificate for servers and nothing else, with a key of the curve P-256, as PEM.
    ///
    /// It says nothing of what its key may be used for: where it may not sign certificates, BoringSSL does not take it
    /// for the one that has signed itself.
    private func make(_ now: Date) throws -> String {
        let key = P256.Signing.PrivateKey()
        let name = try DistinguishedName { CommonName("content-library") }
        let names = try subjectNames
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: .init(key.publicKey),
            // The clocks of clients may be late.
            notValidBefore: now.addingTimeInterval(-3600), notValidAfter: now.addingTimeInterval(Self.lifetime),
            issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                try ExtendedKeyUsage([.serverAuth])
                names
            },
            issuerPrivateKey: .init(key))
        return try certificate.serializeAsPEM().pemString + "\n" + key.pemRepresentation + "\n"
    }

    private var subjectNames: SubjectAlternativeNames {
        get throws {
            SubjectAlternativeNames(
                names.map { name in
                    Self.address(name).map { .ipAddress(ASN1OctetString(contentBytes: $0[...])) } ?? .dnsName(name)
                })
        }
    }

    /// The bytes of an IP address; nil for a name.
    private static func address(_ text: String) -> [UInt8]? {
        var v4 = in_addr()
        if inet_pton(AF_INET, text, &v4) == 1 { return withUnsafeBytes(of: &v4) { Array($0) } }
        var v6 = in6_addr()
        return inet_pton(AF_INET6, text, &v6) == 1 ? withUnsafeBytes(of: &v6) { Array($0) } : nil
    }

    /// Puts the file in place, whole, readable for its owner only.
    private func write(_ text: String) throws {
        let temporary = path + ".new"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try? FileManager.default.removeItem(atPath: temporary)
        let isWritten = FileManager.default.createFile(
            atPath: temporary, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        guard isWritten, rename(temporary, path) == 0 else {
            throw ValidationError("\(path) cannot be written: \(String(cString: strerror(errno))).")
        }
    }
}
