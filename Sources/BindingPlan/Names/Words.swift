/// A document's names come in every spelling: `dotted.names`, `snake_case`, `kebab-case`, `SCREAMING_CASE`, `camelCase`,
/// with `$` or emoji in them, beginning with digits, or empty. What they have in common is words, and words are what a
/// Swift name is joined from.
struct Words {
    /// The words, none empty. A word of a name without any lower-case letter is already in lower case, unless it is the
    /// only one of its segment.
    private(set) var list: [String] = []

    /// Splits `name`. With `spellingSymbols`, characters that no identifier can have become words of their own.
    init(_ name: String, spellingSymbols: Bool = false) {
        var segments: [[Unicode.Scalar]] = [[]]
        for scalar in name.unicodeScalars {
            if scalar == "." { segments.append([]) } else { segments[segments.count - 1].append(scalar) }
        }
        for segment in segments { addSegment(segment) }
        if list.isEmpty || spellingSymbols || Self.isSignedNumber(name) { list = Self.spelled(name) }
        if list.isEmpty { list = ["empty"] }
    }

    /// One part between dots, in which the case of letters is judged as a whole.
    private mutating func addSegment(_ scalars: [Unicode.Scalar]) {
        var words: [[Unicode.Scalar]] = []
        var word: [Unicode.Scalar] = []
        var hasLowercase = false
        for (index, scalar) in scalars.enumerated() {
            guard Self.isWordScalar(scalar) else {
                if !word.isEmpty { words.append(word) }
                word = []
                continue
            }
            hasLowercase = hasLowercase || Self.isLowercase(scalar)
            if let last = word.last, Self.isBoundary(last, scalar, at: index, in: scalars) {
                words.append(word)
                word = []
            }
            word.append(scalar)
        }
        if !word.isEmpty { words.append(word) }
        let isScreaming = !hasLowercase && (words.count > 1 || (words.first?.count ?? 0) > 4)
        for word in words {
            let text = Self.text(word)
            list.append(isScreaming ? text.lowercased() : text)
        }
    }

    /// Whether a word ends before `scalar`: `fooBar`, `HTML|Page`, but not `ID|s`.
    private static func isBoundary(
        _ last: Unicode.Scalar, _ scalar: Unicode.Scalar, at index: Int, in scalars: [Unicode.Scalar]
    ) -> Bool {
        guard isUppercase(scalar) else { return false }
        guard isUppercase(last) else { return true }
        guard index + 1 < scalars.count, isLowercase(scalars[index + 1]) else { return false }
        let isPlural = scalars[index + 1] == "s" && (index + 2 == scalars.count || !isLowercase(scalars[index + 2]))
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

    private static func text(_ scalars: [Unicode.Scalar]) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }

    private static let symbolNames: [Unicode.Scalar: String] = [
        "+": "plus", "-": "minus", "*": "asterisk", "/": "slash", "<": "less", ">": "greater", "=": "equal",
        "!": "not", "~": "tilde", "%": "percent", "&": "and", "|": "or", ".": "dot", ",": "comma", ":": "colon",
        ";": "semicolon", "#": "hash", "@": "at", "$": "dollar", "?": "question", "^": "caret", "_": "underscore",
        " ": "space", "(": "open", ")": "close", "[": "open", "]": "close", "{": "open", "}": "close",
        "'": "quote", "\"": "quote", "`": "backtick", "\\": "backslash",
    ]
}
