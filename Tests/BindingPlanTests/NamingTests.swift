import Testing

@testable import BindingPlan

@Suite struct NamingTests {
    @Test(arguments: [
        ("updateSessionId", "updateSessionId"), ("URL", "url"), ("HTMLPage", "htmlPage"), ("IDs", "ids"),
        ("userIDs", "userIDs"), ("NOT_FOUND", "notFound"), ("client_error_message", "clientErrorMessage"),
        ("X-Request-ID", "xRequestID"), ("extract$Task", "extractTask"), ("a.b", "aB"), ("1st", "_1st"),
        ("v1.2", "v1_2"),
        ("+1", "plus1"), ("-1", "minus1"), (">=", "greaterEqual"), ("", "empty"), ("😀", "u1F600"),
        ("ünï code", "ünïCode"),
        ("$ref", "ref"), ("ACTIVE", "active"), ("iOS", "iOS"), ("日本語", "日本語"),
    ])
    func members(_ source: String, _ name: String) {
        #expect(Naming.lowerCamel(source) == name)
    }

    @Test(arguments: [
        ("Content.Library.Item.UpdateSessionModel", "ContentLibraryItemUpdateSessionModel"), ("html_page", "HtmlPage"),
        ("USBController", "USBController"), ("NOT_FOUND", "NotFound"), ("URL", "URL"), ("3d-secure", "Model3dSecure"),
        ("日本語", "Model日本語"), ("", "Empty"), ("vAppTemplate", "VAppTemplate"),
    ])
    func types(_ source: String, _ name: String) {
        #expect(Naming.upperCamel(source) == name)
    }

    @Test(arguments: [
        ("Type", "Kind"), ("Error", "ErrorModel"), ("String", "StringModel"), ("Input", "InputModel"), ("Pet", "Pet"),
    ])
    func reserved(_ name: String, _ alternative: String) {
        #expect(ReservedNames.typeName(name) == alternative)
    }

    @Test func keywords() {
        #expect(Naming.escaped("default") == "`default`")
        #expect(Naming.escaped(Naming.member("self")) == "selfValue")
        #expect(Naming.escaped(Naming.member("init")) == "initValue")
        #expect(Naming.label("in") == "in")
        #expect(Naming.label("inout") == "`inout`")
    }

    @Test func namesThatDifferOnlyInCaseGetNumbers() {
        var scope = NameScope()
        #expect(scope.claim("url") == "url")
        #expect(scope.claim("URL") == "URL2")
        #expect(scope.claim("url", "urlQuery") == "urlQuery")
        #expect(scope.claim("v1") == "v1")
        #expect(scope.claim("v1") == "v1_2")
    }

    @Test func theExactNameIsServedFirst() {
        var scope = NameScope()
        #expect(scope.claimAll(["foo_bar", "fooBar"]) { [Naming.lowerCamel($0)] } == ["fooBar2", "fooBar"])
    }

    @Test func rules() {
        let rules = [
            Configuration.NameRule(pattern: "Vapi.Std.Errors.Error", name: "StandardError"),
            Configuration.NameRule(pattern: "Vapi.Std.Errors.*", name: "*Error"),
            Configuration.NameRule(pattern: "Content.*", name: "*"),
        ]
        #expect(rules.apply(to: "Vapi.Std.Errors.Error") == "StandardError")
        #expect(rules.apply(to: "Vapi.Std.Errors.NotFound") == "NotFoundError")
        #expect(rules.apply(to: "Content.Library.Item") == "Library.Item")
        #expect(rules.apply(to: "Other") == "Other")
    }

    @Test func literals() {
        #expect(Literals.string("a\"b\\\n\u{7f}") == #""a\"b\\\n\u{7f}""#)
        #expect(Literals.json("a\"\u{1}") == #"a\"\u0001"#)
        #expect(Literals.number("1e3") == "1000.0")
        #expect(Literals.number("1e400") == nil)
    }

    @Test func digests() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(SHA256.hexDigest(Array("abc".utf8)) == abc)
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        #expect(SHA256.hexDigest([]) == empty)
        let long = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        #expect(SHA256.hexDigest([UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)) == long)
    }

    @Test func documentation() {
        let text = "One\ntwo.\n\n\n- item\n  more\n- other\n\n| a | b |\n```\ncode  here\n```\n"
        #expect(
            Documentation.lines(text) == [
                "One two.", "", "- item more", "- other", "", "| a | b |", "```", "code  here", "```",
            ])
        let words = String(repeating: "word ", count: 40)
        #expect(Documentation.lines(words).allSatisfy { $0.utf8.count <= 104 })
        #expect(Documentation.noted(["See `b`"], ["Length at most 3."]) == ["See `b`. Length at most 3."])
        #expect(Documentation.noted(["    code()"], ["At most 3."]) == ["    code()", "", "At most 3."])
        let (rest, values) = Documentation.listedValues(
            ["States.", "", "- A: the first", "  one", "- B: second"], of: ["A", "B"])
        #expect(rest == ["States."])
        #expect(values == ["A": ["The first", "one"], "B": ["Second"]])
    }
}
