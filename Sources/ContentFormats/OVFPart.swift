/// What a file is in an OVF package, which its name tells (DSP0243 §5.1).
package enum OVFPart: Equatable, Sendable {
    /// `.ovf`: the descriptor.
    case descriptor
    /// `.mf`: the digests of the other files.
    case manifest
    /// `.cert`: the signature of the manifest, and whose it is.
    case certificate
    /// `.ova`: the whole package in one archive.
    case archive
    /// Anything else: disks, images, message bundles.
    case other

    private static let byExtension: [String: OVFPart] = [
        "ovf": .descriptor, "mf": .manifest, "cert": .certificate, "ova": .archive,
    ]

    package init(name: String) {
        guard let dot = name.lastIndex(of: ".") else {
            self = .other
            return
        }
        self = Self.byExtension[name[name.index(after: dot)...].lowercased()] ?? .other
    }
}
