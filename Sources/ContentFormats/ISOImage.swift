/// What the volume descriptors of an ISO 9660 image say (ECMA-119 §8). Images that are UDF as well, or UDF alone
/// (ECMA-167), are recognised by theirs.
package struct ISOImage: Equatable, Sendable {
    /// Where the descriptors begin.
    package static let offset: Int64 = 16 * 2048
    /// How many bytes from there are looked at.
    package static let length = descriptorLimit * sectorLength
    private static let descriptorLimit = 32
    private static let sectorLength = 2048

    /// The volume identifier; nil for UDF alone.
    package private(set) var label: String?
    /// How many bytes the image must have; nil for UDF alone.
    package private(set) var volumeSize: Int64?

    /// - Parameters:
    ///   - bytes: those from `offset` on, up to `length` of them.
    ///   - fileSize: the size of the file.
    /// - Throws: where it is no image, or one that was cut off.
    package init(descriptors bytes: [UInt8], fileSize: Int64) throws(FormatFault) {
        var isUDF = false
        for index in 0..<min(Self.descriptorLimit, bytes.count / Self.sectorLength) {
            let sector = bytes[(index * Self.sectorLength)..<((index + 1) * Self.sectorLength)]
            let identifier = sector[(sector.startIndex + 1)..<(sector.startIndex + 6)]
            if identifier.elementsEqual("CD001".utf8) {
                if sector.first == 1, volumeSize == nil { try readPrimary(Array(sector), index) }
            } else if identifier.elementsEqual("NSR02".utf8) || identifier.elementsEqual("NSR03".utf8) {
                isUDF = true
            } else if !["BEA01", "TEA01", "BOOT2"].contains(where: { identifier.elementsEqual($0.utf8) }) {
                break
            }
        }
        guard let volumeSize else {
            guard isUDF else {
                throw FormatFault(
                    "It is no ISO 9660 image: it has no primary volume descriptor.", .byte(Self.offset))
            }
            return
        }
        guard volumeSize <= fileSize else {
            throw FormatFault(
                "The volume \(FormatFault.shown(label ?? "")) has \(volumeSize) bytes, but the file \(fileSize).")
        }
    }

    private mutating func readPrimary(_ sector: [UInt8], _ index: Int) throws(FormatFault) {
        let place = FormatFault.Place.byte(Self.offset + Int64(index * Self.sectorLength))
        guard sector[6] == 1 else { throw FormatFault("The version of the volume descriptor is not 1.", place) }
        // Numbers are there twice, in either byte order.
        let blocks = Self.little(sector[80..<84])
        let blockSize = Self.little(sector[128..<130])
        guard blocks > 0, blocks == Self.little(ArraySlice(sector[84..<88].reversed())),
            [512, 1024, 2048].contains(blockSize),
            blockSize == Self.little(ArraySlice(sector[130..<132].reversed()))
        else { throw FormatFault("The volume descriptor contradicts itself.", place) }
        let text = String(decoding: sector[40..<72].prefix { $0 != 0 }, as: UTF8.self)
        label = String(text.reversed().drop { $0 == " " }.reversed())
        volumeSize = blocks * blockSize
    }

    private static func little(_ bytes: ArraySlice<UInt8>) -> Int64 {
        bytes.reversed().reduce(0) { $0 << 8 | Int64($1) }
    }
}
