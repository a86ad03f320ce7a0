import DocumentTree
import SeededRandom
import Testing

@Suite("Documents of either syntax")
struct DocumentReaderTests {
    @Test(
        "The name decides first, then the content",
        arguments: [
            ("a.json", #"{"a": "\ud83d\ude00"}"#, #"{a: "😀"}"#),
            ("a.yaml", #"{"a": "\ud83d\ude00"}"#, #"{a: "😀"}"#),
            ("a.yaml", "{a: b}", #"{a: "b"}"#),
            ("a.yml", "[a, b]", #"["a", "b"]"#),
            ("document", "{a: b}", #"{a: "b"}"#),
            ("document", "a: b", #"{a: "b"}"#),
            ("A.JSON", "[1.0, 12, -0, 99999999999999999999]", "[decimal(1.0), 12, 0, decimal(99999999999999999999)]"),
            ("a.json", "\u{FEFF} {\"a\":null} ", "{a: null}"),
            ("a.yaml", "\u{FEFF}a: b", #"{a: "b"}"#),
            ("a.json", "true", "true"),
        ]
    )
    func syntax(_ path: String, _ text: String, _ expected: String) throws {
        #expect(try read(text, as: path).summary == expected)
    }

    @Test(
        "What is wrong is told in the terms of the document's syntax",
        arguments: [
            ("a.json", "{\"a\": 1,}", "1:8 json-syntax"),
            ("a.json", "{a: b}", "1:2 json-syntax"),
            ("a.json", "openapi: 3.0.0", "1:1 json-syntax"),
            ("a.json", "", "1:1 json-syntax"),
            ("document", "{\"a\": 1", "1:8 json-syntax"),
            ("a.yaml", "{a: 1", "1:6 yaml-syntax"),
            ("a.yaml", "a:\n\tb: 1", "2:1 yaml-syntax"),
            ("a.yaml", "a: 1\n b: 2", "2:3 yaml-syntax"),
            ("a.yaml", "é: \u{0}", "1:4 yaml-syntax"),
            ("a.yaml", "--- 1\n--- 2", "2:1 multiple-documents"),
        ]
    )
    func errors(_ path: String, _ text: String, _ summary: String) {
        let error = #expect(throws: Diagnostic.self) { try read(text, as: path) }
        #expect(error?.summary == summary)
    }

    @Test("A JSON error names the path to its place")
    func jsonPath() {
        let error = #expect(throws: Diagnostic.self) { try read("{\"items\": [{\"name\": tru}]}", as: "a.json") }
        #expect(error?.help == "the place is $.items[0].name in the document")
    }

    @Test(
        "A YAML document without content is null",
        arguments: ["", "\n", "# only a comment", "---\n...\n", "--- # nothing"])
    func empty(_ text: String) throws {
        let node = try read(text)
        #expect(node.summary == "null")
        #expect(node.location.line >= 1)
    }

    @Test(
        "A stream has any number of documents",
        arguments: [
            ("a.yaml", "", []), ("a.yaml", "# nothing\n", []), ("a.yaml", "---\n", ["null"]),
            ("a.yaml", "a\n--- b\n...\n---\n- c\n", ["\"a\"", "\"b\"", "[\"c\"]"]),
            ("a.yaml", "%TAG ! !x\n--- !a 1\n...\n--- !a 1", ["!xa \"1\"", "!a \"1\""]),
            ("a.yaml", "[1]\n---\n{}", ["[1]", "{}"]), ("a.yaml", "[1]", ["[1]"]), ("a.json", "[1]", ["[1]"]),
        ] as [(String, String, [String])]
    )
    func streams(_ path: String, _ text: String, _ expected: [String]) throws {
        #expect(try stream(text, as: path).map(\.summary) == expected)
    }

    @Test(
        "A fault in any document of a stream is told where it stands",
        arguments: [
            ("a.yaml", "--- &a 1\n--- *a", "2:5 unknown-anchor"), ("a.yaml", "--- 1\n--- [", "2:6 yaml-syntax"),
            ("a.json", "[1]\n[2]", "2:1 json-syntax"), ("a.yaml", "--- 1\n--- 2\n--- 3", "3:5 too-many-nodes"),
        ]
    )
    func streamErrors(_ path: String, _ text: String, _ summary: String) {
        let error = #expect(throws: Diagnostic.self) { try stream(text, as: path, limits: ReadLimits(nodes: 2)) }
        #expect(error?.summary == summary)
    }

    private func stream(
        _ text: String, as path: String, limits: ReadLimits = .default
    ) throws(Diagnostic) -> [Node] {
        try DocumentReader.readAll(SourceFile(path: path, bytes: Array(text.utf8)), limits: limits, profile: .full)
    }

    @Test("A key that stands twice is refused", arguments: ["a.yaml", "a.json"])
    func duplicateKeys(_ path: String) {
        let error = #expect(throws: Diagnostic.self) {
            try read("{\n\"a\": 1,\n\"b\": {\"a\": 1},\n  \"a\": 2}", as: path)
        }
        #expect(error?.summary == "4:3 duplicate-key")
        #expect(error?.message == "the key 'a' stands here again; it first stands at 2:1")
    }

    @Test("A key that stands twice among many is refused", arguments: [2, 12, 13, 14, 1000])
    func duplicateKeyAmongMany(_ count: Int) throws {
        let keys = (0..<count).map { "key\($0): 1\n" }.joined()
        #expect(try read(keys).places.count == 2 * count + 1)
        let error = #expect(throws: Diagnostic.self) { try read(keys + "key\(count / 2): 1") }
        #expect(error?.summary == "\(count + 1):1 duplicate-key")
    }

    @Test("UTF-16 is read, and its faults do not crash the rendering")
    func utf16() throws {
        var bytes: [UInt8] = [0xFF, 0xFE]
        for unit in "a: é\n".utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        #expect(try DocumentReader.read(SourceFile(path: "a.yaml", bytes: bytes)).summary == "{a: \"é\"}")
        for count in 0..<bytes.count {
            do throws(Diagnostic) {
                _ = try DocumentReader.read(SourceFile(path: "a.yaml", bytes: Array(bytes[..<count])))
            } catch {
                #expect(!error.rendered().isEmpty)
            }
        }
    }

    @Test("A member is found by its key")
    func member() throws {
        let node = try read("a: {b: 1}")
        #expect(node["a"]?["b"]?.summary == "1")
        #expect(node["b"] == nil)
        #expect(node["a"]?["b"]?["c"] == nil)
    }

    @Test("Arbitrary bytes are read or refused, and never crash", arguments: ["a.yaml", "a.json", "document"])
    func arbitraryBytes(_ path: String) {
        var generator = SeededGenerator(seed: 42)
        let pieces = [
            "a", "b", ": ", ":", "- ", "\n", "\n  ", "\n    ", " ", "\t", "{", "}", "[", "]", ",", "\"", "'", "&a ",
            "*a", "<<: ",
            "!!str ", "!x ", "!", "|\n", ">-\n", "? ", "#", "---\n", "...\n", "%YAML 1.2\n", "1", ".5", "0x", "\\",
            "\\u00e9", "é",
            "😀", "\u{85}", "\u{2028}", "\r", "\r\n", "\u{FEFF}", "\0", "true", "null",
        ].map { Array($0.utf8) }
        for _ in 0..<5_000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0..<25, using: &generator) {
                bytes += pieces.randomElement(using: &generator) ?? []
                if Int.random(in: 0..<50, using: &generator) == 0 {
                    bytes.append(.random(in: 0...255, using: &generator))
                }
            }
            do throws(Diagnostic) {
                let file = SourceFile(path: path, bytes: bytes)
                for node in try DocumentReader.readAll(file, profile: .full) {
                    #expect(node.location.line >= 1 && node.location.column >= 1)
                }
                _ = try DocumentReader.read(file)
            } catch {
                #expect(error.location != nil)
                #expect(!error.rendered().isEmpty)
            }
        }
    }
}
