import JSONText
import SeededRandom
import Testing

@Suite("What the values of a JSON text are")
struct JSONValueTests {
    @Test(
        "Strings",
        arguments: [
            (#""""#, ""), (#""short""#, "short"), (#""longer than fifteen bytes""#, "longer than fifteen bytes"),
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u20AC""#, "Aé€"),
            (#""\ud83d\ude00 and \uD834\uDD1E""#, "😀 and 𝄞"),
            (#""plain run before\nand behind""#, "plain run before\nand behind"),
            (#""\u0000""#, "\0"), ("\"raw é😀\u{7F}\u{85}\"", "raw é😀\u{7F}\u{85}"),
        ]
    )
    func strings(_ text: String, _ expected: String) throws {
        #expect(
            try scan(text) { (scanner) throws(JSONSyntaxError) in try scanner.string() }.utf8.elementsEqual(
                expected.utf8))
        let bytes = try scan(text) { (scanner) throws(JSONSyntaxError) in try scanner.withStringBytes { Array($0) } }
        #expect(bytes == Array(expected.utf8))
    }

    @Test(
        "Integers, exactly integral ones among them",
        arguments: [
            ("0", 0), ("-0", 0), ("42", 42), ("-7", -7), ("9223372036854775807", .max), ("-9223372036854775808", .min),
            ("1.0", 1), ("1e3", 1000), ("1E+3", 1000), ("1.5e1", 15), ("120e-1", 12), ("-2.50e2", -250),
            ("0.0", 0), ("0e999999999999999999999", 0), ("1.000000000000000000000000000", 1),
            ("9223372036854775807.0", .max), ("922337203685477580.7e1", .max), ("100000000000000000000e-20", 1),
        ] as [(String, Int64)]
    )
    func integers(_ text: String, _ expected: Int64) throws {
        #expect(try scan(text) { (scanner) throws(JSONSyntaxError) in try scanner.int64() } == expected)
    }

    @Test(
        "What is no integer of 64 bits",
        arguments: [
            ("9223372036854775808", .integerOverflow), ("-9223372036854775809", .integerOverflow),
            ("18446744073709551616", .integerOverflow), ("99999999999999999999999", .integerOverflow),
            ("1e19", .integerOverflow), ("1e999999999999999999999", .integerOverflow),
            ("0.5", .notAnInteger), ("1e-1", .notAnInteger), ("1.00000000000000000000000001", .notAnInteger),
            ("12345678901234567890123e-1", .notAnInteger), ("1e-999999999999999999999", .notAnInteger),
        ] as [(String, JSONSyntaxError.Reason)]
    )
    func noIntegers(_ text: String, _ reason: JSONSyntaxError.Reason) throws {
        try scan(text) { (scanner) throws(JSONSyntaxError) in
            let error = #expect(throws: JSONSyntaxError.self) { try scanner.int64() }
            #expect(error == JSONSyntaxError(reason, at: 0))
            #expect(error?.isMalformed == false)
            #expect(try scanner.numberText() == text, "the number can still be read")
        }
    }

    @Test(
        "Doubles are the closest ones",
        arguments: [
            "0", "-0.0", "1", "0.1", "0.3", "-1.5e10", "3.141592653589793", "40.712775999999998", "1e22", "1e23",
            "1e-22",
            "9007199254740993", "123456789012345678901234567890", "4.9e-324", "2e-324", "1.7976931348623157e308",
            "0.000000000000000000000000000001", "2.2250738585072011e-308", "6.631236871469758276e-316", "1e-400",
        ]
    )
    func doubles(_ text: String) throws {
        let value = try scan(text) { (scanner) throws(JSONSyntaxError) in try scanner.double() }
        #expect(value.bitPattern == Double(text)?.bitPattern)
    }

    @Test("Short decimals are read as the standard library reads them")
    func arbitraryDoubles() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            let digits = UInt64.random(in: 0..<(1 << UInt64.random(in: 1..<63, using: &generator)), using: &generator)
            let text = "\(digits)e\(Int.random(in: -40...40, using: &generator))"
            let value = try scan(text) { (scanner) throws(JSONSyntaxError) in try scanner.double() }
            #expect(value == Double(text), "\(text)")
        }
    }

    @Test("A number beyond all doubles is refused")
    func doubleOverflow() {
        let error = #expect(throws: JSONSyntaxError.self) {
            try scan("-1e309") { (scanner) throws(JSONSyntaxError) in try scanner.double() }
        }
        #expect(error?.reason == .numberOutOfRange)
    }

    @Test("A number token tells how it is written")
    func numberTokens() throws {
        try scan(" 12 ") { (scanner) throws(JSONSyntaxError) in
            let token = try scanner.numberToken()
            #expect(token.range == 1..<3)
            #expect(token.integer == 12)
        }
        try scan("12.0") { (scanner) throws(JSONSyntaxError) in
            let token = try scanner.numberToken()
            #expect(!token.isIntegerLiteral)
            #expect(token.integer == nil)
        }
    }

    @Test("A value of another kind is an error that leaves the scanner before it")
    func otherKind() throws {
        try scan(" true") { (scanner) throws(JSONSyntaxError) in
            let error = #expect(throws: JSONSyntaxError.self) { try scanner.string() }
            #expect(error == JSONSyntaxError(.unexpectedKind(.bool, expected: .string), at: 1))
            #expect(try scanner.bool())
            try scanner.end()
        }
    }

    @Test("A copy looks ahead without moving the original")
    func lookAhead() throws {
        try scan(#"{"kind":"cat","lives":9}"#) { (scanner) throws(JSONSyntaxError) in
            var ahead = scanner
            try ahead.skipValue()
            try ahead.end()
            try scanner.beginObject()
            #expect(try scanner.nextKey() == "kind")
            #expect(try scanner.nullIfPresent() == false)
            #expect(try scanner.string() == "cat")
            #expect(try scanner.nextKey() == "lives")
            #expect(scanner.lastKeyOffset == 14)
            #expect(try scanner.int64() == 9)
            #expect(try scanner.nextKey() == nil)
            #expect(scanner.depth == 0)
            try scanner.end()
        }
    }
}
