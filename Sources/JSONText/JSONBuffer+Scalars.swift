extension JSONBuffer {
    /// Appends a string in quotation marks, with the escapes that RFC 8259 asks for and no others.
    public mutating func append(_ string: String) {
        var string = string
        string.withUTF8 { append(quoted: UnsafeRawBufferPointer($0)) }
    }

    /// Appends an integer.
    public mutating func append(_ value: Int64) {
        let place = reserve(20)
        var rest = value.magnitude
        var digits = 1
        var bound: UInt64 = 10
        while digits < 19, rest >= bound {
            digits &+= 1
            bound &*= 10
        }
        let length = digits + (value < 0 ? 1 : 0)
        if value < 0 { place[0] = UInt8(ascii: "-") }
        var position = length
        for _ in 0..<digits {
            position &-= 1
            place[position] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        advance(by: length)
    }

    /// Appends the shortest number that reads back as the same double: `0.1`, `100`, `1e+100`.
    /// - Returns: false, with nothing appended, for an infinity or NaN, which JSON does not have.
    @discardableResult
    public mutating func append(_ value: Double) -> Bool {
        guard value.isFinite else { return false }
        append(shortest: value.description)
        return true
    }

    /// Appends the shortest number that reads back as the same float.
    /// - Returns: false, with nothing appended, for an infinity or NaN, which JSON does not have.
    @discardableResult
    public mutating func append(_ value: Float) -> Bool {
        guard value.isFinite else { return false }
        append(shortest: value.description)
        return true
    }

    /// Appends a description of the standard library, which is the shortest but for a `.0` at the end.
    private mutating func append(shortest description: String) {
        append(unquoted: description)
        if description.hasSuffix(".0") { advance(by: -2) }
    }

    /// Copies word for word, and looks at single bytes where a word holds one that needs an escape.
    private mutating func append(quoted text: UnsafeRawBufferPointer) {
        var place = reserve(text.count + 2)
        place[0] = UInt8(ascii: "\"")
        advance(by: 1)
        place += 1
        var position = 0
        while position < text.count {
            if position &+ 8 <= text.count {
                let word = ByteWord.load(text, at: position)
                if ByteWord.stringSpecials(in: word) == 0 {
                    UnsafeMutableRawPointer(place).storeBytes(of: word.littleEndian, as: UInt64.self)
                    advance(by: 8)
                    place += 8
                    position &+= 8
                    continue
                }
            }
            let byte = text[position]
            position &+= 1
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 {
                appendEscape(byte)
                place = reserve(text.count - position + 1)
            } else {
                place[0] = byte
                advance(by: 1)
                place += 1
            }
        }
        append(UInt8(ascii: "\""))
    }

    private mutating func appendEscape(_ byte: UInt8) {
        append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
        case 0x08: append(UInt8(ascii: "b"))
        case 0x09: append(UInt8(ascii: "t"))
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0C: append(UInt8(ascii: "f"))
        case 0x0D: append(UInt8(ascii: "r"))
        default:
            let low = byte & 0x0F
            append("u00" as StaticString)
            append(UInt8(ascii: "0") + byte >> 4)
            append(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
        }
    }
}
