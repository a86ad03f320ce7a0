/// One member of a character class: a scalar, which may begin a range, or a set.
enum ClassAtom {
    case scalar(UInt32)
    case set(ScalarSet)

    var set: ScalarSet {
        switch self {
        case .scalar(let scalar): ScalarSet(scalar)
        case .set(let set): set
        }
    }
}

extension Parser {
    /// What stands between `[` and `]`.
    mutating func characterClass() throws(RegularExpressionError) -> ScalarSet {
        let isNegated = take("^")
        var parts: [ScalarSet.Part] = []
        while let next = peek {
            if take("]") { return ScalarSet(parts, isNegated: isNegated) }
            if next == "[", isPOSIXClass() {
                throw RegularExpressionError("'[:' begins a class of POSIX, which ECMA-262 does not have")
            }
            let low = try classAtom()
            guard peek == "-", position + 1 < pattern.count, pattern[position + 1] != 0x5D,
                case .scalar(let first) = low
            else {
                parts.append(.set(low.set))
                continue
            }
            position += 1
            switch try classAtom() {
            case .scalar(let last):
                guard first <= last else { throw RegularExpressionError("a range in '[…]' ends before it begins") }
                parts.append(.range(first...last))
            case .set(let set): parts += [.set(low.set), .set(ScalarSet(0x2D)), .set(set)]
            }
        }
        throw RegularExpressionError("a '[' is not closed")
    }

    private func isPOSIXClass() -> Bool {
        guard position + 1 < pattern.count, pattern[position + 1] == 0x3A else { return false }
        let rest = pattern[(position + 2)...].prefix { $0 != 0x5D }
        return rest.last == 0x3A
    }

    private mutating func classAtom() throws(RegularExpressionError) -> ClassAtom {
        let scalar = pattern[position]
        position += 1
        return scalar == 0x5C ? try escape(inClass: true) : .scalar(scalar)
    }

    /// What follows a backslash.
    mutating func escape(inClass: Bool) throws(RegularExpressionError) -> ClassAtom {
        guard let scalar = peek else { throw RegularExpressionError("it ends in the middle of an escape") }
        position += 1
        switch scalar {
        case "d": return .set(.digits)
        case "D": return .set(ScalarSet.digits.inverted)
        case "w": return .set(.wordCharacters)
        case "W": return .set(ScalarSet.wordCharacters.inverted)
        case "s": return .set(.spaces)
        case "S": return .set(ScalarSet.spaces.inverted)
        case "p", "P":
            let set = try property()
            return .set(scalar == "p" ? set : set.inverted)
        case "b" where inClass: return .scalar(0x08)
        case "t": return .scalar(0x09)
        case "n": return .scalar(0x0A)
        case "v": return .scalar(0x0B)
        case "f": return .scalar(0x0C)
        case "r": return .scalar(0x0D)
        case "0" where peek?.isDigit != true: return .scalar(0)
        case "c":
            guard let letter = peek, letter.isASCIILetter else { throw unknownEscape(scalar) }
            position += 1
            return .scalar(letter.value % 32)
        case "x":
            guard let value = hexadecimal(2) else { throw unknownEscape(scalar) }
            return .scalar(value)
        case "u": return .scalar(try codePoint())
        case "k" where !inClass, "1"..."9" where !inClass:
            throw RegularExpressionError("'\\\(scalar)' refers back to a group, which is not supported")
        default:
            if scalar.isASCIILetter || scalar.isDigit { throw unknownEscape(scalar) }
            return .scalar(scalar.value)
        }
    }

    private func unknownEscape(_ scalar: Unicode.Scalar) -> RegularExpressionError {
        RegularExpressionError("'\\\(scalar)' is no escape of ECMA-262 here")
    }

    /// `\uHHHH`, a surrogate pair of them, or `\u{H…}`.
    private mutating func codePoint() throws(RegularExpressionError) -> UInt32 {
        if take("{") {
            let start = position
            var value: UInt32 = 0
            while let hex = peek?.hexadecimalValue {
                value = min(value << 4 | hex, 0x110000)
                position += 1
            }
            guard position > start, take("}"), value <= 0x10FFFF else { throw unknownEscape("u") }
            return value
        }
        guard let high = hexadecimal(4) else { throw unknownEscape("u") }
        guard (0xD800...0xDBFF).contains(high) else { return high }
        let mark = position
        if take("\\"), take("u"), let low = hexadecimal(4), (0xDC00...0xDFFF).contains(low) {
            return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
        }
        position = mark
        return high
    }

    private mutating func hexadecimal(_ count: Int) -> UInt32? {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let digit = peek?.hexadecimalValue else { return nil }
            value = value << 4 | digit
            position += 1
        }
        return value
    }

    /// `{…}` behind `\p`: a general category, or one of the properties that every engine has.
    private mutating func property() throws(RegularExpressionError) -> ScalarSet {
        guard take("{"), let end = pattern[position...].firstIndex(of: 0x7D) else {
            throw RegularExpressionError("'\\p' is not followed by a property in braces")
        }
        var name = pattern[position..<end].map { text($0) }.joined()
        position = end + 1
        for prefix in ["General_Category=", "gc="] where name.hasPrefix(prefix) { name.removeFirst(prefix.count) }
        guard let part = UnicodeProperty.part(named: name) else {
            throw RegularExpressionError("the Unicode property '\(name)' is not supported")
        }
        return ScalarSet([part])
    }
}

extension Unicode.Scalar {
    fileprivate var hexadecimalValue: UInt32? {
        switch self {
        case "0"..."9": value - 0x30
        case "a"..."f": value - 0x57
        case "A"..."F": value - 0x37
        default: nil
        }
    }
}
