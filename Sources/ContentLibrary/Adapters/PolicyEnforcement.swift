import ContentFormats

extension ContentInspection {
    /// Refuses content that is not as a security policy of the library demands. What speaks against it makes files missing
    /// or invalid, so that `validate` tells it, and `complete` does not take it, whatever warnings are ignored.
    mutating func enforce(_ policy: SecurityPolicy) {
        let type = type ?? content.type
        switch policy.rule(for: type) {
        case .ovfStrictVerification:
            requireTrustedSignature(policy)
        case nil:
            for file in content.files {
                refute(
                    file.name, "security_policy.type",
                    "The security policy {0} of the library has no rule for items of the type {1}.", policy.id, type)
            }
        }
    }

    /// A package has a manifest and a certificate, and nothing speaks against who signed it.
    private mutating func requireTrustedSignature(_ policy: SecurityPolicy) {
        guard let descriptor = name(of: .descriptor) else { return }
        let package = descriptor.dropLast("ovf".count)
        if name(of: .manifest) == nil { require(package + "mf") }
        guard let certificate = name(of: .certificate) else { return require(package + "cert") }
        for warning in preview?.warnings ?? [] {
            refute(
                certificate, "security_policy.signature", "The security policy {0} of the library refuses it: {1}",
                policy.id, warning.message.description)
        }
    }

    private func name(of part: OVFPart) -> String? {
        content.files.first { OVFPart(name: $0.name) == part }?.name
    }
}
