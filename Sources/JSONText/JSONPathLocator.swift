/// Finds out which value a byte of a JSON text belongs to, for error messages.
///
/// It reads the text again from its start, so it is for the moment when something has gone wrong already.
public enum JSONPathLocator {
    /// The path to the value that holds, or would hold, the byte at `offset`: `$.items[3].name`.
    ///
    /// The text may be anything from `offset` on. Keys that are no plain names appear as `['a key']`.
    /// - Parameters:
    ///   - offset: a byte index, such as ``JSONSyntaxError/offset``.
    ///   - bytes: the text.
    public static func path(to offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> String {
        var walk = Walk(bytes: UnsafeBufferPointer(rebasing: bytes[..<max(0, min(offset, bytes.count))]))
        walk.run()
        return walk.path
    }

    /// The path to the value that holds the byte at `offset`, in an array of bytes.
    public static func path(to offset: Int, in bytes: [UInt8]) -> String {
        bytes.withUnsafeBufferPointer { path(to: offset, in: $0) }
    }
}

/// A pass over the part of a text that lies before the place in question.
private struct Walk {
    /// One open array or object, and where in it the pass stands.
    enum Step {
        case element(Int)
        case member(key: Range<Int>?)
    }

    let bytes: UnsafeBufferPointer<UInt8>
    var steps: [Step] = []

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func run() {
        var offset = 0
        var lastString: Range<Int>?
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "{"): steps.append(.member(key: nil))
            case UInt8(ascii: "["): steps.append(.element(0))
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = steps.popLast()
            case UInt8(ascii: ":"):
                if case .member = steps.last, let key = lastString { steps[steps.count - 1] = .member(key: key) }
            case UInt8(ascii: ","): passComma()
            case UInt8(ascii: "\""):
                let end = endOfString(from: offset)
                lastString = offset..<end
                offset = end
                continue
            default: break
            }
            offset += 1
        }
    }

    private mutating func passComma() {
        switch steps.last {
        case .element(let index): steps[steps.count - 1] = .element(index + 1)
        case .member: steps[steps.count - 1] = .member(key: nil)
        case nil: break
        }
    }

    /// The index behind the closing quotation mark, or the end of the part.
    private func endOfString(from start: Int) -> Int {
        var offset = start + 1
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\""): return offset + 1
            case UInt8(ascii: "\\"): offset += 2
            default: offset += 1
            }
        }
        return bytes.count
    }

    var path: String {
        var path = "$"
        for step in steps {
            switch step {
            case .element(let index): path += "[\(index)]"
            case .member(key: nil): break
            case .member(let key?): path += Self.selector(text(of: key))
            }
        }
        return path
    }

    private func text(of key: Range<Int>) -> String {
        let literal = UnsafeBufferPointer(rebasing: bytes[key])
        var scanner = JSONScanner(literal)
        if let text = try? scanner.string() { return text }
        return String(decoding: literal, as: UTF8.self)
    }

    private static func selector(_ key: String) -> String {
        let isName = key.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || $0 == "_" || ("0"..."9").contains($0)
        }
        if isName, let first = key.unicodeScalars.first, !("0"..."9").contains(first) { return ".\(key)" }
        let escaped = key.flatMap { $0 == "'" || $0 == "\\" ? ["\\", $0] : [$0] }
        return "['\(String(escaped))']"
    }
}
