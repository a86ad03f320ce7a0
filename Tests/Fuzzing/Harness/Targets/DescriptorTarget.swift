import ContentFormats
import ContentSamples

extension FuzzTarget {
    /// OVF descriptors. What is read of one can be written, and is then read the same.
    static let descriptor = FuzzTarget(
        "ovf",
        samples: [
            SamplePackage().descriptor,
            SamplePackage.descriptor([("a", #"ovf:size="25" ovf:chunkSize="10""#), ("b", "")]),
            SamplePackage.descriptor(
                [("disk.vmdk", #"ovf:size="1" ovf:compression="gzip""#), ("b.iso", #"ovf:size="9""#)],
                namespace: "http://www.vmware.com/schema/ovf/1/envelope"),
            Array(
                """
                <e:Envelope xmlns:e="http://schemas.dmtf.org/ovf/envelope/2"><!-- - --><?a b?>
                <e:References><e:File id="1" href="&#228;&amp;.vmdk" size="7"><![CDATA[<]]></e:File></e:References>
                <e:DiskSection><e:Disk e:fileRef="1"/></e:DiskSection></e:Envelope>
                """.utf8),
        ],
        words: [
            "<File ", "</File>", "<References>", "</References>", "<Disk ", "<DiskSection>", "ovf:id=\"x\"",
            "ovf:href=\"y\"", "ovf:size=\"5\"", "ovf:chunkSize=\"1\"", "ovf:fileRef=\"file0\"", "xmlns=\"\"",
            "xmlns:ovf=\"\"", "<![CDATA[", "]]>", "<!--", "-->", "<?xml version=\"1.1\" encoding=\"UTF-16\"?>",
            "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "&#0;", "&#x10FFFF;", "&amp;", "<a>", "</a>", "<a/>",
            "disk.vmdk.000000000",
        ],
        seams: .characters("<> \"=")
    ) { (bytes, _) throws(Violation) in
        guard let descriptor = try? OVFDescriptor(bytes) else { return false }
        let required = descriptor.required
        try require(required.count <= OVFDescriptor.fileLimit, "\(required.count) files are required")
        try require(Set(required.map(\.name)).count == required.count, "a file is required twice")
        let sizes = descriptor.files.map { $0.size ?? 0 }.reduce(0, &+)
        try require(required.map { $0.size ?? 0 }.reduce(0, &+) == sizes, "the pieces are not the file's size")
        try require(required.allSatisfy { $0.size ?? 0 >= 0 }, "a size is below zero")
        let again = try? OVFDescriptor(SamplePackage.descriptor(descriptor.files.map(written)))
        try require(
            again?.files.map(withoutID) == descriptor.files.map(withoutID),
            "what was read, written again, is not read the same")
        return true
    }

    private static func written(_ file: OVFDescriptor.File) -> (name: String, attributes: String) {
        let escaped = file.href.unicodeScalars.map { "&#\($0.value);" }.joined()
        let size = file.size.map { "ovf:size=\"\($0)\" " } ?? ""
        return (escaped, size + (file.chunkSize.map { "ovf:chunkSize=\"\($0)\"" } ?? ""))
    }

    @Sendable private static func withoutID(_ file: OVFDescriptor.File) -> OVFDescriptor.File {
        var file = file
        file.id = ""
        return file
    }
}
