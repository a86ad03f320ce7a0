/// Cuts a body into records as its bytes come: lines, or the texts of a JSON sequence.
struct RecordScanner {
    /// What ends a record.
    enum Separator {
        /// A line feed; a carriage return in front of it belongs to it.
        case lineFeed
        /// A line feed, a carriage return, or both (WHATWG HTML §9.2.5).
        case anyLineBreak
        /// The record separator that stands in front of each record (RFC 7464 §2.1).
        case recordSeparator
    }

    private var pieces: BodyStream.Iterator
    private let separator: Separator
    private let limit: Int
    private var buffer: [UInt8] = []
    private var start = 0
    private var isOver = false
    /// Whether the last record ended with a carriage return, so that a line feed belongs to its end.
    private var skipsLineFeed = false
    /// How many records have been given.
    private(set) var count = 0
    /// Whether the record that was given last ended with its separator, not with the body.
    private(set) var isTerminated = true

    /// - Parameter limit: how many bytes a record may have.
    init(_ body: BodyStream, separator: Separator, limit: Int) {
        pieces = body.makeAsyncIterator()
        self.separator = separator
        self.limit = limit
    }

    /// The next record without what ends it; nil at the end of the body.
    /// - Throws: ``BodyElementError`` where it is too long, and what reading the body throws.
    mutating func next() async throws -> ArraySlice<UInt8>? {
        var searched = 0
        while true {
            if skipsLineFeed, start < buffer.endIndex {
                if buffer[start] == 0x0A { start += 1 }
                skipsLineFeed = false
            }
            if let end = buffer[(start + searched)...].firstIndex(where: isSeparator) {
                defer { start = end + 1 }
                skipsLineFeed = separator == .anyLineBreak && buffer[end] == 0x0D
                guard end - start <= limit else { throw tooLong() }
                isTerminated = true
                // Nothing stands in front of the first record separator, or between two of them (RFC 7464 §2.1).
                if end > start || separator != .recordSeparator { count += 1 }
                return record(buffer[start..<end])
            }
            searched = buffer.endIndex - start
            guard searched <= limit else { throw tooLong() }
            guard !isOver, let piece = try await pieces.next() else {
                isOver = true
                guard start < buffer.endIndex else { return nil }
                defer { start = buffer.endIndex }
                isTerminated = false
                count += 1
                return record(buffer[start...])
            }
            buffer.removeFirst(start)
            start = 0
            buffer += piece
        }
    }

    private func isSeparator(_ byte: UInt8) -> Bool {
        switch separator {
        case .lineFeed: byte == 0x0A
        case .anyLineBreak: byte == 0x0A || byte == 0x0D
        case .recordSeparator: byte == 0x1E
        }
    }

    private func record(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        separator == .lineFeed && bytes.last == 0x0D ? bytes.dropLast() : bytes
    }

    private func tooLong() -> BodyElementError {
        BodyElementError(
            "\(separator == .recordSeparator ? "text" : "line") \(count + 1)", .tooLarge(limit: limit))
    }
}
