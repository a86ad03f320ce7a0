/// Eight bytes of a text looked at together, the first byte in the lowest bits.
package enum ByteWord {
    /// One in each byte.
    @inlinable package static var lowBits: UInt64 { 0x0101_0101_0101_0101 }
    /// The highest bit of each byte.
    @inlinable package static var highBits: UInt64 { 0x8080_8080_8080_8080 }

    /// The eight bytes from `offset` on, which must exist.
    @inlinable @inline(__always)
    package static func load(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// Marks the bytes that end the plain run of a JSON string: `"`, `\` and control characters.
    ///
    /// The lowest mark is exact; those above it may be wrong, since a subtraction can borrow from its neighbour.
    @inlinable @inline(__always)
    package static func stringSpecials(in word: UInt64) -> UInt64 {
        let quotes = word ^ (lowBits &* 0x22)
        let backslashes = word ^ (lowBits &* 0x5C)
        let controls = (word &- lowBits &* 0x20) & ~word
        return ((quotes &- lowBits) & ~quotes | (backslashes &- lowBits) & ~backslashes | controls) & highBits
    }

    /// True where all eight bytes are printable ASCII: neither control characters nor parts of longer sequences.
    @inlinable @inline(__always)
    package static func isPlain(_ word: UInt64) -> Bool {
        (word &- lowBits &* 0x20 | word) & highBits == 0
    }

    /// True where one of the eight bytes is `byte`.
    @inlinable @inline(__always)
    package static func contains(_ byte: UInt8, in word: UInt64) -> Bool {
        let difference = word ^ (lowBits &* UInt64(byte))
        return (difference &- lowBits) & ~difference & highBits != 0
    }
}
