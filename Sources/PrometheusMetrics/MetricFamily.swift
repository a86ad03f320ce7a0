/// What all series of a metric have in common.
public struct MetricFamily: Sendable {
    /// What a metric measures.
    public enum Kind: String, Sendable {
        /// What only grows.
        case counter
        /// What goes up and down.
        case gauge
        /// How often values were within bounds.
        case histogram
    }

    /// Bounds for the seconds that requests take, from a millisecond to a minute.
    public static let seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

    /// The name: letters, digits, `_` and `:`, no digit first.
    public let name: String
    /// What it measures.
    public let kind: Kind
    /// What it says, for people.
    public let help: String
    /// The upper bounds of a histogram, ascending, without the last, which is infinity.
    public let bounds: [Double]

    /// Makes a family.
    /// - Parameters:
    ///   - name: the name; characters that names may not have become `_`.
    ///   - kind: what it measures.
    ///   - help: what it says.
    ///   - bounds: the upper bounds of a histogram.
    public init(_ name: String, _ kind: Kind, help: String, bounds: [Double] = seconds) {
        self.name = Self.validName(name)
        self.kind = kind
        self.help = help
        self.bounds = bounds.sorted()
    }

    /// The name as Prometheus allows it, for names of metrics and, which have no colons, of labels.
    static func validName(_ text: String, allowsColon: Bool = true) -> String {
        // Most are: nothing is made of them.
        if let first = text.utf8.first, !isDigit(first), text.utf8.allSatisfy({ isValid($0, allowsColon) }) {
            return text
        }
        let name = String(
            text.map { character in
                character.utf8.count == 1 && character.utf8.allSatisfy { isValid($0, allowsColon) } ? character : "_"
            })
        return name.utf8.first.map(isDigit) ?? true ? "_" + name : name
    }

    private static func isValid(_ byte: UInt8, _ allowsColon: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
        case UInt8(ascii: ":"): allowsColon
        default: isDigit(byte)
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
