/// A piece of Swift text.
struct SwiftToken {
    enum Kind { case word, literal, punctuation }

    var kind: Kind
    var start: Int
    var end: Int
    /// Whether it is the first of its line.
    var startsLine: Bool
}

/// Cuts Swift text into words (a name with its backticks is one, a number too), literals, and punctuation, of which only
/// `->` has more than one character. Comments and spaces are left out.
struct SwiftTokens {
    private let bytes: [UInt8]
    private var offset = 0
    private var startsLine = true
    private var tokens: [SwiftToken] = []

    static func of(_ bytes: [UInt8]) -> [SwiftToken] {
        var lexer = SwiftTokens(bytes)
        lexer.run()
        return lexer.tokens
    }

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
        tokens.reserveCapacity(bytes.count / 6)
    }

    private mutating func run() {
        while let byte = byte(offset) {
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                startsLine = true
                offset += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"): offset += 1
            case UInt8(ascii: "/") where self.byte(offset + 1) == UInt8(ascii: "/"): skipLine()
            case UInt8(ascii: "/") where self.byte(offset + 1) == UInt8(ascii: "*"): skipComment()
            case UInt8(ascii: "\""): add(.literal, to: endOfLiteral(at: offset))
            case UInt8(ascii: "#") where isRawLiteral(at: offset): add(.literal, to: endOfLiteral(at: offset))
            case UInt8(ascii: "`"): add(.word, to: endOfQuotedName)
            case UInt8(ascii: "-") where self.byte(offset + 1) == UInt8(ascii: ">"): add(.punctuation, to: offset + 2)
            case _ where Self.isPartOfWord(byte): add(.word, to: endOfWord)
            default: add(.punctuation, to: offset + 1)
            }
        }
    }

    private func byte(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func add(_ kind: SwiftToken.Kind, to end: Int) {
        tokens.append(SwiftToken(kind: kind, start: offset, end: end, startsLine: startsLine))
        startsLine = false
        offset = end
    }

    private mutating func skipLine() {
        while let byte = byte(offset), byte != UInt8(ascii: "\n") { offset += 1 }
    }

    /// Comments nest.
    private mutating func skipComment() {
        var depth = 0
        repeat {
            switch (byte(offset), byte(offset + 1)) {
            case (UInt8(ascii: "/"), UInt8(ascii: "*")): (depth, offset) = (depth + 1, offset + 2)
            case (UInt8(ascii: "*"), UInt8(ascii: "/")): (depth, offset) = (depth - 1, offset + 2)
            default: offset += 1
            }
        } while depth > 0 && offset < bytes.count
    }

    private static func isPartOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }

    private var endOfWord: Int {
        var end = offset
        while let byte = byte(end), Self.isPartOfWord(byte) { end += 1 }
        return end
    }

    private var endOfQuotedName: Int {
        var end = offset + 1
        while let byte = byte(end), byte != UInt8(ascii: "`"), byte != UInt8(ascii: "\n") { end += 1 }
        return min(end + 1, bytes.count)
    }

    private func count(of byte: UInt8, from start: Int) -> Int {
        var end = start
        while self.byte(end) == byte { end += 1 }
        return end - start
    }

    private func isRawLiteral(at start: Int) -> Bool {
        byte(start + count(of: UInt8(ascii: "#"), from: start)) == UInt8(ascii: "\"")
    }

    /// The end of a literal of any kind: of one line or several, raw or not, with whatever is interpolated.
    private func endOfLiteral(at start: Int) -> Int {
        let pounds = count(of: UInt8(ascii: "#"), from: start)
        let quotes = count(of: UInt8(ascii: "\""), from: start + pounds)
        if quotes == 2 && pounds == 0 { return start + 2 }
        let width = quotes >= 3 ? 3 : 1
        var end = start + pounds + width
        while let byte = byte(end) {
            if byte == UInt8(ascii: "\"") && count(of: byte, from: end) >= width
                && count(of: UInt8(ascii: "#"), from: end + width) >= pounds
            {
                return end + width + pounds
            }
            if byte == UInt8(ascii: "\n") && width == 1 { return end }
            guard byte == UInt8(ascii: "\\"), count(of: UInt8(ascii: "#"), from: end + 1) >= pounds else {
                end += 1
                continue
            }
            end += 1 + pounds
            end = self.byte(end) == UInt8(ascii: "(") ? endOfInterpolation(at: end) : end + 1
        }
        return bytes.count
    }

    private func endOfInterpolation(at start: Int) -> Int {
        var depth = 0
        var end = start
        while let byte = byte(end) {
            switch byte {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return end + 1 }
            case UInt8(ascii: "\""):
                end = endOfLiteral(at: end)
                continue
            default: break
            }
            end += 1
        }
        return bytes.count
    }
}
