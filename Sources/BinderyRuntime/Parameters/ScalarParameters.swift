#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension String: ScalarParameterValue {
    /// The string itself.
    public var parameterText: String { self }
    /// The text itself.
    public init?(parameterText: String) { self = parameterText }
    /// What a message says is expected.
    public static var parameterExpectation: String { "a string" }
}

extension Bool: ScalarParameterValue {
    /// `true` or `false`.
    public var parameterText: String { self ? "true" : "false" }

    /// Reads `true` or `false`, in any case (`True` is what Python's `str` sends).
    public init?(parameterText: String) {
        switch parameterText.lowercased() {
        case "true": self = true
        case "false": self = false
        default: return nil
        }
    }

    /// What a message says is expected.
    public static var parameterExpectation: String { "true or false" }
}

extension Int: ScalarParameterValue {
    /// The digits.
    public var parameterText: String { String(self) }
    /// Reads decimal digits with an optional sign.
    public init?(parameterText: String) { self.init(parameterText) }
    /// What a message says is expected.
    public static var parameterExpectation: String { "an integer" }
}

extension Int32: ScalarParameterValue {
    /// The digits.
    public var parameterText: String { String(self) }
    /// Reads decimal digits with an optional sign.
    public init?(parameterText: String) { self.init(parameterText) }
    /// What a message says is expected.
    public static var parameterExpectation: String { "an integer of 32 bits" }
}

extension Int64: ScalarParameterValue {
    /// The digits.
    public var parameterText: String { String(self) }
    /// Reads decimal digits with an optional sign.
    public init?(parameterText: String) { self.init(parameterText) }
    /// What a message says is expected.
    public static var parameterExpectation: String { "an integer of 64 bits" }
}

extension UInt64: ScalarParameterValue {
    /// The digits.
    public var parameterText: String { String(self) }
    /// Reads decimal digits with an optional plus sign.
    public init?(parameterText: String) { self.init(parameterText) }
    /// What a message says is expected.
    public static var parameterExpectation: String { "a non-negative integer of 64 bits" }
}

extension Double: ScalarParameterValue {
    /// The shortest text that reads back the same, without a `.0` at the end.
    public var parameterText: String { shortest(description) }

    /// Reads a decimal number; neither infinities nor NaN.
    public init?(parameterText: String) {
        guard isDecimal(parameterText), let value = Double(parameterText), value.isFinite else { return nil }
        self = value
    }

    /// What a message says is expected.
    public static var parameterExpectation: String { "a number" }
}

extension Float: ScalarParameterValue {
    /// The shortest text that reads back the same, without a `.0` at the end.
    public var parameterText: String { shortest(description) }

    /// Reads a decimal number; neither infinities nor NaN.
    public init?(parameterText: String) {
        guard isDecimal(parameterText), let value = Float(parameterText), value.isFinite else { return nil }
        self = value
    }

    /// What a message says is expected.
    public static var parameterExpectation: String { "a number" }
}

extension Date: ScalarParameterValue {
    /// The date as RFC 3339 has it.
    public var parameterText: String { RFC3339.string(from: self) }

    /// Reads a date as RFC 3339 has it.
    ///
    /// A `+` that a client forgot to encode arrives as a space; in front of an offset it can only have been a plus.
    public init?(parameterText: String) {
        var text = parameterText
        if text.utf8.count > 19, let space = text.lastIndex(of: " "), text[..<space].utf8.count >= 19 {
            text.replaceSubrange(space...space, with: "+")
        }
        guard let date = RFC3339.date(from: text) else { return nil }
        self = date
    }

    /// What a message says is expected.
    public static var parameterExpectation: String { "a date with time (RFC 3339)" }
}

extension Data: ScalarParameterValue {
    /// The bytes in base64.
    public var parameterText: String { base64EncodedString() }
    /// Reads bytes in base64.
    public init?(parameterText: String) { self.init(base64Encoded: parameterText) }
    /// What a message says is expected.
    public static var parameterExpectation: String { "bytes in base64" }
}

private func shortest(_ description: String) -> String {
    description.hasSuffix(".0") ? String(description.dropLast(2)) : description
}

/// Keeps out what the standard library reads beyond decimal numbers: hexadecimal floats, `nan`, `infinity`.
private func isDecimal(_ text: String) -> Bool {
    text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }
}
