extension JSONScanner {
    /// Passes `{`. Then call ``nextKey()`` or one of its siblings until it answers that the object is over.
    public mutating func beginObject() throws(JSONSyntaxError) {
        try open(.object)
    }

    /// Passes `[`. Then call ``nextElement()`` until it answers that the array is over.
    public mutating func beginArray() throws(JSONSyntaxError) {
        try open(.array)
    }

    /// Passes the comma that is due, if any.
    /// - Returns: true where an element follows, which the caller must pass; false where the array is closed.
    public mutating func nextElement() throws(JSONSyntaxError) -> Bool {
        skipSpace()
        guard offset < bytes.count else { throw JSONSyntaxError(.unexpectedEnd, at: offset) }
        let byte = bytes[offset]
        if byte == UInt8(ascii: "]") {
            close()
            return false
        }
        if isFirst {
            isFirst = false
            return true
        }
        guard byte == UInt8(ascii: ",") else {
            throw JSONSyntaxError(.unexpectedByte(byte, expected: .commaOrClosingBracket), at: offset)
        }
        let comma = offset
        offset += 1
        skipSpace()
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "]") { throw JSONSyntaxError(.trailingComma, at: comma) }
        return true
    }

    /// Passes the comma that is due, if any, the key and the colon.
    ///
    /// The key is left where it is; ``lastKey()`` and ``lastKeyOffset`` tell of it.
    /// - Returns: true where a value follows, which the caller must pass; false where the object is closed.
    public mutating func nextMember() throws(JSONSyntaxError) -> Bool {
        skipSpace()
        guard offset < bytes.count else { throw JSONSyntaxError(.unexpectedEnd, at: offset) }
        var byte = bytes[offset]
        if byte == UInt8(ascii: "}") {
            close()
            return false
        }
        var expected = JSONSyntaxError.Expectation.keyOrClosingBrace
        if isFirst {
            isFirst = false
        } else {
            guard byte == UInt8(ascii: ",") else {
                throw JSONSyntaxError(.unexpectedByte(byte, expected: .commaOrClosingBrace), at: offset)
            }
            let comma = offset
            offset += 1
            skipSpace()
            guard offset < bytes.count else { throw JSONSyntaxError(.unexpectedEnd, at: offset) }
            byte = bytes[offset]
            if byte == UInt8(ascii: "}") { throw JSONSyntaxError(.trailingComma, at: comma) }
            expected = .key
        }
        guard byte == UInt8(ascii: "\"") else {
            throw JSONSyntaxError(.unexpectedByte(byte, expected: expected), at: offset)
        }
        key = try scanString()
        skipSpace()
        guard offset < bytes.count else { throw JSONSyntaxError(.unexpectedEnd, at: offset) }
        guard bytes[offset] == UInt8(ascii: ":") else {
            throw JSONSyntaxError(.unexpectedByte(bytes[offset], expected: .colon), at: offset)
        }
        offset += 1
        return true
    }

    /// The next key of the object, whose value the caller must pass; nil where the object is closed.
    public mutating func nextKey() throws(JSONSyntaxError) -> String? {
        try nextMember() ? lastKey() : nil
    }

    /// The next key of the object, looked up in a table without making a string.
    /// - Parameters:
    ///   - table: the keys the caller knows.
    ///   - hint: the entry to try first; members mostly come in the order of the table, so pass the last match plus 1.
    /// - Returns: the index of the key in the table; ``JSONKeyTable/unknown`` where the table does not have it (read it
    ///   with ``lastKey()``, and pass its value); nil where the object is closed.
    public mutating func nextKey(
        in table: JSONKeyTable.Lookup, expecting hint: Int
    ) throws(JSONSyntaxError) -> Int? {
        if let index = passWrittenKey(of: table, expecting: hint) { return index }
        guard try nextMember() else { return nil }
        if key.hasEscapes {
            var unescaped = lastKey()
            return unescaped.withUTF8 { table.index(of: UnsafeRawBufferPointer($0), expecting: hint) }
        }
        return table.index(of: UnsafeRawBufferPointer(rebasing: bytes[key.start..<key.end]), expecting: hint)
    }

    /// Passes the comma that is due and a key that is written without white space, as most are.
    /// - Returns: the key's index; nil, with nothing passed, where anything else comes next.
    @inline(__always)
    private mutating func passWrittenKey(of table: JSONKeyTable.Lookup, expecting hint: Int) -> Int? {
        var quote = offset
        if !isFirst {
            guard offset < bytes.count, bytes[offset] == UInt8(ascii: ",") else { return nil }
            quote &+= 1
        }
        guard let (index, end) = table.index(atQuote: quote, in: bytes, expecting: hint) else { return nil }
        isFirst = false
        key = StringToken(start: quote &+ 1, end: end &- 2, hasEscapes: false)
        key.hasEscapes = end &- quote &- 3 != table.entries[index].key.count
        offset = end
        return index
    }

    /// The key that was passed last, in this object or one within it: ask before passing the value.
    public func lastKey() -> String {
        string(of: key)
    }

    /// Where the key that was passed last begins: its opening quotation mark.
    public var lastKeyOffset: Int { key.start - 1 }

    /// Where the key that was passed last stands, its quotation marks included.
    public var lastKeyRange: Range<Int> { key.start - 1..<key.end + 1 }

    private mutating func open(_ kind: Kind) throws(JSONSyntaxError) {
        try expect(kind)
        guard depth < depthLimit else { throw JSONSyntaxError(.tooDeep(limit: depthLimit), at: offset) }
        depth += 1
        offset += 1
        isFirst = true
    }

    private mutating func close() {
        depth -= 1
        offset += 1
        isFirst = false
    }
}
