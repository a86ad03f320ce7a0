import Testing

@testable import DocumentTree

@Suite("Places")
struct LocationTests {
    @Test("Keys and values of YAML know their line and column")
    func yaml() throws {
        let text = "openapi: 3.0.0\npaths:\n  /é: &x\n    - 'ü'\n    - !!str b\nlast:\n"
        #expect(
            try read(text).places == [
                "1:1", "1:1", "1:10", "2:1", "3:3", "3:3", "3:7", "4:7", "5:7", "6:1", "6:6",
            ])
    }

    @Test("Keys and values of JSON know their line and column")
    func json() throws {
        let text = "\u{FEFF}{\"é\": [1,\r\n  \"😀\", {}],\r\n\t\"b\"\n:\nnull}"
        #expect(try read(text, as: "a.json").places == ["1:1", "1:2", "1:7", "1:8", "2:3", "2:8", "3:2", "5:1"])
    }

    @Test(
        "Both readers agree on the same text",
        arguments: [
            "{}", "\u{FEFF}[1, \"a\"]",
            "{\"a\": {\"é\": [true, null, \"😀 and more than eight bytes\"], \"b\": -1.5e3}}",
            "{\r\n  \"a\": 1,\r  \"b\": [\n\n    {\"c\": \"x\u{2028}y\"}, 2,\u{20}\n  3]\n}\n",
            "[\"\u{2029}\", \"\u{A0}\u{E28}\", \"\u{203F}\", 4]",
        ]
    )
    func agreement(_ text: String) throws {
        let file = SourceFile(path: "text", bytes: Array(text.utf8))
        let json = try JSONDocumentReader.read(file, limits: .default)
        let yaml = try YAMLReader.read(file, limits: .default)
        #expect(json.places == yaml.places)
    }

    @Test("A byte offset becomes line and column")
    func offsets() {
        let file = SourceFile(path: "a", bytes: Array("é😀x\r\ny\u{2028}z\n".utf8))
        let places = (0...16).map { offset in
            let location = file.location(atByte: offset)
            return "\(location.line):\(location.column)"
        }
        #expect(places[0] == "1:1")
        #expect(places[2] == "1:2")
        #expect(places[6] == "1:3")
        #expect(places[9] == "2:1")
        #expect(places[13] == "3:1")
        #expect(places[15] == "4:1")
        #expect(places[16] == "4:1", "beyond the end")
    }

    @Test("Lines are found by their number")
    func lines() {
        let file = SourceFile(path: "a", bytes: Array("first\r\n\nthird\rfourth\u{85}fifth\n".utf8))
        let lines = (0...7).map { number in file.line(UInt32(number)).map { String(decoding: $0, as: UTF8.self) } }
        #expect(lines == [nil, "first", "", "third", "fourth\u{85}", "fifth", "", nil])
        #expect(SourceFile(path: "a", bytes: []).line(1)?.isEmpty == true)
    }
}
