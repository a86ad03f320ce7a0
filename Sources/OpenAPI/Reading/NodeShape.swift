import DocumentTree

extension Node {
    /// What the value is, for messages: `a list`.
    var shape: String {
        switch value {
        case .null: "null"
        case .bool: "a boolean"
        case .integer: "an integer"
        case .decimal: "a number"
        case .string: "a string"
        case .sequence: "a list"
        case .mapping: "an object"
        }
    }

    /// The members of a mapping; nil for everything else.
    var objectMembers: [Member]? {
        if case .mapping(let members) = value { members } else { nil }
    }

    /// The value's text where it is a string.
    var stringText: String? {
        if case .string(let text) = value { text } else { nil }
    }

    /// A number's text as it was written.
    var numberText: String? {
        switch value {
        case .integer(let integer): String(integer)
        case .decimal(let text): text
        default: nil
        }
    }

    /// A count that is not negative. `10.0` is one (JSON Schema 2020-12 core §4.2.3); one too large counts as the
    /// largest.
    var countValue: Int? {
        switch value {
        case .integer(let integer):
            return integer >= 0 ? Int(clamping: integer) : nil
        case .decimal(let text):
            guard let number = Double(text), number >= 0, number == number.rounded() else { return nil }
            return number < 0x1p53 ? Int(number) : Int.max
        default:
            return nil
        }
    }
}

extension Node.Member {
    /// Whether this is a specification extension (OpenAPI 3.0.3 §4.9).
    var isExtension: Bool {
        var bytes = key.utf8.makeIterator()
        return bytes.next() == UInt8(ascii: "x") && bytes.next() == UInt8(ascii: "-")
    }
}
