/// The keys that a reader of an object knows, made once and compared with raw bytes.
///
/// Keys are looked up with ``JSONScanner/nextKey(in:expecting:)``.
public struct JSONKeyTable: Sendable {
    /// What a look-up answers for a key that the table does not have.
    public static let unknown = -1

    /// One key: its length, its first eight bytes (zeros where it is shorter), and where all its bytes are.
    private struct Entry {
        let prefix: UInt64
        let length: Int
        let start: Int
    }

    private let entries: [Entry]
    private let bytes: [UInt8]

    /// Makes a table whose indices are those of `keys`. Where a key is repeated, its first index may be answered.
    public init(_ keys: [String]) {
        var entries: [Entry] = []
        var bytes: [UInt8] = []
        entries.reserveCapacity(keys.count)
        for key in keys {
            let start = bytes.count
            bytes.append(contentsOf: key.utf8)
            let prefix = bytes[start...].withUnsafeBytes { Self.prefix(of: $0) }
            entries.append(Entry(prefix: prefix, length: bytes.count - start, start: start))
        }
        self.entries = entries
        self.bytes = bytes
    }

    /// The number of keys.
    public var count: Int { entries.count }

    /// The index of a key, unescaped, or ``unknown``.
    package func index(of key: UnsafeRawBufferPointer, expecting hint: Int) -> Int {
        let prefix = Self.prefix(of: key)
        if entries.indices.contains(hint), matches(entries[hint], key, prefix) { return hint }
        for index in entries.indices where matches(entries[index], key, prefix) { return index }
        return Self.unknown
    }

    private func matches(_ entry: Entry, _ key: UnsafeRawBufferPointer, _ prefix: UInt64) -> Bool {
        guard entry.prefix == prefix, entry.length == key.count else { return false }
        return entry.length <= 8 || hasTail(entry, key)
    }

    /// Compares the bytes of a key longer than eight, the last word overlapping the one before.
    private func hasTail(_ entry: Entry, _ key: UnsafeRawBufferPointer) -> Bool {
        bytes.withUnsafeBytes { all in
            var offset = 8
            while offset + 8 < key.count {
                guard ByteWord.load(all, at: entry.start + offset) == ByteWord.load(key, at: offset) else {
                    return false
                }
                offset += 8
            }
            offset = key.count - 8
            return ByteWord.load(all, at: entry.start + offset) == ByteWord.load(key, at: offset)
        }
    }

    private static func prefix(of key: UnsafeRawBufferPointer) -> UInt64 {
        if key.count >= 8 { return ByteWord.load(key, at: 0) }
        var word: UInt64 = 0
        for index in key.indices { word |= UInt64(key[index]) << UInt64(index * 8) }
        return word
    }
}
