import DocumentTree
import Testing

@Suite("Documents that ask too much")
struct ReadLimitsTests {
    @Test(
        "Endless nesting is refused",
        arguments: ["[", "[\n", "{\"a\":", "{a: ", "- ", "? ", "[[{a: "], ["a.yaml", "a.json", "document"]
    )
    func nesting(_ piece: String, _ path: String) {
        let error = #expect(throws: Diagnostic.self) { try read(String(repeating: piece, count: 100_000), as: path) }
        #expect(error?.location != nil)
    }

    @Test("Keys within keys count as nesting", arguments: ["? ", "? - ", "{{", "{&a !t {"])
    func nestedKeys(_ piece: String) {
        let error = #expect(throws: Diagnostic.self) {
            try read(String(repeating: piece, count: 1_000), profile: .full)
        }
        #expect(error?.id == "nesting-too-deep")
    }

    @Test("Nesting up to the limit is read", arguments: ["a.yaml", "a.json"])
    func depth(_ path: String) throws {
        let limits = ReadLimits(depth: 20)
        let text = String(repeating: "[", count: 20) + String(repeating: "]", count: 20)
        #expect(try read(text, as: path, limits: limits).summary == text)
        let error = #expect(throws: Diagnostic.self) { try read("[" + text + "]", as: path, limits: limits) }
        #expect(error?.summary == "1:21 nesting-too-deep")
    }

    @Test("Aliases cannot build a tree deeper than the limit")
    func aliasDepth() {
        var text = "- &a0 [x]\n"
        for index in 1...200 { text += "- &a\(index) [*a\(index - 1)]\n" }
        let error = #expect(throws: Diagnostic.self) { try read(text) }
        #expect(error?.id == "nesting-too-deep")
    }

    @Test("A billion laughs are refused")
    func billionLaughs() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            text += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", "))]\n"
        }
        let error = #expect(throws: Diagnostic.self) { try read(text) }
        #expect(error?.id == "too-many-nodes")
    }

    @Test("Merged members count like any others")
    func merges() {
        let base = (0..<100).map { "k\($0): 1" }.joined(separator: ", ")
        let text = "- &m {\(base)}\n" + String(repeating: "- {<<: *m, own: 1}\n", count: 100)
        #expect(throws: Never.self) { try read(text, limits: ReadLimits(nodes: 20_000)) }
        let error = #expect(throws: Diagnostic.self) { try read(text, limits: ReadLimits(nodes: 5_000)) }
        #expect(error?.id == "too-many-nodes")
    }

    @Test("The number of nodes is limited", arguments: ["a.yaml", "a.json"])
    func nodes(_ path: String) throws {
        #expect(try read("[1, 2, 3]", as: path, limits: ReadLimits(nodes: 4)).summary == "[1, 2, 3]")
        let error = #expect(throws: Diagnostic.self) { try read("[1, 2, 3]", as: path, limits: ReadLimits(nodes: 3)) }
        #expect(error?.summary == "1:8 too-many-nodes")
    }

    @Test("The length of texts and keys is limited", arguments: ["a.yaml", "a.json"])
    func scalars(_ path: String) {
        let limits = ReadLimits(scalarBytes: 5)
        #expect(throws: Never.self) { try read("{\"12345\": \"12345\"}", as: path, limits: limits) }
        #expect(throws: Diagnostic.self) { try read("{\"123456\": 1}", as: path, limits: limits) }
        let error = #expect(throws: Diagnostic.self) { try read("{\"1\": \"123456\"}", as: path, limits: limits) }
        #expect(error?.summary == "1:7 scalar-too-long")
    }

    @Test("The size of the document is limited")
    func size() {
        let error = #expect(throws: Diagnostic.self) { try read("a: 12345", limits: ReadLimits(documentBytes: 7)) }
        #expect(error?.summary == "1:1 document-too-large")
    }

    @Test("A flood of directives is refused")
    func directives() throws {
        let error = #expect(throws: Diagnostic.self) { try read(String(repeating: "%TAG !a! x\n", count: 100_000)) }
        #expect(error?.id == "too-many-directives")
        #expect(try read("%YAML 1.2\n%TAG !a! x\n--- 50%\n").summary == "\"50%\"")
    }

    @Test("A mapping of many keys takes no quadratic time", .timeLimit(.minutes(10)))
    func manyKeys() throws {
        var text = ""
        for index in 0..<100_000 { text += "key\(index): \(index)\n" }
        guard case .mapping(let members) = try read(text).value else {
            Issue.record("not a mapping")
            return
        }
        #expect(members.count == 100_000)
    }
}
