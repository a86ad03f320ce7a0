/// The keys of an object, made once: compared with raw bytes in reading (see ``JSONScanner/nextKey(in:expecting:)``), copied
/// in writing.
public final class JSONKeyTable: @unchecked Sendable {
    /// What a look-up answers for a key that the table does not have.
    public static let unknown = -1

    /// What the table knows, as plain pointers: valid for as long as the table lives, and free to pass around.
    public let lookup: Lookup

    /// Makes a table whose indices are those of `keys`. Where a key is repeated, its first index may be answered.
    public init(_ keys: [String]) {
        let plain = keys.map { [UInt8]($0.utf8) }
        let written = keys.map { key in
            var buffer = JSONBuffer(capacity: key.utf8.count + 4)
            buffer.append(UInt8(ascii: ","))
            buffer.append(key)
            buffer.append(UInt8(ascii: ":"))
            return buffer.bytes
        }
        let size = (plain + written).reduce(1) { $0 + $1.count }
        // Written here alone, and so safe to share.
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 1)
        let entries = UnsafeMutablePointer<Entry>.allocate(capacity: max(keys.count, 1))
        var start = 0
        func place(_ text: [UInt8]) -> UnsafeRawBufferPointer {
            let range = start..<start + text.count
            UnsafeMutableRawBufferPointer(rebasing: bytes[range]).copyBytes(from: text)
            start = range.upperBound
            return UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[range])
        }
        for index in keys.indices {
            (entries + index).initialize(to: Entry(key: place(plain[index]), written: place(written[index])))
        }
        lookup = Lookup(count: keys.count, entries: UnsafePointer(entries), bytes: UnsafeRawBufferPointer(bytes))
    }

    /// The index of a key, unescaped, or ``unknown``.
    /// - Parameter hint: where it is looked for first.
    package func index(of key: UnsafeRawBufferPointer, expecting hint: Int) -> Int {
        withExtendedLifetime(self) { lookup.index(of: key, expecting: hint) }
    }

    deinit {
        UnsafeMutablePointer(mutating: lookup.entries).deallocate()
        UnsafeMutableRawBufferPointer(mutating: lookup.bytes).deallocate()
    }

    /// One key.
    struct Entry {
        /// The key without escapes, and its first eight bytes (zeros where it is shorter).
        let key: UnsafeRawBufferPointer
        let prefix: UInt64
        /// The key as it is written, from the comma before it to the colon behind it.
        let written: UnsafeRawBufferPointer
        /// The first eight bytes behind that comma, and ones for as many of them as there are.
        let writtenPrefix: UInt64
        let writtenMask: UInt64

        init(key: UnsafeRawBufferPointer, written: UnsafeRawBufferPointer) {
            self.key = key
            self.written = written
            prefix = JSONKeyTable.prefix(of: key)
            writtenPrefix = JSONKeyTable.prefix(of: UnsafeRawBufferPointer(rebasing: written[1...]))
            writtenMask = written.count > 8 ? .max : 1 << UInt64((written.count - 1) * 8) - 1
        }
    }

    fileprivate static func prefix(of key: UnsafeRawBufferPointer) -> UInt64 {
        if key.count >= 8 { return ByteWord.load(key, at: 0) }
        var word: UInt64 = 0
        for index in key.indices { word |= UInt64(key[index]) << UInt64(index * 8) }
        return word
    }
}

extension JSONKeyTable {
    /// The entries of a table, which must outlive it.
    public struct Lookup {
        /// The number of keys.
        public let count: Int
        let entries: UnsafePointer<Entry>
        let bytes: UnsafeRawBufferPointer

        /// The key at an index below ``count``.
        public func key(at index: Int) -> String { String(decoding: entries[index].key, as: UTF8.self) }

        /// Writes the key at an index below ``count``, with a colon behind it.
        /// - Parameter comma: whether a comma is due before it.
        public func write(_ index: Int, comma: Bool, to buffer: inout JSONBuffer) {
            let written = entries[index].written
            buffer.append(comma ? written : UnsafeRawBufferPointer(rebasing: written[1...]))
        }

        /// The index of a key, unescaped, or ``JSONKeyTable/unknown``. It is looked for from `hint` on first, since members
        /// that are left out do not change the order of the others.
        func index(of key: UnsafeRawBufferPointer, expecting hint: Int) -> Int {
            let prefix = JSONKeyTable.prefix(of: key)
            let first = hint > 0 && hint < count ? hint : 0
            for index in first..<count where matches(entries + index, key, prefix) { return index }
            for index in 0..<first where matches(entries + index, key, prefix) { return index }
            return JSONKeyTable.unknown
        }

        /// The first of a few keys from `hint` on that stands in `text` at `offset` as this table would write it.
        @inline(__always)
        func index(
            atQuote offset: Int, in text: UnsafeRawBufferPointer, expecting hint: Int
        ) -> (index: Int, end: Int)? {
            guard offset &+ 8 <= text.count, hint >= 0 else { return nil }
            let word = ByteWord.load(text, at: offset)
            var index = hint
            let end = min(hint &+ 4, count)
            while index < end {
                let entry = entries + index
                if word & entry.pointee.writtenMask == entry.pointee.writtenPrefix {
                    let length = entry.pointee.written.count &- 1
                    if length <= 8 { return (index, offset &+ length) }
                    if offset &+ length <= text.count, Self.hasTail(text, offset, entry.pointee.written, 1, length) {
                        return (index, offset &+ length)
                    }
                }
                index &+= 1
            }
            return nil
        }

        @inline(__always)
        private func matches(_ entry: UnsafePointer<Entry>, _ key: UnsafeRawBufferPointer, _ prefix: UInt64) -> Bool {
            guard entry.pointee.prefix == prefix, entry.pointee.key.count == key.count else { return false }
            return key.count <= 8 || Self.hasTail(key, 0, entry.pointee.key, 0, key.count)
        }

        /// Compares what follows the first eight of `length` bytes, the last word overlapping the one before.
        @inline(__always)
        private static func hasTail(
            _ one: UnsafeRawBufferPointer, _ start: Int, _ other: UnsafeRawBufferPointer, _ otherStart: Int,
            _ length: Int
        ) -> Bool {
            var offset = 8
            while offset + 8 < length {
                guard ByteWord.load(one, at: start + offset) == ByteWord.load(other, at: otherStart + offset) else {
                    return false
                }
                offset += 8
            }
            offset = length - 8
            return ByteWord.load(one, at: start + offset) == ByteWord.load(other, at: otherStart + offset)
        }
    }
}
