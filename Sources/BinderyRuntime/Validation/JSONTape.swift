import JSONText

/// A JSON text as a flat list of its values in their order, each knowing where it stands: numbers and strings stay as they
/// are written. A member of an object is two values, its key and what it has.
struct JSONTape: Sendable {
    enum Kind: UInt8, Sendable {
        case null, bool, number, string, array, object
    }

    struct Entry: Sendable {
        var kind: Kind
        /// Whether it is a string with escapes.
        var hasEscapes = false
        /// How many elements or members it has.
        var count = 0
        /// Where it stands in the text; strings without their quotation marks.
        var start: Int
        var end: Int
        /// The entry behind it and all that is in it.
        var next = 0
    }

    let bytes: [UInt8]
    let entries: [Entry]

    /// Reads a whole text.
    /// - Throws: ``JSONDecodingError`` where it is no JSON.
    init(_ text: [UInt8], depthLimit: Int = JSONReader.defaultDepthLimit) throws(JSONDecodingError) {
        let hasByteOrderMark = text.starts(with: [0xEF, 0xBB, 0xBF])
        bytes = hasByteOrderMark ? Array(text[3...]) : text
        var entries: [Entry] = []
        entries.reserveCapacity(bytes.count / 16 + 1)
        try bytes.withUnsafeBufferPointer { (buffer) throws(JSONDecodingError) in
            var scanner = JSONScanner(buffer, depthLimit: depthLimit)
            do throws(JSONSyntaxError) {
                try Self.read(&scanner, UnsafeRawBufferPointer(buffer), into: &entries)
                try scanner.end()
            } catch {
                throw JSONDecodingError(.malformed(error.message), offset: error.offset).located(in: buffer)
            }
        }
        self.entries = entries
    }

    private static func read(
        _ scanner: inout JSONScanner, _ text: UnsafeRawBufferPointer, into entries: inout [Entry]
    ) throws(JSONSyntaxError) {
        let kind = try scanner.peekKind()
        let index = entries.count
        entries.append(Entry(kind: .null, start: scanner.offset, end: 0))
        var count = 0
        switch kind {
        case .object:
            entries[index].kind = .object
            try scanner.beginObject()
            while try scanner.nextMember() {
                let key = scanner.lastKeyRange
                let inside = key.lowerBound + 1..<key.upperBound - 1
                entries.append(
                    Entry(
                        kind: .string, hasEscapes: hasEscapes(text, inside), start: inside.lowerBound,
                        end: inside.upperBound, next: entries.count + 1))
                try read(&scanner, text, into: &entries)
                count += 1
            }
        case .array:
            entries[index].kind = .array
            try scanner.beginArray()
            while try scanner.nextElement() {
                try read(&scanner, text, into: &entries)
                count += 1
            }
        case .string: entries[index].kind = .string
        case .number: entries[index].kind = .number
        case .bool: entries[index].kind = .bool
        case .null: break
        }
        if kind != .object, kind != .array { try scanner.skipValue() }
        let quotes = kind == .string ? 1 : 0
        entries[index].start += quotes
        entries[index].end = scanner.offset - quotes
        entries[index].count = count
        entries[index].next = entries.count
        if kind == .string {
            entries[index].hasEscapes = hasEscapes(text, entries[index].start..<entries[index].end)
        }
    }

    private static func hasEscapes(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
        for offset in range where text[offset] == UInt8(ascii: "\\") { return true }
        return false
    }
}

extension JSONTape {
    /// The text of a value as it is written, strings without their quotation marks.
    func slice(_ index: Int) -> ArraySlice<UInt8> {
        bytes[entries[index].start..<entries[index].end]
    }

    /// A string's text, escapes resolved; any other value as it is written.
    func text(_ index: Int) -> String {
        let slice = slice(index)
        guard entries[index].hasEscapes else {
            return String(decoding: slice, as: UTF8.self)
        }
        let literal = bytes[(slice.startIndex - 1)...slice.endIndex]
        return literal.withUnsafeBufferPointer { buffer in
            var scanner = JSONScanner(buffer)
            return (try? scanner.string()) ?? ""
        }
    }

    /// Gives the bytes of a value as it is written, as ``slice(_:)`` does, to `body`.
    func withBytes<Result>(_ index: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        bytes.withUnsafeBytes {
            body(UnsafeRawBufferPointer(rebasing: $0[entries[index].start..<entries[index].end]))
        }
    }

    func number(_ index: Int) -> DecimalNumber? {
        entries[index].kind == .number ? DecimalNumber(slice(index)) : nil
    }

    /// The entries of an array's elements.
    func elements(_ index: Int) -> [Int] {
        var element = index + 1
        return (0..<entries[index].count).map { _ in
            defer { element = entries[element].next }
            return element
        }
    }

    /// The entries of an object's keys; that of the value is the next one.
    func keys(_ index: Int) -> [Int] {
        var key = index + 1
        return (0..<entries[index].count).map { _ in
            defer { key = entries[key + 1].next }
            return key
        }
    }

    /// The value of a member; of several of the name the first one's, by which readers choose an alternative too.
    func member(_ name: String, of index: Int) -> Int? {
        guard entries[index].kind == .object else { return nil }
        return keys(index).first { text($0).isSame(as: name) }.map { $0 + 1 }
    }

    /// The JSON Pointer (RFC 6901) to a value.
    func pointer(to target: Int) -> String {
        var pointer = ""
        var index = 0
        while index < target {
            let isObject = entries[index].kind == .object
            var child = index + 1
            var position = 0
            while entries[isObject ? child + 1 : child].next <= target {
                child = entries[isObject ? child + 1 : child].next
                position += 1
            }
            pointer += "/" + (isObject ? Self.escaped(text(child)) : String(position))
            // A key is pointed to as its member is.
            index = isObject ? child + 1 : child
        }
        return pointer
    }

    /// A segment of a pointer (RFC 6901 §3).
    static func escaped(_ segment: String) -> String {
        String(segment.flatMap { $0 == "~" ? "~0" : $0 == "/" ? "~1" : String($0) })
    }
}
