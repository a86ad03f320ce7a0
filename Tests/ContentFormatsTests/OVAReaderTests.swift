import ContentFormats
import ContentSamples
import Testing

@Suite struct OVAReaderTests {
    private static let files: [(String, [UInt8])] = [
        ("vm.ovf", Array("<xml/>".utf8)), ("empty", []), ("disk.vmdk", [UInt8](repeating: 7, count: 1500)),
    ]

    /// What the archive has in it, read in pieces of this length.
    private func read(_ bytes: [UInt8], step: Int = 100_000, length: Int64? = nil) throws -> [(String, [UInt8])] {
        var reader = OVAReader(length: length)
        var files: [(String, [UInt8])] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            try reader.read(rest.prefix(step)) { event in
                switch event {
                case .begin(let name, _): files.append((name, []))
                case .data(let bytes): files[files.count - 1].1 += bytes
                case .end: break
                }
            }
            rest = rest.dropFirst(step)
        }
        try reader.finish()
        return files
    }

    private func fault(_ bytes: [UInt8], step: Int = 100_000, length: Int64? = nil) -> String? {
        do {
            _ = try read(bytes, step: step, length: length)
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: [TarArchive.Style.ustar, .gnu, .pax], [1, 7, 511, 512, 513, 100_000])
    func members(_ style: TarArchive.Style, _ step: Int) throws {
        let read = try read(TarArchive.of(Self.files, style), step: step)
        #expect(read.map(\.0) == Self.files.map(\.0) && read.map(\.1) == Self.files.map(\.1))
    }

    @Test func longNames() throws {
        let name = String(repeating: "n", count: 200)
        for style in [TarArchive.Style.gnu, .pax] {
            #expect(try read(TarArchive.of([Self.files[0], (name, [1])], style)).last?.0 == name)
        }
    }

    @Test func everyTruncationIsAFault() {
        let whole = TarArchive.of(Self.files)
        // One block of zeros ends the archive; the second, and the rest of the record, are filling.
        for count in stride(from: 0, to: whole.count - 512, by: 61) {
            #expect(fault(Array(whole.prefix(count))) != nil, "\(count)")
        }
        #expect(fault(whole) == nil)
        #expect(fault(whole + [UInt8](repeating: 0, count: 9000)) == nil)
    }

    @Test(arguments: [1, 100, 100_000]) func whatFollowsTheEndIsAFaultAtItsPlace(_ step: Int) {
        let whole = TarArchive.of(Self.files)
        #expect(
            fault(whole + [0, 1, 0], step: step) == "byte \(whole.count + 1): Something follows the end of the archive."
        )
    }

    @Test(arguments: ["1", "2", "3", "4", "5", "6", "S"]) func onlyPlainFiles(_ type: Character) {
        var archive = TarArchive()
        archive.add("vm.ovf", [1])
        archive.add("other", [], type: type)
        archive.end()
        #expect(fault(archive.bytes) == "byte 1024: 'other' is of the type '\(type)', not a plain file.")
    }

    @Test(arguments: ["a/b", "/a", "..", ".", "a\\b", "a\u{1}b"]) func namesLeadNowhere(_ name: String) {
        for style in [TarArchive.Style.ustar, .gnu, .pax] {
            let fault = fault(TarArchive.of([Self.files[0], (name, [1])], style))
            #expect(fault?.contains("is not the plain name of a file") == true, "\(fault ?? "taken")")
        }
    }

    @Test func whatElseIsRefused() {
        #expect(fault(TarArchive.of([])) == "The archive is empty.")
        #expect(fault(TarArchive.of([Self.files[2], Self.files[0]]))?.contains("not the OVF descriptor") == true)
        #expect(fault(TarArchive.of([Self.files[0], Self.files[0]]))?.contains("a second file 'vm.ovf'") == true)
        #expect(fault(TarArchive.of([Self.files[0], ("x.ova", [])]))?.contains("archive in an archive") == true)
        #expect(fault([UInt8](repeating: 1, count: 512))?.contains("checksum is wrong") == true)
    }

    @Test func aMemberIsNotLargerThanTheArchive() {
        var archive = TarArchive(.gnu)
        archive.add("vm.ovf", [1], size: 1 << 60)
        #expect(fault(archive.bytes, length: 10_000)?.contains("larger than the archive") == true)
        #expect(fault(archive.bytes)?.contains("ends early") == true)
    }

    @Test func membersAreCounted() {
        let files = [Self.files[0]] + (0..<OVAReader.memberLimit).map { ("f\($0)", [UInt8]()) }
        #expect(fault(TarArchive.of(files))?.contains("at most 4096 files") == true)
    }

    @Test func images() throws {
        func image(_ bytes: [UInt8]) throws -> ISOImage {
            let start = Int(ISOImage.offset)
            return try ISOImage(
                descriptors: Array(bytes.dropFirst(start).prefix(ISOImage.length)), fileSize: Int64(bytes.count))
        }
        let iso = try image(SampleImage.iso(label: "MY DISC", isBridge: true, total: 22))
        #expect(iso.label == "MY DISC" && iso.volumeSize == 20 * 2048)
        #expect(throws: FormatFault.self) { try image([]) }
        #expect(throws: FormatFault.self) { try image([UInt8](repeating: 0, count: 100_000)) }
        #expect(throws: FormatFault.self) { try image(SampleImage.iso(blocks: 21, total: 20)) }
        var contradictory = SampleImage.iso()
        contradictory[16 * 2048 + 80] += 1
        #expect(throws: FormatFault.self) { try image(contradictory) }
        var udf = SampleImage.iso(isBridge: true, total: 22)
        udf.replaceSubrange(16 * 2048..<18 * 2048, with: [UInt8](repeating: 0, count: 4096))
        for (index, name) in ["BEA01", "NSR03", "TEA01"].enumerated() {
            udf.replaceSubrange((16 + index) * 2048..<(16 + index) * 2048 + 6, with: [0] + Array(name.utf8))
        }
        #expect(try image(udf).volumeSize == nil)
    }
}
