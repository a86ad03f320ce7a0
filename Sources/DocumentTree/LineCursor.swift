import JSONText

/// What ends a line: LF, CR, CR LF, and U+0085, U+2028, U+2029, as libyaml counts lines. JSON documents are counted
/// alike, so that the same text has the same places whichever way it is read.
enum LineBreaks {
    /// The length of the line break at `offset`, or 0 where there is none.
    static func length(at offset: Int, in bytes: UnsafeRawBufferPointer) -> Int {
        switch bytes[offset] {
        case 0x0A: return 1
        case 0x0D: return offset + 1 < bytes.count && bytes[offset + 1] == 0x0A ? 2 : 1
        case 0xC2: return offset + 1 < bytes.count && bytes[offset + 1] == 0x85 ? 2 : 0
        case 0xE2:
            guard offset + 2 < bytes.count, bytes[offset + 1] == 0x80 else { return 0 }
            return bytes[offset + 2] & 0xFE == 0xA8 ? 3 : 0
        default: return 0
        }
    }

    /// The offset of each line's first byte.
    static func lineStarts(in bytes: [UInt8]) -> [Int] {
        bytes.withUnsafeBytes { bytes in
            var cursor = LineCursor(bytes)
            var starts = [cursor.offset]
            while cursor.advanceToNextLine() { starts.append(cursor.offset) }
            return starts
        }
    }
}

/// Counts lines and columns while it moves forward over a document.
struct LineCursor {
    private let bytes: UnsafeRawBufferPointer
    private(set) var offset: Int
    /// The line of `offset`, counted from 1.
    private(set) var line: UInt32 = 1
    /// The column of `offset`, counted from 1 in Unicode scalars.
    private(set) var column: UInt32 = 1

    /// Stands at the first character, behind a byte order mark if there is one.
    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        offset = ByteOrderMark.utf8Length(in: bytes)
    }

    /// Moves to the byte at `target`; does nothing where it has been passed already.
    mutating func advance(to target: Int) {
        while offset < target {
            if offset &+ 8 <= target, ByteWord.isPlain(ByteWord.load(bytes, at: offset)) {
                offset &+= 8
                column &+= 8
            } else {
                step()
            }
        }
    }

    /// Moves to the start of the next line.
    /// - Returns: false where the document ends before.
    mutating func advanceToNextLine() -> Bool {
        let current = line
        while offset < bytes.count {
            if offset &+ 8 <= bytes.count, ByteWord.isPlain(ByteWord.load(bytes, at: offset)) {
                offset &+= 8
            } else {
                step()
                if line != current { return true }
            }
        }
        return false
    }

    private mutating func step() {
        let length = LineBreaks.length(at: offset, in: bytes)
        if length > 0 {
            line &+= 1
            column = 1
            offset &+= length
        } else {
            // Continuation bytes belong to the scalar that began before them.
            if bytes[offset] & 0xC0 != 0x80 { column &+= 1 }
            offset &+= 1
        }
    }
}

/// The mark that some editors put in front of a text.
enum ByteOrderMark {
    /// 3 where the bytes begin with the mark in UTF-8, else 0.
    static func utf8Length(in bytes: UnsafeRawBufferPointer) -> Int {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// True where the bytes begin with the mark in UTF-16.
    static func isUTF16(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    }
}
