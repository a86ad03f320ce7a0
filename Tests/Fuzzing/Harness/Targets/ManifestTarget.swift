import ContentFormats
import ContentSamples

extension FuzzTarget {
    /// Manifests. One that is read can be written, and is then read the same.
    static let manifest = FuzzTarget(
        "manifest",
        samples: [
            SamplePackage().manifest(), SamplePackage().manifest("SHA1", lineEnd: "\r\n"),
            SamplePackage("ä b", disks: [("(1).vmdk", []), ("2", [1])]).manifest("SHA512", lineEnd: "\n\n"),
        ],
        words: [
            "SHA1(", "SHA-256 (", "SHA512(", "MD5(", ")= ", ") =", "(", ")", "=", "\n", "disk.vmdk",
            "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        ],
        seams: .characters("()=\n ")
    ) { (bytes, _) throws(Violation) in
        guard let manifest = try? OVFManifest(bytes) else { return false }
        let names = Set(manifest.entries.map(\.name))
        try require(names.count == manifest.entries.count, "a file has two digests")
        let lines = manifest.entries.map { "\($0.algorithm.rawValue)(\($0.name))= \($0.hexadecimal)\n" }
        try require(
            (try? OVFManifest(Array(lines.joined().utf8))) == manifest,
            "what was read, written again, is not read the same")
        return true
    }
}
