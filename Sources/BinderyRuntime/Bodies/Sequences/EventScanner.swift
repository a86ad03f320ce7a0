/// Reads the events of an event stream as its bytes come (WHATWG HTML §9.2.6).
///
/// `id` and `retry` of a block without data, which is no event, belong to the next event. An event that the body ends in
/// is dropped.
struct EventScanner {
    private var lines: RecordScanner
    private let limit: Int
    private var id: String?
    private var retry: Int?
    /// How many events have been read.
    private(set) var count = 0

    /// - Parameter limit: how many bytes the data of an event may have.
    init(_ body: BodyStream, limit: Int) {
        lines = RecordScanner(body, separator: .anyLineBreak, limit: limit)
        self.limit = limit
    }

    /// The next event; nil at the end of the body.
    mutating func next() async throws -> ServerSentEvent<String>? {
        var data: [UInt8]?
        var event: String?
        while let line = try await lines.next() {
            if line.isEmpty, lines.isTerminated {
                if let data {
                    defer { (id, retry) = (nil, nil) }
                    count += 1
                    return ServerSentEvent(String(decoding: data, as: UTF8.self), event: event, id: id, retry: retry)
                }
                event = nil
                continue
            }
            let (name, value) = Self.field(lines.count == 1 ? Self.withoutByteOrderMark(line) : line)
            switch name {
            case "data":
                guard (data?.count ?? 0) + value.count <= limit else {
                    throw BodyElementError("event \(count + 1)", .tooLarge(limit: limit))
                }
                if data == nil { data = [] } else { data?.append(0x0A) }
                data?.append(contentsOf: value)
            case "event": event = value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
            case "id" where !value.contains(0): id = String(decoding: value, as: UTF8.self)
            case "retry":
                if value.allSatisfy({ (0x30...0x39).contains($0) }) {
                    retry = Int(String(decoding: value, as: UTF8.self)) ?? retry
                }
            default: break
            }
        }
        return nil
    }

    /// Name and value of a line; a comment has no name.
    private static func field(_ line: ArraySlice<UInt8>) -> (name: String, value: ArraySlice<UInt8>) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
            return (String(decoding: line, as: UTF8.self), [])
        }
        var value = line[(colon + 1)...]
        if value.first == 0x20 { value.removeFirst() }
        return (String(decoding: line[..<colon], as: UTF8.self), value)
    }

    private static func withoutByteOrderMark(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line
    }
}

/// Writes the events of an event stream.
enum EventText {
    /// - Throws: ``RequestEncodingError`` where kind or id would break the line that they stand in.
    static func bytes(_ event: ServerSentEvent<String>) throws(RequestEncodingError) -> [UInt8] {
        var text = ""
        if let kind = event.event { text += "event: \(try oneLine(kind, "event"))\n" }
        if let id = event.id { text += "id: \(try oneLine(id, "id"))\n" }
        if let retry = event.retry { text += "retry: \(retry)\n" }
        for line in lines(event.data) { text += "data: \(line)\n" }
        return [UInt8]((text + "\n").utf8)
    }

    private static func oneLine(_ text: String, _ name: String) throws(RequestEncodingError) -> String {
        let isBroken = text.unicodeScalars.contains { $0 == "\n" || $0 == "\r" || $0 == "\0" }
        guard !isBroken else { throw .eventField(name: name) }
        return text
    }

    private static func lines(_ text: String) -> [Substring] {
        text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
    }
}
