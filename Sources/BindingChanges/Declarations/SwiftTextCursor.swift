/// A place in Swift text, and what stands there.
struct SwiftTextCursor {
    private let bytes: [UInt8]
    private let tokens: [SwiftToken]
    private var index = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
        tokens = SwiftTokens.of(bytes)
    }

    /// The text of the token here; nil at the end.
    var current: String? { index < tokens.count ? text(index) : nil }

    mutating func advance() { index += 1 }

    /// Goes on if `word` stands here.
    mutating func skip(_ word: String) -> Bool {
        guard current == word else { return false }
        index += 1
        return true
    }

    mutating func skipLine() {
        repeat { index += 1 } while index < tokens.count && !tokens[index].startsLine
    }

    /// A name without its backticks.
    mutating func name() -> String {
        defer { index += 1 }
        guard let current else { return "" }
        return current.hasPrefix("`") ? String(current.dropFirst().dropLast()) : current
    }

    private func text(_ index: Int) -> String {
        String(decoding: bytes[tokens[index].start..<tokens[index].end], as: UTF8.self)
    }

    private func byte(_ index: Int) -> UInt8 { bytes[tokens[index].start] }

    // MARK: Groups

    /// Goes behind the bracket that closes the one here.
    mutating func skipGroup() {
        var depth = 0
        while index < tokens.count {
            if tokens[index].kind == .punctuation { depth += Self.depth(of: byte(index)) }
            index += 1
            if depth <= 0 { return }
        }
    }

    /// The text of the group here, brackets and all.
    mutating func group() -> String {
        let start = index
        skipGroup()
        return joined(start..<min(index, tokens.count))
    }

    private static func depth(of byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["): 1
        case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"): -1
        default: 0
        }
    }

    // MARK: Types and expressions

    /// A type: its words, dots, brackets, `?`, `&` and `any`.
    mutating func type() -> String {
        let start = index
        var depth = 0
        var wasWord = false
        loop: while index < tokens.count {
            let token = tokens[index]
            if token.kind == .punctuation {
                switch byte(index) {
                case UInt8(ascii: "<"), UInt8(ascii: "("), UInt8(ascii: "["):
                    if depth == 0 && wasWord && byte(index) != UInt8(ascii: "<") { break loop }
                    depth += 1
                case UInt8(ascii: ">"), UInt8(ascii: ")"), UInt8(ascii: "]"):
                    if depth == 0 { break loop }
                    depth -= 1
                    wasWord = true
                case UInt8(ascii: "."), UInt8(ascii: "&"): wasWord = false
                case UInt8(ascii: "?"): break
                default: if depth == 0 { break loop }
                }
            } else if depth == 0 {
                if wasWord { break }
                let word = text(index)
                wasWord = word != "any" && word != "some"
            }
            index += 1
        }
        return joined(start..<index)
    }

    /// An expression: up to a comma, a brace or the end of its line, outside of brackets.
    mutating func expression() -> String {
        let start = index
        while index < tokens.count {
            let byte = byte(index)
            if index > start, tokens[index].startsLine, byte != UInt8(ascii: ".") { break }
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: ")"), UInt8(ascii: "}"), UInt8(ascii: "{"):
                if tokens[index].kind == .punctuation { return joined(start..<index) }
                index += 1
            case UInt8(ascii: "("), UInt8(ascii: "["): skipGroup()
            default: index += 1
            }
        }
        return joined(start..<index)
    }

    /// The parameters in the parentheses here, and behind them.
    mutating func parameters() -> [Declaration.Parameter] {
        var parameters: [Declaration.Parameter] = []
        guard skip("(") else { return parameters }
        while index < tokens.count, !skip(")") {
            var names: [String] = []
            // Labels end at a colon; what carries no label begins with its type.
            let start = index
            while index < tokens.count, tokens[index].kind == .word, names.count < 2 { names.append(name()) }
            var parameter = Declaration.Parameter(label: nil, type: "")
            if !names.isEmpty, skip(":") {
                parameter.label = names[0] == "_" ? nil : names[0]
            } else {
                index = start
            }
            while let word = current, word == "@" || word == "escaping" { advance() }
            parameter.type = (skip("inout") ? "inout " : "") + type()
            if skip("=") { parameter.defaultValue = expression() }
            parameters.append(parameter)
            if !skip(","), current != ")" { index += 1 }
        }
        return parameters
    }

    /// Tokens with the spaces that are usual between them.
    private func joined(_ range: Range<Int>) -> String {
        var result = ""
        for position in range {
            if position > range.lowerBound, hasSpace(between: position - 1, and: position) { result += " " }
            result += text(position)
        }
        return result
    }

    private func hasSpace(between left: Int, and right: Int) -> Bool {
        let spaced: [UInt8] = [UInt8(ascii: "="), UInt8(ascii: "&"), UInt8(ascii: "{"), UInt8(ascii: "}")]
        let (leftByte, rightByte) = (byte(left), byte(right))
        if tokens[left].kind == .punctuation {
            return leftByte == UInt8(ascii: ",") || leftByte == UInt8(ascii: ":") || spaced.contains(leftByte)
                || text(left) == "->"
        }
        if tokens[right].kind == .punctuation { return spaced.contains(rightByte) || text(right) == "->" }
        return true
    }
}
