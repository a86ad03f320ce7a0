/// What the client may know of the content of a session before it completes (`updatesession.PreviewInfo`).
struct ContentPreview: Codable, Equatable, Sendable {
    var state: PreviewState
    /// Why one might hesitate; only of AVAILABLE.
    var warnings: [WarningType] = []
    /// Who signed it; only of content that is signed.
    var signer: Signer?

    /// Who signed an OVF package (`updatesession.CertificateInfo`).
    struct Signer: Codable, Equatable, Sendable {
        var issuer: String
        var subject: String
        var isSelfSigned: Bool
        var pem: String
        /// From the one that signs towards the root, DER in Base64.
        var chain: [String]
    }

    static let unavailable = ContentPreview(state: .unavailable)
    static let preparing = ContentPreview(state: .preparing)
}

extension WarningType {
    /// The warning in words (`updatesession.PreviewWarningInfo.message`).
    var message: LibraryMessage {
        switch self {
        case .selfSignedCertificate:
            LibraryMessage("warning.self_signed", "The content is signed with a self-signed certificate.")
        case .expiredCertificate:
            LibraryMessage("warning.expired", "The content is signed with a certificate that is no longer valid.")
        case .notYetValidCertificate:
            LibraryMessage("warning.not_yet_valid", "The content is signed with a certificate that is not valid yet.")
        case .untrustedCertificate:
            LibraryMessage(
                "warning.untrusted",
                "The content is signed with a certificate that leads back to none that the server trusts.")
        }
    }
}

/// The outcome of verifying the signature of an item's content (`library.item.CertificateVerificationInfo`).
struct CertificateVerification: Codable, Equatable, Sendable {
    /// `CertVerificationStatus`, of which completed content has two: what is invalid is not completed.
    enum Status: String, Codable, Sendable {
        case verified = "VERIFIED"
        case untrusted = "UNTRUSTED"
    }

    var status: Status
    /// From the certificate that signs towards the root, DER in Base64.
    var chain: [String]

    /// Nil for content that is not signed.
    init?(_ preview: ContentPreview?) {
        guard let preview, let signer = preview.signer else { return nil }
        status = preview.warnings.isEmpty ? .verified : .untrusted
        chain = signer.chain
    }
}
