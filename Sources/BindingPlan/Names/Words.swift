/// A document's names come in every spelling: `dotted.names`, `snake_case`, `kebab-case`, `SCREAMING_CASE`, `camelCase`,
/// with `$` or emoji in them, beginning with digits, or empty. What they have in common is words, and words are what a
/// Swift name is joined from.
struct Words {
    /// The words, none empty. A word of a name without any lower-case letter is already in lower case, unless it is the
    /// only one of its segment.
    private(set) var list: [String] = []

    /// Splits `name`. With `spellingSymbols`, characters that no identifier can have become words of their own.
    init(_ name: String, spellingSymbols: Bool = false) {
        for segment in name.unicodeScalars.split(separator: ".") { addSegment(segment) }
        if list.isEmpty || spellingSymbols || Self.isSignedNumber(name) { list = Self.spelled(name) }
        if list.isEmpty { list = ["empty"] }
    }

    /// One part between dots, in which the case of letters is judged as a whole.
    private mutating func addSegment(_ scalars: Substring.UnicodeScalarView) {
        var words: [Substring.UnicodeScalarView] = []
        var start: String.Index?
        var last: Unicode.Scalar?
        var hasLowercase = false
        for index in scalars.indices {
            let scalar = scalars[index]
            let isWordScalar = Self.isWordScalar(scalar)
            hasLowercase = hasLowercase || isWordScalar && Self.isLowercase(scalar)
            if let begin = start, let before = last, !isWordScalar || Self.isBoundary(before, scalar, scalars[index...])
            {
                words.append(scalars[begin..<index])
                start = nil
            }
            if isWordScalar, start == nil { start = index }
            last = scalar
        }
        if let start { words.append(scalars[start...]) }
        let isScreaming = !hasLowercase && (words.count > 1 || (words.first?.count ?? 0) > 4)
        for word in words {
            let text = String(word)
            list.append(isScreaming ? text.lowercased() : text)
        }
    }

    /// Whether a word ends between `last` and `scalar`, with which `rest` begins: `fooBar`, `HTML|Page`, but not `ID|s`.
    private static func isBoundary(
        _ last: Unicode.Scalar, _ scalar: Unicode.Scalar, _ rest: Substring.UnicodeScalarView
    ) -> Bool {
        guard isUppercase(scalar) else { return false }
        guard isUppercase(last) else { return true }
        let following = rest.dropFirst().prefix(2)
        guard let next = following.first, isLowercase(next) else { return false }
        let isPlural = next == "s" && (following.count == 1 || following.last.map(isLowercase) == false)
        return !isPlural
    }

    /// Every character by name where it cannot be part of an identifier.
    private static func spelled(_ name: String) -> [String] {
        var words: [String] = []
        var plain = ""
        for scalar in name.unicodeScalars {
            if isWordScalar(scalar) {
                plain.unicodeScalars.append(scalar)
                continue
            }
            if !plain.isEmpty { words += plain.isEmpty ? [] : Words(plain).list }
            plain = ""
            words.append(symbolNames[scalar] ?? "u" + String(scalar.value, radix: 16, uppercase: true))
        }
        if !plain.isEmpty { words += Words(plain).list }
        return words
    }

    /// `+1`, `-0.5`: without its sign the number would be another.
    private static func isSignedNumber(_ name: String) -> Bool {
        guard let first = name.utf8.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") else {
            return false
        }
        guard let second = name.utf8.dropFirst().first else { return false }
        return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(second)
    }

    static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return isASCIILetter(scalar) || isDigit(scalar) }
        return scalar.properties.isXIDContinue && scalar.properties.isAlphabetic
    }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static func isASCIILetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    private static func isUppercase(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? ("A"..."Z").contains(scalar) : scalar.properties.isUppercase
    }

    private static func isLowercase(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? ("a"..."z").contains(scalar) : scalar.properties.isLowercase
    }

    private static let symbolNames: [Unicode.Scalar: String] = [
        "+": "plus", "-": "minus", "*": "asterisk", "/": "slash", "<": "less", ">": "greater", "=": "equal",
        "!": "not", "~": "tilde", "%": "percent", "&": "and", "|": "or", ".": "dot", ",": "comma", ":": "colon",
        ";": "semicolon", "#": "hash", "@": "at", "$": "dollar", "?": "question", "^": "caret", "_": "underscore",
        " ": "space", "(": "open", ")": "close", "[": "open", "]": "close", "{": "open", "}": "close",
        "'": "quote", "\"": "quote", "`": "backtick", "\\": "backslash",
    ]
}
