/// A set of Unicode scalars, as one character of a pattern matches them.
struct ScalarSet: Sendable {
    /// What a set is put together from.
    enum Part: Sendable {
        case range(ClosedRange<UInt32>)
        case set(ScalarSet)
        case category(@Sendable (Unicode.GeneralCategory) -> Bool)
        case property(@Sendable (Unicode.Scalar.Properties) -> Bool)
    }

    private let parts: [Part]
    private let isNegated: Bool
    /// One bit for each ASCII character, which most texts are made of.
    private var lowBits: UInt64 = 0
    private var highBits: UInt64 = 0

    init(_ parts: [Part], isNegated: Bool = false) {
        self.parts = parts
        self.isNegated = isNegated
        for value in UInt32(0)..<64 {
            if find(value) { lowBits |= 1 << UInt64(value) }
            if find(value + 64) { highBits |= 1 << UInt64(value) }
        }
    }

    init(_ scalar: UInt32) {
        self.init([.range(scalar...scalar)])
    }

    var inverted: ScalarSet { ScalarSet([.set(self)], isNegated: true) }

    func contains(_ scalar: UInt32) -> Bool {
        if scalar < 64 { return lowBits >> UInt64(scalar) & 1 == 1 }
        if scalar < 128 { return highBits >> UInt64(scalar - 64) & 1 == 1 }
        return find(scalar)
    }

    private func find(_ scalar: UInt32) -> Bool {
        let isFound = parts.contains { part in
            switch part {
            case .range(let range): range.contains(scalar)
            case .set(let set): set.contains(scalar)
            case .category(let holds): Unicode.Scalar(scalar).map { holds($0.properties.generalCategory) } ?? false
            case .property(let holds): Unicode.Scalar(scalar).map { holds($0.properties) } ?? false
            }
        }
        return isFound != isNegated
    }
}

extension ScalarSet {
    private static func of(_ ranges: ClosedRange<UInt32>...) -> ScalarSet {
        ScalarSet(ranges.map(Part.range))
    }

    /// `\d` (ECMA-262 §22.2.2.9).
    static let digits = of(0x30...0x39)
    /// `\w`.
    static let wordCharacters = of(0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A)
    /// `\s`: WhiteSpace and LineTerminator (ECMA-262 §12.2 and §12.3).
    static let spaces = of(
        0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
        0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF)
    /// `.`: all but line terminators.
    static let dot = of(0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029).inverted
}
