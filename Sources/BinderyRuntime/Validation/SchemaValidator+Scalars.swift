import JSONText
import RegularExpressions

extension SchemaValidator {
    private var isText: Bool { options.contains(.textScalars) }

    func matches(_ index: Int, _ types: SchemaTypes) -> Bool {
        switch tape.entries[index].kind {
        case .null: types.contains(.null)
        case .bool: types.contains(.boolean)
        case .array: types.contains(.array)
        case .object: types.contains(.object)
        case .number: types.contains(.number) || types.contains(.integer) && tape.number(index)?.isInteger == true
        case .string: types.contains(.string) || isText && matchesText(index, types)
        }
    }

    private func matchesText(_ index: Int, _ types: SchemaTypes) -> Bool {
        let text = tape.text(index)
        if types.contains(.boolean), text == "true" || text == "false" { return true }
        if types.contains(.null), text.isEmpty || text == "null" { return true }
        guard let number = DecimalNumber(text.utf8) else { return false }
        return types.contains(.number) || types.contains(.integer) && number.isInteger
    }

    mutating func isOne(of values: [JSONTape], _ keyword: String, _ index: Int) -> Bool {
        if values.contains(where: { tape.isEqual(index, to: $0, 0) }) { return true }
        if isText, tape.entries[index].kind == .string {
            let text = tape.text(index)
            let number = DecimalNumber(text.utf8)
            if values.contains(where: { $0.text(0).isSame(as: text) || number != nil && $0.number(0) == number }) {
                return true
            }
        }
        let texts = values.prefix(20).map { String(decoding: $0.bytes.prefix(80), as: UTF8.self) }
        let list = texts.joined(separator: ", ") + (values.count > texts.count ? ", …" : "")
        return fail(index, keyword, values.count == 1 ? list : "one of \(list)")
    }

    /// The number, where the value is one.
    private func number(_ index: Int) -> DecimalNumber? {
        if isText, tape.entries[index].kind == .string { return DecimalNumber(tape.text(index).utf8) }
        return tape.number(index)
    }

    mutating func holdsNumber(_ assertion: Assertion, _ index: Int) -> Bool {
        guard let number = number(index) else { return true }
        switch assertion {
        case .minimum(let bound, let isExclusive):
            if isExclusive ? number > bound : number >= bound { return true }
            return isExclusive
                ? fail(index, "exclusiveMinimum", "a number above \(bound)")
                : fail(index, "minimum", "a number of at least \(bound)")
        case .maximum(let bound, let isExclusive):
            if isExclusive ? number < bound : number <= bound { return true }
            return isExclusive
                ? fail(index, "exclusiveMaximum", "a number below \(bound)")
                : fail(index, "maximum", "a number of at most \(bound)")
        case .multipleOf(let divisor):
            return number.isMultiple(of: divisor) || fail(index, "multipleOf", "a multiple of \(divisor)")
        default: return true
        }
    }

    mutating func holdsText(_ assertion: Assertion, _ index: Int) -> Bool {
        guard tape.entries[index].kind == .string else { return true }
        switch assertion {
        case .minLength(let count):
            return length(index) >= count || fail(index, "minLength", "a string of at least \(Self.characters(count))")
        case .maxLength(let count):
            return length(index) <= count || fail(index, "maxLength", "a string of at most \(Self.characters(count))")
        case .pattern(let pattern):
            return pattern.matches(tape.text(index))
                || fail(index, "pattern", "a string that matches \(pattern.pattern)")
        default: return true
        }
    }

    /// In Unicode code points (JSON Schema 2020-12 validation §6.3.1).
    private func length(_ index: Int) -> Int {
        if tape.entries[index].hasEscapes { return tape.text(index).unicodeScalars.count }
        return tape.withBytes(index) { bytes in bytes.count { $0 & 0xC0 != 0x80 } }
    }

    private static func characters(_ count: Int) -> String { count == 1 ? "1 character" : "\(count) characters" }
}
