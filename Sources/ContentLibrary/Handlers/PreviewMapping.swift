import ContentLibraryAPI

extension ContentPreview {
    /// - Parameter behavior: which warnings the session is set to ignore.
    func model(_ behavior: [WarningBehavior]) -> LibraryItemUpdatesessionPreviewInfo {
        LibraryItemUpdatesessionPreviewInfo(
            state: LibraryItemUpdatesessionPreviewInfoState(rawValue: state.rawValue),
            certificateInfo: signer.map {
                LibraryItemUpdatesessionCertificateInfo(
                    issuer: $0.issuer, subject: $0.subject, selfSigned: $0.isSelfSigned, x509: $0.pem)
            },
            warnings: state == .available
                ? warnings.map { warning in
                    LibraryItemUpdatesessionPreviewWarningInfo(
                        type: LibraryItemUpdatesessionWarningType(rawValue: warning.rawValue),
                        message: warning.message.localizable,
                        ignored: behavior.contains(WarningBehavior(type: warning, ignored: true)))
                } : nil,
            certChain: signer?.chain)
    }
}

extension CertificateVerification {
    var model: LibraryItemCertificateVerificationInfo {
        LibraryItemCertificateVerificationInfo(
            status: LibraryItemCertVerificationStatus(rawValue: status.rawValue), certChain: chain)
    }
}
