import ContentFormats
import X509

/// The adapter of items of the type `ovf` (DSP0243): the descriptor says which files there must be, the manifest what
/// they must contain, and the certificate who says so.
struct OVFInspector: Sendable {
    let content: SessionContent
    let reader: ContentReader

    func inspect() async throws -> ContentInspection {
        var result = ContentInspection(content: content)
        // An item may have no files at all.
        guard !content.files.isEmpty else { return result }
        let (descriptor, manifest, certificate) = (
            part(.descriptor, &result), part(.manifest, &result), part(.certificate, &result)
        )
        // Strictly, nothing comes along that nobody signed.
        var listed = content.policy == nil ? [] : content.files.map(\.name).filter(Self.isListed)
        if let descriptor {
            if content.policy == nil { listed.append(descriptor.name) }
            if let read = try await read(descriptor, OVFDescriptor.byteLimit, &result, OVFDescriptor.init) {
                let required = check(read.required, &result)
                if content.policy == nil { listed += required }
                result.preview = ContentPreview(state: .available)
            }
        } else {
            result.require(expectedDescriptor(manifest))
        }
        if let manifest, let read = try await read(manifest, OVFManifest.byteLimit, &result, OVFManifest.init) {
            try await check(read.entries, manifest.name, listed: listed, &result)
        }
        if let certificate, let read = try await read(certificate, OVFSignature.byteLimit, &result, OVFSignature.init) {
            try await check(read, certificate.name, &result)
        }
        return result
    }

    /// Whether a manifest can have a digest of the file.
    private static func isListed(_ name: String) -> Bool {
        switch OVFPart(name: name) {
        case .manifest, .certificate, .archive: false
        case .descriptor, .other: true
        }
    }

    /// The file that is this part of the package. There is one at most; more are one too many.
    private func part(_ part: OVFPart, _ result: inout ContentInspection) -> SessionContent.File? {
        let files = content.files.filter { OVFPart(name: $0.name) == part }
        for other in files.dropFirst() {
            result.refute(
                other.name, "ovf.second", "The package has {0} already; {1} is one too many.", files[0].name, other.name
            )
        }
        return files.first
    }

    /// The whole package is named like its descriptor.
    private func expectedDescriptor(_ manifest: SessionContent.File?) -> String {
        guard let name = manifest?.name else { return content.itemName + ".ovf" }
        return (name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name) + ".ovf"
    }

    /// Reads a part of the package; what is wrong with it is noted.
    private func read<Value>(
        _ file: SessionContent.File, _ limit: Int, _ result: inout ContentInspection,
        _ parse: ([UInt8]) throws(FormatFault) -> Value
    ) async throws -> Value? {
        guard let bytes = try await reader.whole(file, limit: limit) else {
            result.refute(
                file.name, "ovf.too_large", "The file {0} has {1} bytes; at most {2} are read.", file.name,
                String(file.size), String(limit))
            return nil
        }
        do throws(FormatFault) { return try parse(bytes) } catch {
            result.refute(file.name, "ovf.malformed", "The file {0} cannot be read: {1}", file.name, error.description)
            return nil
        }
    }

    /// What the descriptor refers to has to be there, in the size that it tells.
    ///
    /// - Returns: the names of the files.
    private func check(_ required: [OVFDescriptor.Required], _ result: inout ContentInspection) -> [String] {
        required.map { required in
            let name = NameRules.canonical(required.name)
            guard let file = content.file(name) else {
                result.require(name)
                return name
            }
            if let size = required.size, size != file.size {
                result.refute(
                    name, "ovf.size", "The file {0} has {1} bytes, and the descriptor says {2}.", name,
                    String(file.size), String(size))
            }
            return name
        }
    }

    /// What the manifest lists has to be there and have the digest it tells. It has to list all that the descriptor
    /// refers to, and that itself.
    private func check(
        _ entries: [FileDigest], _ manifest: String, listed: [String], _ result: inout ContentInspection
    ) async throws {
        for entry in entries {
            let name = NameRules.canonical(entry.name)
            guard let file = content.file(name) else {
                result.require(name)
                continue
            }
            let digest = try await reader.digest(file, entry.algorithm)
            if digest != entry.hexadecimal {
                result.refute(
                    name, "ovf.digest", "The file {0} has the {1} digest {2}, and the manifest {3} says {4}.", name,
                    entry.algorithm.rawValue, digest ?? "", manifest, entry.hexadecimal)
            }
        }
        let known = Set(entries.map { NameRules.canonical($0.name) })
        for name in listed where !known.contains(name) && content.file(name) != nil {
            result.refute(name, "ovf.unlisted", "The manifest {1} has no digest of the file {0}.", name, manifest)
        }
    }

    /// The signature has to be that of the manifest; who signed it may give reason to hesitate.
    private func check(
        _ signature: OVFSignature, _ name: String, _ result: inout ContentInspection
    ) async throws {
        let manifest = NameRules.canonical(signature.manifest)
        guard let file = content.file(manifest) else {
            result.require(manifest)
            return
        }
        guard let bytes = try await reader.whole(file, limit: OVFManifest.byteLimit), signature.isValid(for: bytes)
        else {
            result.refute(name, "ovf.signature", "The signature in {0} is not that of the file {1}.", name, manifest)
            return
        }
        let signer = await SignerCheck(
            signature, trusted: try await reader.trustedCertificates(), at: reader.environment.clock.now())
        result.preview?.warnings = signer.warnings
        result.preview?.signer = ContentPreview.Signer(
            issuer: "\(signature.certificate.issuer)", subject: "\(signature.certificate.subject)",
            isSelfSigned: signer.isSelfSigned, pem: signature.certificate.pem, chain: signer.base64)
    }
}

extension SignerCheck {
    /// A certificate that is trusted itself is not warned about for having signed itself.
    fileprivate var warnings: [WarningType] {
        var warnings: [WarningType] = []
        if isSelfSigned, !isTrusted { warnings.append(.selfSignedCertificate) }
        if isExpired { warnings.append(.expiredCertificate) }
        if isNotYetValid { warnings.append(.notYetValidCertificate) }
        if !isTrusted { warnings.append(.untrustedCertificate) }
        return warnings
    }
}
