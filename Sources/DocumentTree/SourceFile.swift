/// A document's bytes, under the name that diagnostics print.
public final class SourceFile: Sendable {
    /// The path as the user gave it, or as a reference led to it.
    public let path: String
    /// The UTF-8 bytes as they were read.
    public let bytes: [UInt8]

    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// A place in a document: its file, and the line and column counted from 1. Columns count Unicode scalars.
public struct SourceLocation: Sendable {
    public let file: SourceFile
    public let line: UInt32
    public let column: UInt32

    public init(file: SourceFile, line: UInt32, column: UInt32) {
        self.file = file
        self.line = line
        self.column = column
    }
}
