/// Eight bytes of a text looked at together, the first byte in the lowest bits.
enum ByteWord {
    static let lowBits: UInt64 = 0x0101_0101_0101_0101
    static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// The eight bytes from `offset` on, which must exist.
    static func load(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// Marks the bytes that end the plain run of a JSON string: `"`, `\` and control characters.
    ///
    /// The lowest mark is exact; those above it may be wrong, since a subtraction can borrow from its neighbour.
    static func stringSpecials(in word: UInt64) -> UInt64 {
        let quotes = word ^ (lowBits &* 0x22)
        let backslashes = word ^ (lowBits &* 0x5C)
        let controls = (word &- lowBits &* 0x20) & ~word
        return ((quotes &- lowBits) & ~quotes | (backslashes &- lowBits) & ~backslashes | controls) & highBits
    }
}
