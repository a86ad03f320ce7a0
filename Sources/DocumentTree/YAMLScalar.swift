/// What a plain scalar stands for: YAML 1.2.2 core schema (§10.3.2), where `no`, `1_000` and `12:30` are strings.
enum YAMLScalar {
    static func value(ofPlain text: UnsafeBufferPointer<UInt8>) -> Node.Value {
        guard let first = text.first else { return .null }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
            if let number = integer(text) ?? decimal(text) { return number }
        case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"):
            if isNull(text) { return .null }
        case UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"):
            if let bool = bool(text) { return .bool(bool) }
        default: break
        }
        return .string(string(text))
    }

    static func string(_ text: UnsafeBufferPointer<UInt8>) -> String {
        String(decoding: text, as: UTF8.self)
    }

    static func isNull(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.isEmpty || text.is("~") || text.is("null") || text.is("Null") || text.is("NULL")
    }

    static func bool(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
        if text.is("true") || text.is("True") || text.is("TRUE") { return true }
        if text.is("false") || text.is("False") || text.is("FALSE") { return false }
        return nil
    }

    /// `[-+]? [0-9]+`, `0o [0-7]+` or `0x [0-9a-fA-F]+`; as a decimal where it does not fit 64 bits.
    static func integer(_ text: UnsafeBufferPointer<UInt8>) -> Node.Value? {
        if text.count > 2, text[0] == UInt8(ascii: "0") {
            if text[1] == UInt8(ascii: "o") { return integer(text, digits: 2..., radix: 8) }
            if text[1] == UInt8(ascii: "x") { return integer(text, digits: 2..., radix: 16) }
        }
        return integer(text, digits: startOfDigits(text)..., radix: 10)
    }

    /// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`, `[-+]? \.inf` or `\.nan`.
    static func decimal(_ text: UnsafeBufferPointer<UInt8>) -> Node.Value? {
        var position = startOfDigits(text)
        let unsigned = UnsafeBufferPointer(rebasing: text[position...])
        if unsigned.is(".inf") || unsigned.is(".Inf") || unsigned.is(".INF")
            || text.is(".nan") || text.is(".NaN") || text.is(".NAN")
        {
            return .decimal(string(text))
        }
        var digits = passDigits(text, &position)
        if position < text.count, text[position] == UInt8(ascii: ".") {
            position += 1
            digits += passDigits(text, &position)
        }
        guard digits > 0 else { return nil }
        if position < text.count, text[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < text.count, text[position] == UInt8(ascii: "-") || text[position] == UInt8(ascii: "+") {
                position += 1
            }
            guard passDigits(text, &position) > 0 else { return nil }
        }
        return position == text.count ? .decimal(string(text)) : nil
    }

    private static func integer(
        _ text: UnsafeBufferPointer<UInt8>, digits: PartialRangeFrom<Int>, radix: Int64
    ) -> Node.Value? {
        guard digits.lowerBound < text.count else { return nil }
        let isNegative = text[0] == UInt8(ascii: "-")
        var value: Int64 = 0
        var overflows = false
        for byte in text[digits] {
            guard let digit = digitValue(byte), digit < radix else { return nil }
            let (product, first) = value.multipliedReportingOverflow(by: radix)
            let (sum, second) =
                isNegative ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
            overflows = overflows || first || second
            value = sum
        }
        return overflows ? .decimal(string(text)) : .integer(value)
    }

    private static func digitValue(_ byte: UInt8) -> Int64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): Int64(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): Int64(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    private static func startOfDigits(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+") ? 1 : 0
    }

    private static func passDigits(_ text: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Int {
        let start = position
        while position < text.count, text[position] &- UInt8(ascii: "0") <= 9 { position += 1 }
        return position - start
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// True where the bytes are those of `word`.
    func `is`(_ word: StaticString) -> Bool {
        guard count == word.utf8CodeUnitCount else { return false }
        for index in indices where self[index] != word.utf8Start[index] { return false }
        return true
    }
}
