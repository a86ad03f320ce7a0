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

    private static func numberText(_ text: String) -> String {
        guard let number = Double(text), number.isFinite else { return text }
        if let integer = Int64(exactly: number), abs(integer) < 1 << 53 { return "\(integer)" }
        return text
    }

    /// The value's text where it is a string.
    var text: String? {
        if case .string(let text) = value { text } else { nil }
    }
}
