/// Writes the scalars of JSON into a buffer of bytes.
public enum JSONEscaping {
    /// Appends a string in quotation marks, with the escapes that RFC 8259 asks for and no others.
    public static func append(_ string: String, to bytes: inout [UInt8]) {
        var string = string
        string.withUTF8 { append(UnsafeRawBufferPointer($0), to: &bytes) }
    }

    /// Appends an integer.
    public static func append(_ value: Int64, to bytes: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var rest = value.magnitude
            var start = digits.count
            repeat {
                start -= 1
                digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            if value < 0 {
                start -= 1
                digits[start] = UInt8(ascii: "-")
            }
            bytes.append(contentsOf: digits[start...])
        }
    }

    /// Appends the shortest number that reads back as the same double: `0.1`, `100`, `1e+100`.
    /// - Returns: false, with nothing appended, for an infinity or NaN, which JSON does not have.
    @discardableResult
    public static func append(_ value: Double, to bytes: inout [UInt8]) -> Bool {
        guard value.isFinite else { return false }
        append(shortest: value.description, to: &bytes)
        return true
    }

    /// Appends the shortest number that reads back as the same float.
    /// - Returns: false, with nothing appended, for an infinity or NaN, which JSON does not have.
    @discardableResult
    public static func append(_ value: Float, to bytes: inout [UInt8]) -> Bool {
        guard value.isFinite else { return false }
        append(shortest: value.description, to: &bytes)
        return true
    }

    /// Appends a description of the standard library, which is the shortest but for a `.0` at the end.
    private static func append(shortest description: String, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: description.utf8)
        if description.hasSuffix(".0") { bytes.removeLast(2) }
    }

    private static func append(_ text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var start = 0
        var position = 0
        while position < text.count {
            if position + 8 <= text.count {
                let special = ByteWord.stringSpecials(in: ByteWord.load(text, at: position))
                if special == 0 {
                    position += 8
                    continue
                }
                position += special.trailingZeroBitCount >> 3
            }
            let byte = text[position]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 {
                bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[start..<position]))
                appendEscape(byte, to: &bytes)
                start = position + 1
            }
            position += 1
        }
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[start..<position]))
        bytes.append(UInt8(ascii: "\""))
    }

    private static func appendEscape(_ byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        default:
            let low = byte & 0x0F
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(UInt8(ascii: "0") + byte >> 4)
            bytes.append(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
        }
    }
}
