/// The inside of a string in the text, between its quotation marks, already found to be valid.
struct StringToken {
    var start: Int
    var end: Int
    var hasEscapes: Bool
}

extension JSONScanner {
    /// Passes a string and gives what it stands for, escapes resolved.
    public mutating func string() throws(JSONSyntaxError) -> String {
        if offset >= bytes.count || bytes[offset] != UInt8(ascii: "\"") { try expect(.string) }
        return string(of: try scanString())
    }

    /// Passes a string and gives its bytes, escapes resolved, to `body`, without making a `String`.
    public mutating func withStringBytes<Result>(
        _ body: (UnsafeRawBufferPointer) -> Result
    ) throws(JSONSyntaxError) -> Result {
        try expect(.string)
        let token = try scanString()
        guard token.hasEscapes else { return body(UnsafeRawBufferPointer(rebasing: bytes[token.start..<token.end])) }
        return unescaped(token).withUnsafeBytes(body)
    }

    func string(of token: StringToken) -> String {
        if token.hasEscapes { return String(decoding: unescaped(token), as: UTF8.self) }
        return String(decoding: UnsafeRawBufferPointer(rebasing: bytes[token.start..<token.end]), as: UTF8.self)
    }

    /// Passes a string, from its opening quotation mark on, and checks all of it.
    mutating func scanString() throws(JSONSyntaxError) -> StringToken {
        var token = StringToken(start: offset + 1, end: 0, hasEscapes: false)
        var position = token.start
        var seen: UInt64 = 0
        while true {
            if position &+ 8 <= bytes.count {
                let word = ByteWord.load(bytes, at: position)
                let special = ByteWord.stringSpecials(in: word)
                if special == 0 {
                    seen |= word
                    position &+= 8
                    continue
                }
                let plainBits = UInt64(special.trailingZeroBitCount & ~7)
                seen |= word & ((1 &<< plainBits) &- 1)
                position &+= Int(plainBits >> 3)
            }
            guard position < bytes.count else { throw JSONSyntaxError(.unexpectedEnd, at: bytes.count) }
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                token.hasEscapes = true
                position = try endOfEscape(at: position)
            } else {
                guard byte >= 0x20 else { throw JSONSyntaxError(.controlCharacter(byte), at: position) }
                seen |= UInt64(byte)
                position += 1
            }
        }
        token.end = position
        if seen & ByteWord.highBits != 0, let invalid = UTF8Validation.firstInvalid(in: bytes, token.start..<position) {
            throw JSONSyntaxError(.invalidUTF8, at: invalid)
        }
        offset = position + 1
        return token
    }

    /// Checks the escape whose backslash stands at `start`, a surrogate pair as a whole.
    private func endOfEscape(at start: Int) throws(JSONSyntaxError) -> Int {
        guard start + 1 < bytes.count else { throw JSONSyntaxError(.unexpectedEnd, at: bytes.count) }
        switch bytes[start + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return start + 2
        case UInt8(ascii: "u"):
            let unit = try hexUnit(at: start + 2)
            guard unit & 0xF800 == 0xD800 else { return start + 6 }
            guard unit < 0xDC00, start + 7 < bytes.count, bytes[start + 6] == UInt8(ascii: "\\"),
                bytes[start + 7] == UInt8(ascii: "u"), try hexUnit(at: start + 8) & 0xFC00 == 0xDC00
            else { throw JSONSyntaxError(.loneSurrogate, at: start) }
            return start + 12
        default:
            throw JSONSyntaxError(.badEscape, at: start)
        }
    }

    private func hexUnit(at start: Int) throws(JSONSyntaxError) -> UInt32 {
        guard start + 4 <= bytes.count else { throw JSONSyntaxError(.unexpectedEnd, at: bytes.count) }
        var unit: UInt32 = 0
        for index in start..<start + 4 {
            guard let digit = Self.hexDigit(bytes[index]) else { throw JSONSyntaxError(.badEscape, at: index) }
            unit = unit << 4 | digit
        }
        return unit
    }

    private static func hexDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    /// The bytes that a token with escapes stands for. The token has been checked, so nothing can be missing.
    private func unescaped(_ token: StringToken) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(token.end - token.start)
        var position = token.start
        while position < token.end {
            let run = position
            position = endOfRun(from: position, before: token.end)
            result.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[run..<position]))
            guard position < token.end else { break }
            let escape = bytes[position + 1]
            position += 2
            switch escape {
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "u"):
                var scalar = checkedHexUnit(at: position)
                position += 4
                if scalar & 0xF800 == 0xD800 {
                    scalar = 0x10000 + (scalar & 0x3FF) << 10 + checkedHexUnit(at: position + 2) & 0x3FF
                    position += 6
                }
                Self.appendScalar(scalar, to: &result)
            default: result.append(escape)
            }
        }
        return result
    }

    /// The index of the next backslash, or `end`.
    private func endOfRun(from start: Int, before end: Int) -> Int {
        var position = start
        while position < end, bytes[position] != UInt8(ascii: "\\") {
            let isRun = position &+ 8 <= end && !ByteWord.contains(0x5C, in: ByteWord.load(bytes, at: position))
            position &+= isRun ? 8 : 1
        }
        return position
    }

    private func checkedHexUnit(at start: Int) -> UInt32 {
        var unit: UInt32 = 0
        for index in start..<start + 4 { unit = unit << 4 | (Self.hexDigit(bytes[index]) ?? 0) }
        return unit
    }

    private static func appendScalar(_ value: UInt32, to bytes: inout [UInt8]) {
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
