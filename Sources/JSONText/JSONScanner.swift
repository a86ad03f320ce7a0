/// A pull scanner over one JSON text (RFC 8259, nothing beyond it).
///
/// The caller drives: it peeks at the kind of the next value and asks for it. Every byte that is passed is checked,
/// so a text that was scanned up to ``end()`` is valid JSON in valid UTF-8.
///
/// ```swift
/// try JSONScanner.withScanner(over: bytes) { scanner in
///     try scanner.beginObject()
///     while let key = try scanner.nextKey() {
///         print(key)
///         try scanner.skipValue()
///     }
///     try scanner.end()
/// }
/// ```
///
/// A scanner is a plain value: copy it to look ahead, and go on with the original to come back. It does not own the
/// bytes; they must outlive it. After an error of ``JSONSyntaxError/isMalformed`` it must not be used any further;
/// after any other error it still stands before the value that was not of the kind asked for.
public struct JSONScanner {
    /// The kinds of values that JSON has.
    public enum Kind: Sendable, Equatable {
        /// The kinds of values (RFC 8259 §3).
        case object, array, string, number, bool, null
    }

    /// How deep arrays and objects may be nested where the caller sets no other limit.
    public static let defaultDepthLimit = 512

    /// The text. All access is below `bytes.count`; every method checks before it reads.
    let bytes: UnsafeRawBufferPointer
    /// The number of bytes of the text.
    public var count: Int { bytes.count }
    /// The number of objects and arrays that are open at this point.
    public internal(set) var depth = 0
    /// The limit of ``depth``.
    public let depthLimit: Int
    /// The index of the next byte to read.
    public internal(set) var offset = 0
    /// True between the opening of an array or object and its first element: no comma is due.
    var isFirst = false
    /// The last key that ``nextMember()`` passed.
    var key = StringToken(start: 0, end: 0, hasEscapes: false)

    /// Makes a scanner at the start of a text.
    /// - Parameters:
    ///   - bytes: the text; a byte order mark in front is not JSON and must be cut off by the caller.
    ///   - depthLimit: how deep arrays and objects may be nested.
    public init(_ bytes: UnsafeBufferPointer<UInt8>, depthLimit: Int = defaultDepthLimit) {
        self.bytes = UnsafeRawBufferPointer(bytes)
        self.depthLimit = depthLimit
    }

    /// Scans an array of bytes, which stays alive for as long as `body` runs.
    public static func withScanner<Result, Failure>(
        over bytes: [UInt8],
        depthLimit: Int = defaultDepthLimit,
        _ body: (inout JSONScanner) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try bytes.withUnsafeBufferPointer { (buffer) throws(Failure) in
            var scanner = JSONScanner(buffer, depthLimit: depthLimit)
            return try body(&scanner)
        }
    }

    /// The kind of the value that comes next; passes only white space.
    public mutating func peekKind() throws(JSONSyntaxError) -> Kind {
        skipSpace()
        guard offset < bytes.count else { throw JSONSyntaxError(.unexpectedEnd, at: offset) }
        switch bytes[offset] {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        case let byte: throw JSONSyntaxError(.unexpectedByte(byte, expected: .value), at: offset)
        }
    }

    /// Passes `true` or `false`.
    public mutating func bool() throws(JSONSyntaxError) -> Bool {
        try expect(.bool)
        if bytes[offset] == UInt8(ascii: "t") {
            try passWord("true")
            return true
        }
        try passWord("false")
        return false
    }

    /// Passes `null`.
    public mutating func null() throws(JSONSyntaxError) {
        try expect(.null)
        try passWord("null")
    }

    /// Passes `null` where it comes next.
    /// - Returns: whether it did.
    public mutating func nullIfPresent() throws(JSONSyntaxError) -> Bool {
        skipSpace()
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "n") else { return false }
        try passWord("null")
        return true
    }

    /// Passes one whole value of any kind, checking every byte of it.
    public mutating func skipValue() throws(JSONSyntaxError) {
        switch try peekKind() {
        case .object:
            try beginObject()
            while try nextMember() { try skipValue() }
        case .array:
            try beginArray()
            while try nextElement() { try skipValue() }
        case .string: _ = try scanString()
        case .number: _ = try scanNumber()
        case .bool: _ = try bool()
        case .null: try null()
        }
    }

    /// Makes sure that nothing but white space is left.
    public mutating func end() throws(JSONSyntaxError) {
        skipSpace()
        guard offset == bytes.count else { throw JSONSyntaxError(.trailingContent, at: offset) }
    }

    /// The bytes of a part of the text as a string; for parts that the scanner has passed.
    public func text(in range: Range<Int>) -> String {
        String(decoding: UnsafeRawBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }
}

extension JSONScanner {
    /// Passes white space. Most values follow each other without any, which is answered without a call.
    @inline(__always)
    mutating func skipSpace() {
        if offset < bytes.count, bytes[offset] > 0x20 { return }
        skipSpaceThatIsThere()
    }

    @inline(never)
    private mutating func skipSpaceThatIsThere() {
        while offset < bytes.count {
            let byte = bytes[offset]
            guard byte <= 0x20 else { return }
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            offset += 1
        }
    }

    /// Passes white space and makes sure that a value of `kind` follows.
    mutating func expect(_ kind: Kind) throws(JSONSyntaxError) {
        let found = try peekKind()
        guard found == kind else { throw JSONSyntaxError(.unexpectedKind(found, expected: kind), at: offset) }
    }

    private mutating func passWord(_ word: StaticString) throws(JSONSyntaxError) {
        for index in 0..<word.utf8CodeUnitCount {
            guard offset + index < bytes.count else { throw JSONSyntaxError(.unexpectedEnd, at: bytes.count) }
            let byte = bytes[offset + index]
            guard byte == word.utf8Start[index] else {
                throw JSONSyntaxError(.unexpectedByte(byte, expected: .value), at: offset + index)
            }
        }
        offset += word.utf8CodeUnitCount
    }
}
