import Synchronization

/// A document's bytes, under the name that diagnostics print.
public final class SourceFile: Sendable {
    /// The path as the user gave it, or as a reference led to it.
    public let path: String
    /// The UTF-8 bytes as they were read.
    public let bytes: [UInt8]
    /// Where each line begins; made when a diagnostic first asks.
    private let lineStarts = Mutex<[Int]>([])
    private let tags = Mutex(TagTable())

    /// Names the bytes of a document.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// The bytes of a line counted from 1, without its line break; nil where the document has no such line.
    public func line(_ number: UInt32) -> ArraySlice<UInt8>? {
        let bounds: (start: Int, end: Int)? = lineStarts.withLock { starts in
            if starts.isEmpty { starts = LineBreaks.lineStarts(in: bytes) }
            guard number >= 1, number <= starts.count else { return nil }
            return (starts[Int(number) - 1], number < starts.count ? starts[Int(number)] : bytes.count)
        }
        guard let bounds else { return nil }
        let line = bytes[bounds.start..<bounds.end]
        return line.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    }

    /// The place of a byte of the document, or its end for an offset beyond it.
    public func location(atByte offset: Int) -> SourceLocation {
        bytes.withUnsafeBytes { bytes in
            var cursor = LineCursor(bytes)
            cursor.advance(to: min(offset, bytes.count))
            return SourceLocation(file: self, line: cursor.line, column: cursor.column)
        }
    }
}

extension SourceFile {
    /// The number under which nodes of the file refer to a tag; never 0.
    func number(ofTag name: String) -> UInt32 { tags.withLock { $0.number(of: name) } }

    /// The tag with a number.
    func tag(_ number: UInt32) -> String { tags.withLock { $0.names[Int(number) - 1] } }
}

/// The tags of a file that are not of YAML's core schema. They are few, so that a node needs room for a number only.
private struct TagTable {
    private(set) var names: [String] = []
    private var numbers: [String: UInt32] = [:]

    mutating func number(of name: String) -> UInt32 {
        if let number = numbers[name] { return number }
        names.append(name)
        let number = UInt32(names.count)
        numbers[name] = number
        return number
    }
}

/// A place in a document: its file, and the line and column counted from 1. Columns count Unicode scalars.
public struct SourceLocation: Sendable {
    /// The document.
    public let file: SourceFile
    /// The line, counted from 1.
    public let line: UInt32
    /// The column, counted from 1 in Unicode scalars.
    public let column: UInt32

    /// Names a place.
    public init(file: SourceFile, line: UInt32, column: UInt32) {
        self.file = file
        self.line = line
        self.column = column
    }
}

extension SourceLocation: Hashable {
    /// Two places are the same where they are so in the same file, not merely in one of the same path.
    public static func == (left: Self, right: Self) -> Bool {
        left.file === right.file && left.line == right.line && left.column == right.column
    }

    /// Feeds the place to a hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(file))
        hasher.combine(line)
        hasher.combine(column)
    }
}

extension SourceLocation: CustomStringConvertible {
    /// `path:line:column`.
    public var description: String { "\(file.path):\(line):\(column)" }
}
