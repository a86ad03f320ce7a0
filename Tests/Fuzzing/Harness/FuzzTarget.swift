package import SeededRandom

/// A parser of what clients send, and what has to hold whatever they send.
package struct FuzzTarget: Sendable {
    /// Tries one input; what else it needs by chance, such as where the input is cut, comes from the generator.
    ///
    /// It returns whether the parser took the input, and throws `Violation` where something does not hold.
    package typealias Check = @Sendable ([UInt8], inout SeededGenerator) async throws(Violation) -> Bool

    package let name: String
    /// What the parser takes, from which inputs are made.
    let samples: [[UInt8]]
    /// Words that the format knows.
    let words: [[UInt8]]
    /// Where inputs come apart into pieces that mean something.
    let seams: Seams
    /// The longest input that is made.
    let sizeLimit: Int
    /// Makes the sums of a changed input right again, so that more than the sums is tried.
    let repair: (@Sendable (inout [UInt8]) -> Void)?
    package let check: Check

    package init(
        _ name: String, samples: [[UInt8]], words: [String] = [], seams: Seams = .none, sizeLimit: Int = 256 << 10,
        repair: (@Sendable (inout [UInt8]) -> Void)? = nil, check: @escaping Check
    ) {
        self.name = name
        self.samples = samples
        self.words = (words + Self.commonWords).map { Array($0.utf8) }
        self.seams = seams
        self.sizeLimit = sizeLimit
        self.repair = repair
        self.check = check
    }

    /// Where pieces begin and end.
    package enum Seams: Sendable {
        case none
        /// Beside these bytes.
        case bytes(Set<UInt8>)
        /// At multiples of this size.
        case blocks(Int)

        static func characters(_ text: String) -> Seams { .bytes(Set(text.utf8)) }
    }

    /// Numbers at the edges of types, and characters that are more, or other, than they look.
    private static let commonWords = [
        "0", "-1", "2147483648", "9223372036854775807", "9223372036854775808", "18446744073709551616", "1e400", "\0",
        "\r\n", "\r", " ", "%", "../", "e\u{301}", "\u{301}", "🇩🇪", "👩‍👩‍👧", "\u{FEFF}", "\u{2028}", "\u{85}",
    ]
}

/// What does not hold, though it has to.
package struct Violation: Error, Equatable {
    package let reason: String

    package init(_ reason: String) { self.reason = reason }
}

/// - Throws: where the condition does not hold.
func require(_ condition: Bool, _ reason: @autoclosure () -> String) throws(Violation) {
    guard condition else { throw Violation(reason()) }
}
