/// Strict UTF-8: shortest forms only, no surrogates, nothing above U+10FFFF (Unicode 16, table 3-7).
enum UTF8Validation {
    /// The index of the first byte of a part that does not belong to a well-formed sequence; nil where all is well.
    static func firstInvalid(in bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
        var position = range.lowerBound
        let end = range.upperBound
        while position < end {
            if position &+ 8 <= end, ByteWord.load(bytes, at: position) & ByteWord.highBits == 0 {
                position &+= 8
                continue
            }
            let lead = bytes[position]
            if lead < 0x80 {
                position &+= 1
                continue
            }
            let length: Int
            var second: ClosedRange<UInt8> = 0x80...0xBF
            switch lead {
            case 0xC2...0xDF: length = 2
            case 0xE0: (length, second) = (3, 0xA0...0xBF)
            case 0xED: (length, second) = (3, 0x80...0x9F)
            case 0xE1...0xEF: length = 3
            case 0xF0: (length, second) = (4, 0x90...0xBF)
            case 0xF1...0xF3: length = 4
            case 0xF4: (length, second) = (4, 0x80...0x8F)
            default: return position
            }
            guard position + length <= end, second.contains(bytes[position + 1]) else { return position }
            for index in position + 2..<max(position + 2, position + length) where bytes[index] & 0xC0 != 0x80 {
                return position
            }
            position &+= length
        }
        return nil
    }
}
