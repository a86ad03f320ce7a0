import DocumentTree
import Testing

@Suite("Scalars of YAML's core schema")
struct YAMLScalarTests {
    @Test("Null", arguments: ["~", "null", "Null", "NULL", ""])
    func null(_ text: String) throws {
        #expect(try read("key: \(text)\n").summary == "{key: null}")
    }

    @Test(
        "Booleans",
        arguments: [
            ("true", true), ("True", true), ("TRUE", true), ("false", false), ("False", false), ("FALSE", false),
        ]
    )
    func bool(_ text: String, _ value: Bool) throws {
        #expect(try read("- \(text)").summary == "[\(value)]")
    }

    @Test(
        "Integers",
        arguments: [
            ("0", 0), ("-0", 0), ("+7", 7), ("-19", -19), ("0123", 123), ("0o17", 15), ("0xFf", 255),
            ("9223372036854775807", .max), ("-9223372036854775808", .min), ("0x7fffffffffffffff", .max),
        ] as [(String, Int64)]
    )
    func integers(_ text: String, _ value: Int64) throws {
        #expect(try read("- \(text)").summary == "[\(value)]")
    }

    @Test(
        "Other numbers are kept as they are written",
        arguments: [
            "1.0", "-1.5", "+.5", "5.", "1e3", "1E+3", "-2.5e-10", "1e400", "18446744073709551616",
            "9223372036854775808",
            "-9223372036854775809", "0xFFFFFFFFFFFFFFFFFF", "0o7777777777777777777777777", ".inf", "-.Inf", "+.INF",
            ".nan",
            ".NaN", ".NAN",
        ]
    )
    func decimals(_ text: String) throws {
        #expect(try read("- \(text)").summary == "[decimal(\(text))]")
    }

    @Test(
        "Everything else is text",
        arguments: [
            "no", "on", "yes", "off", "y", "nUll", "tRUE", "1_000", "12:30", "2024-01-01", "2024-01-01T00:00:00Z",
            "0b11",
            "0o8", "0xG", "0o", "0x", "-0x1", "1.2.3", "1e", "1e+", ".", "-", "+", "..inf", ".infinity", "-.nan",
            "1,000", "<<",
            "1 2", "é",
        ]
    )
    func strings(_ text: String) throws {
        #expect(try read("- \(text) # comment").summary == (text == "-" ? "[[null]]" : "[\"\(text)\"]"))
    }

    @Test("Quoted and block scalars are text", arguments: ["'1'", "\"1\"", "|-\n  1", ">-\n  1"])
    func quoted(_ text: String) throws {
        #expect(try read("key: \(text)\n").summary == "{key: \"1\"}")
    }

    @Test(
        "Tags of the core schema are honoured",
        arguments: [
            ("!!str 1", "\"1\""), ("!!str", "\"\""), ("! 1", "\"1\""), ("!!int '1'", "1"), ("!!float 1", "decimal(1)"),
            ("!!bool 'true'", "true"), ("!!null ''", "null"), ("!!map {}", "{}"), ("!!seq []", "[]"),
            ("!<tag:yaml.org,2002:str> 1", "\"1\""), ("&a 1", "1"), ("!!merge <<", "\"<<\""),
        ]
    )
    func tags(_ text: String, _ value: String) throws {
        #expect(try read("- \(text)").summary == "[\(value)]")
    }

    @Test(
        "Other tags, and values that belie their tag, are refused",
        arguments: [
            ("!!binary YQ==", "unsupported-tag"), ("!custom x", "unsupported-tag"), ("!!set {a}", "unsupported-tag"),
            ("!custom []", "unsupported-tag"), ("!custom {}", "unsupported-tag"), ("!!int x", "tag-mismatch"),
            ("!!bool no", "tag-mismatch"), ("!!null x", "tag-mismatch"), ("!!str []", "tag-mismatch"),
            ("!!seq {}", "tag-mismatch"), ("!!map x", "tag-mismatch"),
        ]
    )
    func refusedTags(_ text: String, _ id: String) {
        let error = #expect(throws: Diagnostic.self) { try read("- \(text)") }
        #expect(error?.summary == "1:3 \(id)")
        #expect(error?.help != nil)
    }

    @Test(
        "Other tags are kept where all of YAML is allowed",
        arguments: [
            ("!!binary YQ==", "tag:yaml.org,2002:binary \"YQ==\""), ("!custom 1", "!custom \"1\""),
            ("!custom", "!custom \"\""), ("!!set {a}", "tag:yaml.org,2002:set {a: null}"),
            ("!a [!b {}, 1]", "!a [!b {}, 1]"), ("&x !a 1\n- *x", "!a \"1\", !a \"1\""),
            ("!a &x [1]\n- *x", "!a [1], !a [1]"), ("{!a b: 1, b: 2}", "{? !a \"b\": 1, b: 2}"),
            ("{!a <<: 1}", "{? !a \"<<\": 1}"), ("{!!str <<: 1, ! b: 2}", "{<<: 1, b: 2}"),
        ]
    )
    func applicationTags(_ text: String, _ value: String) throws {
        #expect(try read("- \(text)", profile: .full).summary == "[\(value)]")
    }

    @Test("A value that belies its tag is refused, even where all of YAML is allowed")
    func mismatch() {
        let error = #expect(throws: Diagnostic.self) { try read("- !!int x", profile: .full) }
        #expect(error?.summary == "1:3 tag-mismatch")
        #expect(throws: Diagnostic.self) { try read("!!int x: 1") }
    }

    @Test("A key is its text, whatever it looks like")
    func keys() throws {
        let keys = ["200", "null", "yes", "~", "1.0", "true", "0x10", "/pets/{id}", "$ref", "x-y"]
        let text =
            keys.map { "\($0): 1\n" }.joined() + "'quoted': 1\n\"esc\\u0061ped\": 1\n? explicit\n: 1\n!!str 5: 1\n"
        guard case .mapping(let members) = try read(text).value else {
            Issue.record("not a mapping")
            return
        }
        #expect(members.map(\.key) == keys + ["quoted", "escaped", "explicit", "5"])
    }

    @Test(
        "A key that is no scalar is refused",
        arguments: ["? [a]\n: 1", "{a: 1}: 1", "? {a: 1}\n: 1", "- &k [a]\n- *k : 1"])
    func nonScalarKeys(_ text: String) {
        let error = #expect(throws: Diagnostic.self) { try read(text, as: "test.yaml") }
        #expect(error?.id == "non-scalar-key")
    }

    @Test(
        "A key of any kind is kept where all of YAML is allowed",
        arguments: [
            ("? [a]\n: 1", "{? [\"a\"]: 1}"), ("{{a: 1}: 2, '': 3}", "{? {a: 1}: 2, : 3}"),
            ("- &k [a]\n- *k : 1", "[[\"a\"], {? [\"a\"]: 1}]"), ("{[a]: 1, [a]: 2}", "{? [\"a\"]: 1, ? [\"a\"]: 2}"),
            (
                "- &m {[a]: 1, b: 2}\n- {<<: *m, b: 3, [c]: 4}",
                "[{? [\"a\"]: 1, b: 2}, {? [\"a\"]: 1, b: 3, ? [\"c\"]: 4}]"
            ),
        ]
    )
    func nodeKeys(_ text: String, _ value: String) throws {
        let node = try read(text, profile: .full)
        #expect(node.summary == value)
        #expect(node[""]?.summary == (text.contains("''") ? "3" : nil))
    }

    @Test("A text key that stands twice beside other keys is refused")
    func repeatedBesideNodeKeys() {
        let error = #expect(throws: Diagnostic.self) { try read("{[a]: 1, b: 2, b: 3}", profile: .full) }
        #expect(error?.summary == "1:16 duplicate-key")
    }
}
