/// Values as Swift source text.
enum Literals {
    /// A string literal on one line.
    static func string(_ text: String) -> String {
        if text.isPlainASCII { return "\"" + text + "\"" }
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": literal += "\\\""
            case "\\": literal += "\\\\"
            case "\n": literal += "\\n"
            case "\r": literal += "\\r"
            case "\t": literal += "\\t"
            case _ where scalar.value < 0x20 || isInvisible(scalar):
                literal += "\\u{\(String(scalar.value, radix: 16))}"
            default: literal.unicodeScalars.append(scalar)
            }
        }
        return literal + "\""
    }

    /// A JSON string's text between its quotes, as the writer puts it out unchanged.
    static func json(_ text: String) -> String {
        if text.isPlainASCII { return text }
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": escaped += "\\\""
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\r": escaped += "\\r"
            case "\t": escaped += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// A floating-point literal of a JSON or YAML number; nil where Double cannot hold it.
    static func number(_ text: String) -> String? {
        guard let value = Double(text), value.isFinite else { return nil }
        return String(value)
    }

    /// The integer that a decimal such as `10.0` is.
    static func integer(_ text: String) -> Int64? {
        guard let value = Double(text), value.rounded() == value, value.magnitude < 9e15 else { return nil }
        return Int64(value)
    }

    /// Controls and direction marks, which would change how the source reads.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
        default: false
        }
    }
}

extension String {
    /// Whether it holds printable ASCII only, and nothing that is escaped between quotation marks.
    var isPlainASCII: Bool {
        utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    }
}
