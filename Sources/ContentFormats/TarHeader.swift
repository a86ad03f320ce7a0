/// The 512 bytes before each member of an archive (POSIX.1-1988 `ustar`, with GNU's extensions).
struct TarHeader: Equatable {
    static let length = 512

    enum Kind: Equatable {
        case file
        /// `x`: extended attributes of the next member (POSIX.1-2001).
        case extended
        /// `g`: extended attributes of all that follow.
        case global
        /// `L`: the name of the next member, which is too long for its header (GNU).
        case longName
        /// Folders, links, devices, sparse files.
        case other(UInt8)
    }

    var name: String
    var size: Int64
    var kind: Kind

    /// - Parameter bytes: exactly `length` of them.
    /// - Returns: nil for the block of zeros that ends an archive.
    init?(_ bytes: [UInt8], at offset: Int64) throws(FormatFault) {
        if bytes.allSatisfy({ $0 == 0 }) { return nil }
        let place = FormatFault.Place.byte(offset)
        guard bytes.count == Self.length, Self.hasItsChecksum(bytes) else {
            throw FormatFault("This is not the header of a member of an archive: its checksum is wrong.", place)
        }
        guard let size = Self.number(bytes[124..<136]) else {
            throw FormatFault("The size of the member is no number.", place)
        }
        self.size = size
        kind =
            switch bytes[156] {
            case 0, UInt8(ascii: "0"), UInt8(ascii: "7"): .file
            case UInt8(ascii: "x"): .extended
            case UInt8(ascii: "g"): .global
            case UInt8(ascii: "L"): .longName
            case let other: .other(other)
            }
        guard var name = Self.text(bytes[0..<100]) else { throw FormatFault("The name is not UTF-8.", place) }
        // GNU's own magic is `ustar` and spaces, and what follows is no prefix.
        if bytes[257..<263].elementsEqual("ustar\0".utf8) {
            guard let prefix = Self.text(bytes[345..<500]) else { throw FormatFault("The name is not UTF-8.", place) }
            if !prefix.isEmpty { name = prefix + "/" + name }
        }
        self.name = name
    }

    /// The sum of all bytes, where those of the sum itself count as spaces. Some programs take bytes for signed.
    private static func hasItsChecksum(_ bytes: [UInt8]) -> Bool {
        guard let expected = number(bytes[148..<156]) else { return false }
        var unsigned: Int64 = 0
        var signed: Int64 = 0
        for (index, byte) in bytes.enumerated() {
            let byte = (148..<156).contains(index) ? 0x20 : byte
            unsigned += Int64(byte)
            signed += Int64(Int8(bitPattern: byte))
        }
        return expected == unsigned || expected == signed
    }

    /// Octal digits between spaces and zeros or, where the first bit is set, a binary number (GNU).
    static func number(_ field: ArraySlice<UInt8>) -> Int64? {
        guard let first = field.first else { return nil }
        if first & 0x80 != 0 {
            // Negative numbers begin with 0xFF.
            var value = Int64(first & 0x7F)
            for byte in field.dropFirst() {
                guard value <= Int64.max >> 8 else { return nil }
                value = value << 8 | Int64(byte)
            }
            return first == 0xFF ? nil : value
        }
        let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0 && $0 != 0x20 }
        var value: Int64 = 0
        for digit in digits {
            guard (0x30...0x37).contains(digit), value <= Int64.max >> 3 else { return nil }
            value = value << 3 | Int64(digit - 0x30)
        }
        return value
    }

    /// What stands before the first zero.
    static func text(_ field: ArraySlice<UInt8>) -> String? {
        String(validating: field.prefix { $0 != 0 }, as: UTF8.self)
    }
}
