/// The digests of a package's files, in its `.mf` (DSP0243 §5.1).
package struct OVFManifest: Equatable, Sendable {
    /// A longer manifest is not read.
    package static let byteLimit = 2 << 20
    /// More entries are refused.
    package static let entryLimit = OVFDescriptor.fileLimit + 1

    package private(set) var entries: [FileDigest] = []

    /// - Throws: where a line is no digest, or a second one of the same file.
    package init(_ bytes: [UInt8]) throws(FormatFault) {
        var names: Set<String> = []
        for (line, text) in try TextLines(bytes, limit: Self.byteLimit, of: "A manifest").lines {
            let entry = try FileDigest(text, line: line)
            guard names.insert(entry.name).inserted else {
                throw FormatFault("The file \(FormatFault.shown(entry.name)) has a digest already.", .line(line))
            }
            guard entries.count < Self.entryLimit else {
                throw FormatFault("A manifest has at most \(Self.entryLimit) entries.", .line(line))
            }
            entries.append(entry)
        }
        guard !entries.isEmpty else { throw FormatFault("A manifest has at least one digest.") }
    }
}
