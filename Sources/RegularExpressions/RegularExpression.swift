/// A regular expression of ECMA-262, as JSON Schema's `pattern` has it (JSON Schema 2020-12 core §6.4).
///
/// It answers whether a text matches, and no more. Characters are Unicode scalars, `\d` and `\w` are ASCII. The time is
/// bounded by the length of the text times the size of the pattern, whatever both are: there is no backtracking, so that
/// a server can try the patterns of a document on the texts of strangers. For that, references back to groups are refused.
public struct RegularExpression: Sendable {
    /// All of it behind one pointer, so that copies cost little.
    private final class Storage: Sendable {
        let pattern: String
        let instructions: [Instruction]
        let sets: [ScalarSet]
        let looks: [Look]

        init(_ pattern: String) throws(RegularExpressionError) {
            var parser = Parser(pattern)
            let expression = try parser.parse()
            var compiler = Compiler()
            instructions = try compiler.compile(expression)
            sets = compiler.sets
            looks = compiler.looks
            self.pattern = pattern
        }
    }

    private let storage: Storage

    /// The pattern as it was written.
    public var pattern: String { storage.pattern }

    /// Takes a pattern apart.
    /// - Throws: ``RegularExpressionError`` where it is none of ECMA-262, means something only to another engine, refers
    ///   back to a group, or is too large.
    public init(_ pattern: String) throws(RegularExpressionError) {
        storage = try Storage(pattern)
    }

    /// Whether the pattern matches anywhere in the text.
    public func matches(_ text: String) -> Bool {
        var matcher = Matcher(
            sets: storage.sets, looks: storage.looks, text: text.unicodeScalars.map(\.value))
        return matcher.matches(storage.instructions)
    }
}

/// Why a pattern cannot be used.
public struct RegularExpressionError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, as the second half of a sentence.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
