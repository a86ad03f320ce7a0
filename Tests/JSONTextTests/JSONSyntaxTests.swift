import JSONText
import SeededRandom
import Testing

@Suite("What is JSON and what is not")
struct JSONSyntaxTests {
    @Test(
        "Valid texts are passed whole",
        arguments: [
            "null", "true", "false", "0", "-0", "12", "-1.5e+10", "1E2", "\"\"", "[]", "{}", " [ ] \n", "\t{ }\r\n",
            "[1,2 , 3]", #"{"a":1,"a":2}"#, #"{"":{"":[{}]}}"#, #""\"\\\/\b\f\n\r\t\u0041""#, #""\ud83d\ude00""#,
            "\"\u{7F}\u{80}\u{2028}\u{FFFF}\u{10FFFF}\"", "\"twelve bytes \u{E9} and more than eight\"",
        ]
    )
    func valid(_ text: String) throws {
        try scan(text) { (scanner) throws(JSONSyntaxError) in
            try scanner.skipValue()
            try scanner.end()
        }
    }

    struct Invalid: Sendable, CustomTestStringConvertible {
        let text: [UInt8]
        let reason: JSONSyntaxError.Reason
        let offset: Int

        init(_ text: String, _ reason: JSONSyntaxError.Reason, at offset: Int) {
            self.init(Array(text.utf8), reason, at: offset)
        }

        init(_ text: [UInt8], _ reason: JSONSyntaxError.Reason, at offset: Int) {
            self.text = text
            self.reason = reason
            self.offset = offset
        }

        var testDescription: String { String(decoding: text, as: UTF8.self) }
    }

    @Test(
        "Invalid texts are refused at the byte where they go wrong",
        arguments: [
            Invalid("", .unexpectedEnd, at: 0),
            Invalid("  ", .unexpectedEnd, at: 2),
            Invalid("[", .unexpectedEnd, at: 1),
            Invalid("[1", .unexpectedEnd, at: 2),
            Invalid("[1,", .unexpectedEnd, at: 3),
            Invalid("{\"a\"", .unexpectedEnd, at: 4),
            Invalid("{\"a\":", .unexpectedEnd, at: 5),
            Invalid("\"abc", .unexpectedEnd, at: 4),
            Invalid("\"abcdefghijk\\", .unexpectedEnd, at: 13),
            Invalid("tru", .unexpectedEnd, at: 3),
            Invalid("-", .unexpectedEnd, at: 1),
            Invalid("1.", .unexpectedEnd, at: 2),
            Invalid("1e+", .unexpectedEnd, at: 3),
            Invalid("\"\\u12", .unexpectedEnd, at: 5),
            Invalid("[1,]", .trailingComma, at: 2),
            Invalid("{\"a\":1 , }", .trailingComma, at: 7),
            Invalid("[,1]", .unexpectedByte(UInt8(ascii: ","), expected: .value), at: 1),
            Invalid("[1 2]", .unexpectedByte(UInt8(ascii: "2"), expected: .commaOrClosingBracket), at: 3),
            Invalid("{\"a\":1 \"b\":2}", .unexpectedByte(UInt8(ascii: "\""), expected: .commaOrClosingBrace), at: 7),
            Invalid("{\"a\" 1}", .unexpectedByte(UInt8(ascii: "1"), expected: .colon), at: 5),
            Invalid("{a:1}", .unexpectedByte(UInt8(ascii: "a"), expected: .keyOrClosingBrace), at: 1),
            Invalid("{\"a\":1,b:1}", .unexpectedByte(UInt8(ascii: "b"), expected: .key), at: 7),
            Invalid("{1:1}", .unexpectedByte(UInt8(ascii: "1"), expected: .keyOrClosingBrace), at: 1),
            Invalid("[1}", .unexpectedByte(UInt8(ascii: "}"), expected: .commaOrClosingBracket), at: 2),
            Invalid("'a'", .unexpectedByte(UInt8(ascii: "'"), expected: .value), at: 0),
            Invalid("NaN", .unexpectedByte(UInt8(ascii: "N"), expected: .value), at: 0),
            Invalid("nil", .unexpectedByte(UInt8(ascii: "i"), expected: .value), at: 1),
            Invalid("True", .unexpectedByte(UInt8(ascii: "T"), expected: .value), at: 0),
            Invalid("+1", .unexpectedByte(UInt8(ascii: "+"), expected: .value), at: 0),
            Invalid(".5", .unexpectedByte(UInt8(ascii: "."), expected: .value), at: 0),
            Invalid("1.e3", .unexpectedByte(UInt8(ascii: "e"), expected: .digit), at: 2),
            Invalid("[-a]", .unexpectedByte(UInt8(ascii: "a"), expected: .digit), at: 2),
            Invalid("\u{A0}1", .unexpectedByte(0xC2, expected: .value), at: 0),
            Invalid("01", .leadingZero, at: 0),
            Invalid("-012", .leadingZero, at: 1),
            Invalid("1 2", .trailingContent, at: 2),
            Invalid("[]]", .trailingContent, at: 2),
            Invalid("1x", .trailingContent, at: 1),
            Invalid("null//", .trailingContent, at: 4),
            Invalid("\"\\x\"", .badEscape, at: 1),
            Invalid("\"\\u12G4\"", .badEscape, at: 5),
            Invalid("\"\\ud83d\"", .loneSurrogate, at: 1),
            Invalid("\"a\\ude00\"", .loneSurrogate, at: 2),
            Invalid("\"\\ud83d\\u0041\"", .loneSurrogate, at: 1),
            Invalid("\"\\ud83d\\n___\"", .loneSurrogate, at: 1),
            Invalid("\"a\nb\"", .controlCharacter(0x0A), at: 2),
            Invalid("\"nine chars\u{0}\"", .controlCharacter(0), at: 11),
            Invalid(quoted([0x80]), .invalidUTF8, at: 1),
            Invalid(quoted([0x61, 0xC3]), .invalidUTF8, at: 2),
            Invalid(quoted([0xC0, 0xAF]), .invalidUTF8, at: 1),
            Invalid(quoted([0xE0, 0x80, 0xAF]), .invalidUTF8, at: 1),
            Invalid(quoted([0xED, 0xA0, 0x80]), .invalidUTF8, at: 1),
            Invalid(quoted([0xF4, 0x90, 0x80, 0x80]), .invalidUTF8, at: 1),
            Invalid(quoted([0xF5, 0x80, 0x80, 0x80]), .invalidUTF8, at: 1),
            Invalid(quoted(Array("long enough ascii".utf8) + [0xFF]), .invalidUTF8, at: 18),
            Invalid(quoted([0xF0, 0x9F, 0x98]), .invalidUTF8, at: 1),
        ]
    )
    func invalid(_ example: Invalid) {
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONScanner.withScanner(over: example.text) { (scanner) throws(JSONSyntaxError) in
                try scanner.skipValue()
                try scanner.end()
            }
        }
        #expect(error == JSONSyntaxError(example.reason, at: example.offset))
        #expect(error?.isMalformed == true)
        #expect(error?.message.isEmpty == false)
    }

    @Test("Every beginning of a valid text is refused")
    func truncated() {
        let whole = Array(#"{"key\n":[1.5e3,true,null,"text \ud83d\ude00 é"],"more":{"a":-2}}"#.utf8)
        for count in 0..<whole.count {
            #expect(throws: JSONSyntaxError.self, "\(count) bytes") {
                try JSONScanner.withScanner(over: Array(whole[..<count])) { (scanner) throws(JSONSyntaxError) in
                    try scanner.skipValue()
                    try scanner.end()
                }
            }
        }
    }

    @Test("Nesting ends at the limit, not with the stack")
    func depth() throws {
        let limit = JSONScanner.defaultDepthLimit
        try scan(String(repeating: "[", count: limit) + String(repeating: "]", count: limit)) {
            (scanner) throws(JSONSyntaxError) in
            try scanner.skipValue()
            try scanner.end()
        }
        let error = #expect(throws: JSONSyntaxError.self) {
            try scan(String(repeating: "[", count: 100_000)) { (scanner) throws(JSONSyntaxError) in
                try scanner.skipValue()
            }
        }
        #expect(error == JSONSyntaxError(.tooDeep(limit: limit), at: limit))
    }

    @Test("Arbitrary bytes never crash the scanner")
    func arbitraryBytes() {
        var generator = SeededGenerator(seed: 2026)
        let alphabet = Array("{}[]\",:\\u0123456789dDcCeE+-.truefalsn \n\t".utf8) + [0x80, 0xC3, 0xED, 0xF0, 0xFF, 0]
        for _ in 0..<20_000 {
            let count = Int.random(in: 0..<40, using: &generator)
            let bytes = (0..<count).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
            let end = try? JSONScanner.withScanner(over: bytes) { (scanner) throws(JSONSyntaxError) in
                try scanner.skipValue()
                return scanner.offset
            }
            #expect((end ?? 0) <= bytes.count)
        }
    }

    private static func quoted(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")]
    }
}

/// Scans a text.
func scan<Result>(
    _ text: String, _ body: (inout JSONScanner) throws(JSONSyntaxError) -> Result
) throws(JSONSyntaxError) -> Result {
    try JSONScanner.withScanner(over: Array(text.utf8), body)
}
