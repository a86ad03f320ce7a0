import JSONText
import SeededRandom
import Testing

@Suite("Writing scalars")
struct JSONBufferTests {
    @Test(
        "Strings",
        arguments: [
            ("", #""""#), ("plain", #""plain""#), ("a\"b\\c", #""a\"b\\c""#), ("\n\r\t\u{8}\u{C}", #""\n\r\t\b\f""#),
            ("\u{0}\u{1F}", #""\u0000\u001f""#), ("/é😀\u{7F}\u{2028}", "\"/é😀\u{7F}\u{2028}\""),
            (
                "a long text, then\na line, and \"quotes\" at the end\"",
                #""a long text, then\na line, and \"quotes\" at the end\"""#
            ),
        ]
    )
    func strings(_ string: String, _ expected: String) {
        var bytes = JSONBuffer(capacity: 1)
        bytes.append(string)
        #expect(String(decoding: bytes.bytes, as: UTF8.self) == expected)
    }

    @Test("Integers", arguments: [0, 7, -7, 10, 1_234_567_890, .max, .min] as [Int64])
    func integers(_ value: Int64) {
        var bytes = JSONBuffer()
        bytes.append(UInt8(ascii: "["))
        bytes.append(value)
        #expect(String(decoding: bytes.bytes, as: UTF8.self) == "[\(value)")
    }

    @Test(
        "Doubles in their shortest form",
        arguments: [
            (0, "0"), (-0.0, "-0"), (0.1, "0.1"), (100, "100"), (-2.5, "-2.5"), (1e22, "1e+22"),
            (.leastNonzeroMagnitude, "5e-324"),
            (1.7976931348623157e308, "1.7976931348623157e+308"), (9_007_199_254_740_992, "9007199254740992"),
        ]
    )
    func doubles(_ value: Double, _ expected: String) throws {
        var bytes = JSONBuffer(capacity: 1)
        let isFinite = bytes.append(value)
        #expect(isFinite)
        #expect(String(decoding: bytes.bytes, as: UTF8.self) == expected)
        let back = try JSONScanner.withScanner(over: bytes.bytes) { (scanner) throws(JSONSyntaxError) in
            try scanner.double()
        }
        #expect(back.bitPattern == value.bitPattern)
    }

    @Test("Floats in the shortest form of a float")
    func floats() {
        var bytes = JSONBuffer(capacity: 1)
        let isFinite = bytes.append(Float(0.1))
        #expect(isFinite)
        #expect(String(decoding: bytes.bytes, as: UTF8.self) == "0.1")
    }

    @Test("What JSON has no number for is not written", arguments: [Double.infinity, -.infinity, .nan])
    func notFinite(_ value: Double) {
        var bytes = JSONBuffer(capacity: 1)
        let isFinite = bytes.append(value) || bytes.append(Float(value))
        #expect(!isFinite)
        #expect(bytes.bytes.isEmpty)
    }

    @Test("Any string reads back as it was")
    func roundTrip() throws {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<2_000 {
            var string = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0..<30, using: &generator) {
                let bound: UInt32 = Bool.random(using: &generator) ? 0x80 : 0x11_0000
                if let scalar = Unicode.Scalar(UInt32.random(in: 0..<bound, using: &generator)) {
                    string.append(scalar)
                }
            }
            var bytes = JSONBuffer(capacity: 1)
            bytes.append(String(string))
            let back = try JSONScanner.withScanner(over: bytes.bytes) { (scanner) throws(JSONSyntaxError) in
                try scanner.string()
            }
            #expect(back.unicodeScalars.elementsEqual(string))
        }
    }
}
