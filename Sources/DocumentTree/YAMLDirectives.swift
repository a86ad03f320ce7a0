import JSONText

/// libyaml compares each `%TAG` directive with all before it, so a document full of them would take hours.
enum YAMLDirectives {
    private static let limit = 1000

    /// Refuses a document with more lines that begin with `%` than a document of people has.
    static func check(_ file: SourceFile, _ bytes: UnsafeRawBufferPointer) throws(Diagnostic) {
        let sign = UInt8(ascii: "%")
        var count = 0
        var offset = 0
        while offset < bytes.count {
            if offset &+ 8 <= bytes.count, !ByteWord.contains(sign, in: ByteWord.load(bytes, at: offset)) {
                offset &+= 8
                continue
            }
            if bytes[offset] == sign, beginsLine(offset, in: bytes) { count += 1 }
            guard count <= limit else {
                throw .refusal(
                    "too-many-directives", "more than \(limit) lines begin with '%'",
                    at: file.location(atByte: offset), help: "remove the directives"
                )
            }
            offset &+= 1
        }
    }

    private static func beginsLine(_ offset: Int, in bytes: UnsafeRawBufferPointer) -> Bool {
        guard offset > 0 else { return true }
        switch bytes[offset - 1] {
        case 0x0A, 0x0D: return true
        // The last bytes of the other line breaks, of the byte order mark, and of any of these in UTF-16.
        // That some of them end other characters too does no harm.
        case 0x85, 0xA8, 0xA9, 0xBF, 0x00, 0xFE, 0xFF: return true
        default: return false
        }
    }
}
