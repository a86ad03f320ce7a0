internal import DocumentTree

extension Node {
    /// The value in the notation of JSON, equal for equal values: members in the order of their names, numbers without
    /// idle zeros.
    var valueText: String {
        switch value {
        case .null: "null"
        case .bool(let flag): "\(flag)"
        case .integer(let integer): "\(integer)"
        case .decimal(let text): Self.numberText(text)
        case .string(let text): "\"\(text)\""
        case .sequence(let items): "[\(items.map(\.valueText).joined(separator: ", "))]"
        case .mapping(let members):
            "{\(members.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value.valueText)" }.joined(separator: ", "))}"
        }
    }

    /// One text for all ways to write a number, exact in every digit: `1.5` for `1.50` and `15e-1`.
    private static func numberText(_ text: String) -> String {
        let parts = text.split(maxSplits: 1) { $0 == "e" || $0 == "E" }
        let mantissa = (parts.first ?? "").drop { $0 == "-" || $0 == "+" }
        let pieces = mantissa.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let fraction = pieces.count == 2 ? pieces[1] : ""
        var digits = (pieces.first ?? "") + fraction
        guard var exponent = parts.count == 2 ? Int(parts[1]) : 0, (-100_000...100_000).contains(exponent),
            !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber })
        else { return text }
        exponent -= fraction.count
        digits = digits.drop { $0 == "0" }
        while digits.last == "0" {
            digits.removeLast()
            exponent += 1
        }
        if digits.isEmpty { return "0" }
        return (text.hasPrefix("-") ? "-" : "") + decimalText(String(digits), exponent)
    }

    /// Digits times a power of ten, with an exponent only where there would be many zeros.
    private static func decimalText(_ digits: String, _ exponent: Int) -> String {
        switch exponent {
        case 0...20:
            return digits + String(repeating: "0", count: exponent)
        case -20..<0:
            let padded = String(repeating: "0", count: max(0, 1 - exponent - digits.count)) + digits
            return "\(padded.dropLast(-exponent)).\(padded.suffix(-exponent))"
        default:
            return "\(digits)e\(exponent)"
        }
    }

    /// The value's text where it is a string.
    var text: String? {
        if case .string(let text) = value { text } else { nil }
    }
}
