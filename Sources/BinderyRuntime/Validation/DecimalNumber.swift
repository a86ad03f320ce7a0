/// A JSON number as it is written, exactly: ±digits × 10^exponent, whatever its size.
///
/// Equal numbers are equal values, however they are written: `1`, `1.0` and `10e-1`.
struct DecimalNumber: Hashable, Sendable {
    /// How many digits ``leading`` has room for.
    private static let room = 19
    /// Exponents beyond this are cut; no text of a request comes near them otherwise.
    private static let exponentLimit = 1 << 40

    private(set) var isNegative = false
    /// The first digits as one integer, without zeros at the end where no others follow.
    private var leading: UInt64 = 0
    /// The digits that follow, without zeros at the end; nearly always none.
    private var following: [UInt8] = []
    /// The power of ten of the last digit.
    private var exponent = 0

    /// Reads a number of JSON's grammar; nil where the text is none.
    init?(_ text: some Sequence<UInt8>) {
        var characters = text.makeIterator()
        var character = characters.next()
        if character == UInt8(ascii: "-") {
            isNegative = true
            character = characters.next()
        }
        let startsWithZero = character == UInt8(ascii: "0")
        let wholeDigits = readDigits(&character, &characters, isFraction: false)
        guard wholeDigits > 0, !startsWithZero || wholeDigits == 1 else { return nil }
        if character == UInt8(ascii: ".") {
            character = characters.next()
            guard readDigits(&character, &characters, isFraction: true) > 0 else { return nil }
        }
        if character == UInt8(ascii: "e") || character == UInt8(ascii: "E") {
            character = characters.next()
            guard let power = Self.readExponent(&character, &characters) else { return nil }
            exponent += power
        }
        guard character == nil else { return nil }
        normalise()
    }

    private mutating func readDigits(
        _ character: inout UInt8?, _ characters: inout some IteratorProtocol<UInt8>, isFraction: Bool
    ) -> Int {
        var count = 0
        while let digit = character.flatMap(Self.digit) {
            count += 1
            if leading < 1_000_000_000_000_000_000 {
                leading = leading * 10 + UInt64(digit)
            } else {
                following.append(digit)
            }
            if isFraction { exponent -= 1 }
            character = characters.next()
        }
        return count
    }

    private static func readExponent(
        _ character: inout UInt8?, _ characters: inout some IteratorProtocol<UInt8>
    ) -> Int? {
        let isNegative = character == UInt8(ascii: "-")
        if isNegative || character == UInt8(ascii: "+") { character = characters.next() }
        var power: Int?
        while let digit = character.flatMap(Self.digit) {
            power = min((power ?? 0) * 10 + Int(digit), exponentLimit)
            character = characters.next()
        }
        return power.map { isNegative ? -$0 : $0 }
    }

    private static func digit(_ character: UInt8) -> UInt8? {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character) ? character - UInt8(ascii: "0") : nil
    }

    private mutating func normalise() {
        while following.last == 0 {
            following.removeLast()
            exponent += 1
        }
        if leading == 0 {
            exponent = 0
            isNegative = false
        } else if following.isEmpty {
            while leading % 10 == 0 {
                leading /= 10
                exponent += 1
            }
        }
    }

    /// Whether it has no fraction: `1.0` is an integer (JSON Schema 2020-12 core §4.2.3).
    var isInteger: Bool { exponent >= 0 }
    private var isZero: Bool { leading == 0 }
    /// All digits.
    var digits: String { String(leading) + following.map { String($0) }.joined() }
    /// The power of ten of the last digit.
    var power: Int { exponent }
}

extension DecimalNumber: Comparable {
    static func < (left: Self, right: Self) -> Bool {
        if left.isNegative != right.isNegative { return left.isNegative }
        return left.isNegative ? right.isSmaller(than: left) : left.isSmaller(than: right)
    }

    /// Compares without signs.
    private func isSmaller(than other: Self) -> Bool {
        if isZero || other.isZero { return isZero && !other.isZero }
        let (count, otherCount) = (digitCount, other.digitCount)
        let place = exponent + count + following.count
        let otherPlace = other.exponent + otherCount + other.following.count
        if place != otherPlace { return place < otherPlace }
        let scaled = leading * Self.powers[Self.room - count]
        let otherScaled = other.leading * Self.powers[Self.room - otherCount]
        if scaled != otherScaled { return scaled < otherScaled }
        return following.lexicographicallyPrecedes(other.following)
    }

    private var digitCount: Int { Self.powers.firstIndex { leading < $0 } ?? Self.room }

    /// 10^0 to 10^18.
    private static let powers: [UInt64] = (0..<room).reduce(into: []) { $0.append($1 == 0 ? 1 : $0[$1 - 1] * 10) }
}

extension DecimalNumber {
    /// Whether it can be divided by, as `multipleOf` needs it: positive, and of no more than 19 digits.
    var isDivisor: Bool { !isNegative && !isZero && following.isEmpty }

    /// Whether it is a whole number of times `divisor`, which must be one.
    func isMultiple(of divisor: Self) -> Bool {
        if isZero { return true }
        // Neither has zeros at the end, so a number with smaller digits than the divisor is no multiple of it.
        guard exponent >= divisor.exponent else { return false }
        let modulus = UInt128(divisor.leading)
        var rest = UInt128(leading) % modulus
        for digit in following { rest = (rest * 10 + UInt128(digit)) % modulus }
        var (power, factor) = (exponent - divisor.exponent, 10 % modulus)
        while power > 0, rest != 0 {
            if power & 1 == 1 { rest = rest * factor % modulus }
            factor = factor * factor % modulus
            power >>= 1
        }
        return rest == 0
    }
}
