import ContentFormats
import ContentSamples
import SeededRandom

extension FuzzTarget {
    /// The volume descriptors of ISO 9660 and UDF images.
    static let image = FuzzTarget(
        "iso",
        samples: [
            SampleImage.iso(), SampleImage.iso(label: "A B  C", isBridge: true, total: 22),
            SampleImage.iso(blocks: .max, total: 40),
        ].map { Array($0.dropFirst(Int(ISOImage.offset))) },
        words: [
            "\u{1}CD001\u{1}", "\u{2}CD001\u{1}", "\0BEA01\u{1}", "\0NSR02\u{1}", "\0NSR03\u{1}", "\0TEA01\u{1}",
            "\0BOOT2\u{1}",
        ],
        seams: .blocks(2048), sizeLimit: ISOImage.length + 4096
    ) { (bytes, random) throws(Violation) in
        let fileSize = random.oneIn(2) ? Int64.max : Int64(random.next() >> 1) >> Int64(random.below(63))
        guard let image = try? ISOImage(descriptors: bytes, fileSize: fileSize) else { return false }
        if let size = image.volumeSize {
            try require(size > 0 && size <= fileSize, "a volume of \(size) bytes in a file of \(fileSize)")
        }
        try require((image.label == nil) == (image.volumeSize == nil), "a label without a volume")
        try require((image.label ?? "").unicodeScalars.count <= 32, "the label is longer than its field")
        return true
    }
}
