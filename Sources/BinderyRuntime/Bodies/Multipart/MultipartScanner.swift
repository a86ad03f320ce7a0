import HTTPTypes

/// Takes a multipart body apart as its bytes come (RFC 2046 §5.1): the header of a part, then the pieces of its body.
///
/// It keeps no more than one piece of the body, what may be the beginning of a delimiter, and one header.
struct MultipartScanner {
    private enum State { case preamble, header, body, end }

    private var pieces: BodyStream.Iterator
    private let delimiter: [UInt8]
    private let limits: MultipartLimits
    private var state = State.preamble
    /// What has come and is not passed yet begins at `start`. The first delimiter may lack the line break before it.
    private var buffer: [UInt8] = [0x0D, 0x0A]
    private var start = 0
    /// How many parts have begun.
    private(set) var count = 0

    init(_ body: BodyStream, boundary: String, limits: MultipartLimits) {
        pieces = body.makeAsyncIterator()
        delimiter = [UInt8]("\r\n--\(boundary)".utf8)
        self.limits = limits
    }

    /// Passes what is left of the part before, and reads the header of the next part.
    /// - Returns: nil where there are no more parts.
    /// - Throws: ``BodyElementError``, and what reading the body throws.
    mutating func nextPart() async throws -> HTTPFields? {
        if state == .preamble || state == .body {
            while try await nextPieceOfBody() != nil {}
        }
        guard state == .header else { return nil }
        count += 1
        guard count <= limits.parts else { throw BodyElementError("the body", .tooMany(limit: limits.parts)) }
        let fields = try await header()
        state = .body
        return fields
    }

    /// The next piece of the part's body; nil at its end.
    /// - Throws: ``BodyElementError`` where the body ends before its last delimiter, and what reading the body throws.
    mutating func nextPiece() async throws -> ArraySlice<UInt8>? {
        state == .body ? try await nextPieceOfBody() : nil
    }

    private mutating func nextPieceOfBody() async throws -> ArraySlice<UInt8>? {
        while true {
            let end = endOfBody()
            if end.index > start {
                defer { start = end.index }
                return buffer[start..<end.index]
            }
            if end.isDelimiter {
                start += delimiter.count
                try await passDelimiter()
                return nil
            }
            try await fill()
        }
    }

    /// The first place that is a delimiter, or may become one when more bytes have come.
    private func endOfBody() -> (index: Int, isDelimiter: Bool) {
        buffer.withUnsafeBufferPointer { bytes in
            for index in start..<bytes.count where bytes[index] == 0x0D {
                var length = 1
                let limit = min(delimiter.count, bytes.count - index)
                while length < limit, bytes[index + length] == delimiter[length] { length += 1 }
                if length == limit { return (index, length == delimiter.count) }
            }
            return (bytes.count, false)
        }
    }

    /// Passes what follows the boundary: two hyphens at the very end, otherwise white space and a line break.
    private mutating func passDelimiter() async throws {
        while buffer.count - start < 2 { try await fill() }
        if buffer[start] == UInt8(ascii: "-"), buffer[start + 1] == UInt8(ascii: "-") {
            state = .end
            return
        }
        guard try await line(limit: 256).allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else {
            throw malformed("something follows the boundary in its line")
        }
        state = .header
    }

    private mutating func header() async throws -> HTTPFields {
        var fields: HTTPFields = [:]
        var left = limits.headerBytes
        while true {
            let line = try await line(limit: left)
            guard !line.isEmpty else { break }
            left -= line.count
            let text = String(decoding: line, as: UTF8.self)
            guard let colon = text.firstIndex(of: ":"), let name = HTTPField.Name(String(text[..<colon])) else {
                throw malformed("'\(text.prefix(80))' is no header field")
            }
            let value = text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            guard HTTPField.isValidValue(String(value)) else {
                throw malformed("the header field '\(name)' has characters that fields cannot have")
            }
            fields.append(HTTPField(name: name, value: String(value)))
        }
        try await joinEmptyBody()
        return fields
    }

    /// A part without a body may leave out the line break in front of the delimiter; the empty line's then stands for it.
    private mutating func joinEmptyBody() async throws {
        let withoutBreak = delimiter[2...]
        while buffer.count - start < withoutBreak.count {
            guard withoutBreak.starts(with: buffer[start...]) else { return }
            try await fill()
        }
        if buffer[start...].starts(with: withoutBreak) { start -= 2 }
    }

    /// Reads up to the next line break, and passes it.
    private mutating func line(limit: Int) async throws -> [UInt8] {
        var index = start
        while true {
            while let end = buffer[index...].firstIndex(of: 0x0D), end - start <= limit, end + 1 < buffer.endIndex {
                index = end + 1
                guard buffer[index] == 0x0A else { continue }
                defer { start = index + 1 }
                return [UInt8](buffer[start..<end])
            }
            guard buffer.endIndex - start <= limit + 1 else {
                throw BodyElementError("the header of part \(count)", .tooLarge(limit: limits.headerBytes))
            }
            let passed = index - start
            try await fill()
            index = start + passed
        }
    }

    /// Waits for more bytes. What is passed is dropped, but for two bytes that ``joinEmptyBody()`` may go back to.
    private mutating func fill() async throws {
        guard let piece = try await pieces.next() else {
            throw malformed("it ends before its last boundary")
        }
        let kept = min(start, 2)
        buffer.removeFirst(start - kept)
        start = kept
        buffer += piece
    }

    private func malformed(_ reason: String) -> BodyElementError {
        BodyElementError("the multipart body", .malformed(reason))
    }
}
