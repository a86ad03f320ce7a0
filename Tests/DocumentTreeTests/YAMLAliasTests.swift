import DocumentTree
import Testing

@Suite("Anchors, aliases and merge keys")
struct YAMLAliasTests {
    @Test(
        "Aliases are followed",
        arguments: [
            ("- &a x\n- *a", "[\"x\", \"x\"]"),
            ("a: &a {b: [1]}\nc: *a", "{a: {b: [1]}, c: {b: [1]}}"),
            ("- &a 1\n- &a 2\n- *a", "[1, 2, 2]"),
            ("- &a [&a 1, *a]\n- *a", "[[1, 1], 1]"),
            ("&k key: 1\nother: *k", "{key: 1, other: \"key\"}"),
            ("- &k 200\n- *k : x", "[200, {200: \"x\"}]"),
            ("- &e\n- *e", "[null, null]"),
        ]
    )
    func aliases(_ text: String, _ expected: String) throws {
        #expect(try read(text).summary == expected)
    }

    @Test(
        "Merge keys bring in members: own ones win, then earlier ones",
        arguments: [
            ("- &m {a: 1, b: 2}\n- {<<: *m, b: 3, c: 4}", "[{a: 1, b: 2}, {a: 1, b: 3, c: 4}]"),
            ("- &m {a: 1, b: 2}\n- {b: 3, <<: *m}", "[{a: 1, b: 2}, {b: 3, a: 1}]"),
            ("- &m {a: 1}\n- &n {a: 2, b: 2}\n- {<<: [*m, *n]}", "[{a: 1}, {a: 2, b: 2}, {a: 1, b: 2}]"),
            ("- &m {a: 1}\n- &n {<<: *m, b: 2}\n- {<<: *n, c: 3}", "[{a: 1}, {a: 1, b: 2}, {a: 1, b: 2, c: 3}]"),
            ("{<<: {a: 1}, b: 2}", "{a: 1, b: 2}"),
            ("{<<: [], b: 2}", "{b: 2}"),
            ("{'<<': 1}", "{<<: 1}"),
        ]
    )
    func merges(_ text: String, _ expected: String) throws {
        #expect(try read(text, as: "test.yaml").summary == expected)
    }

    @Test(
        "What cannot be followed is refused where it stands",
        arguments: [
            ("a: *nothing", "1:4 unknown-anchor"),
            ("a: &a\n  b: *a", "2:6 recursive-alias"),
            ("- *later\n- &later 1", "1:3 unknown-anchor"),
            ("<<: 1", "1:1 invalid-merge"),
            ("a: 1\n<<: [{b: 1}, 2]", "2:1 invalid-merge"),
            ("- &m {a: 1}\n- <<: *m\n  <<: *m", "3:3 duplicate-key"),
        ]
    )
    func refused(_ text: String, _ summary: String) {
        let error = #expect(throws: Diagnostic.self) { try read(text) }
        #expect(error?.summary == summary)
        #expect(error?.help != nil)
    }

    @Test("An alias has the place of what it means")
    func places() throws {
        #expect(
            try read("a: &a\n  b: 1\nc: *a").places == ["1:1", "1:1", "1:4", "2:3", "2:6", "3:1", "1:4", "2:3", "2:6"])
    }
}
