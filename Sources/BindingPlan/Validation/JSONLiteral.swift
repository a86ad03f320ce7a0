internal import DocumentTree

/// A JSON text in the making.
struct JSONLiteral: Equatable, Sendable {
    let text: String
    /// The members, where it is an object.
    private(set) var members: [(String, JSONLiteral)] = []

    init(_ text: String) {
        self.text = text
    }

    init(_ node: Node) {
        switch node.value {
        case .null: self.init("null")
        case .bool(let value): self.init(value ? "true" : "false")
        case .integer(let value): self.init(String(value))
        case .decimal(let text): self = Self(number: text) ?? Self("null")
        case .string(let text): self = .string(text)
        case .sequence(let elements): self = .array(elements.map(JSONLiteral.init))
        case .mapping(let members): self = .object(members.map { ($0.key, JSONLiteral($0.value)) })
        }
    }

    /// A number as YAML or JSON writes it; nil for those that JSON does not have.
    init?(number text: String) {
        var rest = text.filter { $0 != "_" }[...]
        let sign = rest.first == "-" ? "-" : ""
        if rest.first == "-" || rest.first == "+" { rest = rest.dropFirst() }
        let exponent = rest.firstIndex { $0 == "e" || $0 == "E" } ?? rest.endIndex
        let parts = rest[..<exponent].split(separator: ".", omittingEmptySubsequences: false)
        let isDigits: (Substring) -> Bool = { $0.allSatisfy { ("0"..."9").contains($0) } }
        guard (1...2).contains(parts.count), parts.allSatisfy(isDigits), parts.contains(where: { !$0.isEmpty })
        else { return nil }
        let whole = parts[0].drop { $0 == "0" }
        var number = sign + (whole.isEmpty ? "0" : whole)
        if parts.count == 2, !parts[1].isEmpty { number += "." + parts[1] }
        if exponent < rest.endIndex {
            let digits = rest[rest.index(after: exponent)...]
            let unsigned = digits.first == "-" || digits.first == "+" ? digits.dropFirst() : digits
            guard !unsigned.isEmpty, isDigits(unsigned) else { return nil }
            number += "e" + digits
        }
        self.init(number)
    }

    static func string(_ text: String) -> Self {
        Self("\"\(escaped(text))\"")
    }

    static func array(_ elements: [JSONLiteral]) -> Self {
        Self("[\(elements.map(\.text).joined(separator: ","))]")
    }

    static func object(_ members: [(String, JSONLiteral)]) -> Self {
        var literal = Self("{\(members.map { "\(string($0).text):\($1.text)" }.joined(separator: ","))}")
        literal.members = members
        return literal
    }

    /// A schema, as the runtime's `SchemaSet` reads it: one that only states a type, or only refers to another, is short.
    static func schema(_ members: [(String, JSONLiteral)]) -> Self {
        var literal = object(members)
        if members.count == 1, let (keyword, value) = members.first, value.text.hasPrefix("\"") {
            if keyword == "type" { literal = value }
            if keyword == "$ref" { literal = Self("\"#" + value.text.dropFirst()) }
        }
        literal.members = members
        return literal
    }

    static func == (left: Self, right: Self) -> Bool { left.text == right.text }

    /// How many digits of a number count: those between the zeros at its beginning and at its end.
    var digitCount: Int {
        var digits = text.prefix { $0 != "e" }.filter(\.isNumber).drop { $0 == "0" }
        while digits.last == "0" { digits.removeLast() }
        return digits.count
    }

    /// The text of a string, with escapes for all that would change how source text reads.
    private static func escaped(_ text: String) -> String {
        if text.isPlainASCII { return text }
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: escaped += scalar == "\"" || scalar == "\\" ? "\\\(scalar)" : String(scalar)
            }
        }
        return escaped
    }
}
