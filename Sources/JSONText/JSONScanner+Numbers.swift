/// Where a number stands in the text, and how it is written.
public struct JSONNumberToken: Sendable, Equatable {
    /// The bytes of the literal.
    public let range: Range<Int>
    /// True where the literal has neither fraction nor exponent.
    public let isIntegerLiteral: Bool
    /// The value of an integer literal that fits 64 bits.
    public let integer: Int64?
}

/// A number as the scanner saw it: ±mantissa × 10^exponent, where all digits fitted.
struct NumberParts {
    var start: Int
    var end = 0
    var isNegative = false
    /// The digits as one integer; only the first nineteen significant ones where `isTruncated`.
    var mantissa: UInt64 = 0
    var isTruncated = false
    /// The power of ten that belongs to the mantissa.
    var exponent = 0
    var isIntegerLiteral = true
}

extension JSONScanner {
    /// Passes a number and tells where it stands.
    public mutating func numberToken() throws(JSONSyntaxError) -> JSONNumberToken {
        try expect(.number)
        let parts = try scanNumber()
        return JSONNumberToken(
            range: parts.start..<parts.end,
            isIntegerLiteral: parts.isIntegerLiteral,
            integer: Self.literalInteger(parts)
        )
    }

    /// Passes a number and gives it as it is written.
    public mutating func numberText() throws(JSONSyntaxError) -> String {
        text(in: try numberToken().range)
    }

    /// Passes an integer that fits 64 bits.
    ///
    /// As JSON Schema has it, `1.0` and `1e3` are integers too. A number that is none is not passed.
    public mutating func int64() throws(JSONSyntaxError) -> Int64 {
        try expect(.number)
        let parts = try scanNumber()
        if let value = Self.literalInteger(parts) { return value }
        do throws(JSONSyntaxError) {
            return try exactInteger(parts)
        } catch {
            offset = parts.start
            throw error
        }
    }

    /// Passes a number and gives the double closest to it. A number beyond the range of doubles is not passed.
    public mutating func double() throws(JSONSyntaxError) -> Double {
        try expect(.number)
        let parts = try scanNumber()
        // Clinger's fast path: both operands are exact, so the one operation rounds correctly.
        if !parts.isTruncated, parts.mantissa <= 1 << 53, parts.exponent.magnitude < Self.powersOfTen.count {
            let power = Self.powersOfTen[Int(parts.exponent.magnitude)]
            let mantissa = Double(parts.mantissa)
            let value = parts.exponent < 0 ? mantissa / power : mantissa * power
            return parts.isNegative ? -value : value
        }
        // The standard library rounds correctly and knows no locale.
        guard let value = Double(text(in: parts.start..<parts.end)), value.isFinite else {
            offset = parts.start
            throw JSONSyntaxError(.numberOutOfRange, at: parts.start)
        }
        return value
    }

    /// Passes a number, from its first byte on.
    mutating func scanNumber() throws(JSONSyntaxError) -> NumberParts {
        var parts = NumberParts(start: offset)
        var position = offset
        if bytes[position] == UInt8(ascii: "-") {
            parts.isNegative = true
            position += 1
        }
        let firstDigit = position
        try passDigits(&position, into: &parts)
        if bytes[firstDigit] == UInt8(ascii: "0"), position > firstDigit + 1 {
            throw JSONSyntaxError(.leadingZero, at: firstDigit)
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            parts.isIntegerLiteral = false
            position += 1
            let fraction = position
            try passDigits(&position, into: &parts)
            parts.exponent -= position - fraction
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            parts.isIntegerLiteral = false
            position += 1
            parts.exponent += try passExponent(&position)
        }
        parts.end = position
        offset = position
        return parts
    }

    private func passDigits(_ position: inout Int, into parts: inout NumberParts) throws(JSONSyntaxError) {
        let start = position
        while position < bytes.count {
            let digit = bytes[position] &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            if parts.mantissa < 1_000_000_000_000_000_000 {
                parts.mantissa = parts.mantissa &* 10 &+ UInt64(digit)
            } else {
                parts.isTruncated = true
            }
            position &+= 1
        }
        guard position == start else { return }
        guard position < bytes.count else { throw JSONSyntaxError(.unexpectedEnd, at: position) }
        throw JSONSyntaxError(.unexpectedByte(bytes[position], expected: .digit), at: position)
    }

    /// Passes what follows the `e`; an exponent beyond all reason is cut to one million, which is as far out of range.
    private func passExponent(_ position: inout Int) throws(JSONSyntaxError) -> Int {
        var isNegative = false
        if position < bytes.count, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") {
            isNegative = bytes[position] == UInt8(ascii: "-")
            position += 1
        }
        var digits = NumberParts(start: position)
        try passDigits(&position, into: &digits)
        let magnitude = digits.isTruncated ? 1_000_000 : Int(min(digits.mantissa, 1_000_000))
        return isNegative ? -magnitude : magnitude
    }

    /// The value of a number that may be written with fraction and exponent, if it is an integer after all.
    private func exactInteger(_ parts: NumberParts) throws(JSONSyntaxError) -> Int64 {
        var magnitude: UInt64 = 0
        var overflows = false
        var pendingZeros = 0
        var fractionDigits = 0
        var isFraction = false
        for index in parts.start..<parts.end {
            if bytes[index] == UInt8(ascii: ".") {
                isFraction = true
                continue
            }
            if bytes[index] | 0x20 == UInt8(ascii: "e") { break }
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { continue }
            if isFraction { fractionDigits += 1 }
            guard digit != 0 else {
                pendingZeros += 1
                continue
            }
            overflows = overflows || !Self.shift(&magnitude, by: pendingZeros + 1, adding: digit)
            pendingZeros = 0
        }
        if magnitude == 0, !overflows { return 0 }
        // From here on the digits end in another digit than zero: a negative power of ten leaves a fraction.
        let exponent = Self.exponent(of: parts, in: bytes) - fractionDigits + pendingZeros
        guard exponent >= 0 else { throw JSONSyntaxError(.notAnInteger, at: parts.start) }
        guard !overflows, Self.shift(&magnitude, by: exponent, adding: 0),
            let value = Self.int64(negative: parts.isNegative, magnitude: magnitude)
        else { throw JSONSyntaxError(.integerOverflow, at: parts.start) }
        return value
    }
}

extension JSONScanner {
    /// 10^0 … 10^22, all of which a double holds exactly.
    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    private static func literalInteger(_ parts: NumberParts) -> Int64? {
        guard parts.isIntegerLiteral, !parts.isTruncated else { return nil }
        return int64(negative: parts.isNegative, magnitude: parts.mantissa)
    }

    private static func int64(negative: Bool, magnitude: UInt64) -> Int64? {
        if !negative { return Int64(exactly: magnitude) }
        guard magnitude <= 1 << 63 else { return nil }
        return Int64(truncatingIfNeeded: 0 &- magnitude)
    }

    /// Multiplies by a power of ten and adds a digit.
    /// - Returns: false where 64 bits do not suffice.
    private static func shift(_ magnitude: inout UInt64, by power: Int, adding digit: UInt8) -> Bool {
        if magnitude != 0 {
            for _ in 0..<power {
                let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
                guard !overflow else { return false }
                magnitude = product
            }
        }
        let (sum, overflow) = magnitude.addingReportingOverflow(UInt64(digit))
        magnitude = sum
        return !overflow
    }

    /// The exponent as it is written, without the part that comes of the fraction.
    private static func exponent(of parts: NumberParts, in bytes: UnsafeRawBufferPointer) -> Int {
        guard let point = (parts.start..<parts.end).first(where: { bytes[$0] == UInt8(ascii: ".") }) else {
            return parts.exponent
        }
        let fraction = (point + 1..<parts.end).prefix { bytes[$0] &- UInt8(ascii: "0") <= 9 }
        return parts.exponent + fraction.count
    }
}
