import ContentFormats
import ContentSamples
import SeededRandom

extension FuzzTarget {
    /// OVA archives. However the bytes are cut, the members are the same, and so is the fault; written again, they are the
    /// same members.
    static let archive = FuzzTarget(
        "ova",
        samples: [TarArchive.Style.ustar, .gnu, .pax].map { style in
            let package = SamplePackage(disks: [("disk.vmdk", Array(repeating: 7, count: 600)), ("b", [])])
            return TarArchive.of(
                [(package.descriptorName, package.descriptor), (package.manifestName, package.manifest())]
                    + package.disks, style)
        },
        words: [
            "ustar\0", "ustar  \0", "././@LongLink", "vm.ovf", "a.ova", "20 path=b/c\n", "13 size=1024\n",
            "30 GNU.sparse.major=1\n", "00000001000", "77777777777", "\u{7F}",
        ],
        seams: .blocks(512), repair: repairChecksums
    ) { (bytes, random) throws(Violation) in
        let length = random.oneIn(2) ? Int64(bytes.count) : nil
        let whole = Unpacked([bytes[...]], length: length)
        let inPieces = Unpacked(random.cut(bytes), length: length)
        try require(
            whole == inPieces, "in one piece it is \(whole.outcome), cut it is \(inPieces.outcome)")
        for member in whole.members where member.isWhole {
            try require(member.size == Int64(member.content.count), "a member has not the size that it is said to have")
        }
        try require(
            whole.members.map(\.content.count).reduce(0, +) <= bytes.count, "the members are more than the archive")
        guard whole.fault == nil else { return false }
        let files = whole.members.map { ($0.name, $0.content) }
        let again = Unpacked([TarArchive.of(files, .pax)[...]], length: nil)
        try require(again == whole, "what was unpacked, packed again, is not unpacked the same")
        return true
    }

    /// Each block that says it is a header gets the sum of its bytes.
    @Sendable private static func repairChecksums(_ bytes: inout [UInt8]) {
        for start in stride(from: 0, to: bytes.count - 511, by: 512)
        where bytes[(start + 257)..<(start + 262)].elementsEqual("ustar".utf8) {
            for index in (start + 148)..<(start + 156) { bytes[index] = 0x20 }
            var sum = bytes[start..<(start + 512)].reduce(0) { $0 + Int($1) }
            for index in stride(from: start + 153, through: start + 148, by: -1) {
                bytes[index] = UInt8(0x30 + sum & 7)
                sum >>= 3
            }
            bytes[start + 154] = 0
        }
    }
}

/// What an archive has in it, as far as it was read.
private struct Unpacked: Equatable {
    struct Member: Equatable {
        var name: String
        var size: Int64
        var content: [UInt8] = []
        var isWhole = false
    }

    private(set) var members: [Member] = []
    private(set) var fault: FormatFault?

    init(_ pieces: [ArraySlice<UInt8>], length: Int64?) {
        var reader = OVAReader(length: length)
        do {
            for piece in pieces {
                try reader.read(piece) { event in
                    switch event {
                    case .begin(let name, let size): members.append(Member(name: name, size: size))
                    case .data(let data): members[members.count - 1].content += data
                    case .end: members[members.count - 1].isWhole = true
                    }
                }
            }
            try reader.finish()
        } catch {
            fault = error as? FormatFault ?? FormatFault("\(error)")
        }
    }

    var outcome: String {
        "\(members.map { "\($0.name): \($0.content.count) of \($0.size)" }), \(fault.map(String.init) ?? "whole")"
    }
}
