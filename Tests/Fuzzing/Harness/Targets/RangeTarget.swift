import ContentLibrary
import SeededRandom

extension FuzzTarget {
    /// `Range` header fields. What is sent lies in the file, and asking for just that is answered the same.
    static let range = FuzzTarget(
        "range",
        samples: ["bytes=0-99", "bytes=-5", "bytes=7-", "BYTES = 1 - 2", "bytes=0-0,5-6"].map { Array($0.utf8) },
        words: ["bytes=", "bytes", "-", "--", ",", "=", "\t", "items=", "+1", "٣", "0x1", "00000000000000000000001"],
        seams: .characters("=-, "), sizeLimit: 64 << 10
    ) { (bytes, random) throws(Violation) in
        let size = random.oneIn(8) ? 0 : Int64(random.next() >> 1) >> Int64(random.below(63))
        let field = String(decoding: bytes, as: UTF8.self)
        let range = ByteRange(field: field, size: size)
        switch range {
        case .whole:
            try require(range.bytes(of: size) == 0..<size, "the whole of \(size) bytes is not all of them")
            return false
        case .unsatisfiable:
            try require(range.bytes(of: size) == nil, "bytes are sent of what is not there")
        case .part(let part):
            try require(
                !part.isEmpty && part.lowerBound >= 0 && part.upperBound <= size,
                "\(part) is no part of \(size) bytes")
            let same = ByteRange(field: "bytes=\(part.lowerBound)-\(part.upperBound - 1)", size: size)
            try require(same == range, "asking for \(part) gives \(same)")
        }
        return true
    }
}
