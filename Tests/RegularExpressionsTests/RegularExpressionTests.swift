import SeededRandom
import Testing

@testable import RegularExpressions

@Suite("Regular expressions")
struct RegularExpressionTests {
    @Test(
        "Texts match, or do not",
        arguments: [
            ("", ["", "a"], []),
            ("^a*$", ["", "aaa"], ["b", "aab", "a\n"]),
            ("a+", ["xaax"], ["xx"]),
            ("^[a-z][a-z0-9_-]{2,4}$", ["abc", "a_-9x"], ["ab", "abcdef", "Abc"]),
            ("^(?:ab|c)+?d?$", ["abcab", "cd"], ["abd d", "d"]),
            ("^\\d{3}-\\d{4}$", ["555-1234"], ["५५५-1234", "555-12345"]),
            ("^\\w+$", ["a_1"], ["é", "a b"]),
            ("^\\s$", [" ", "\u{A0}", "\u{FEFF}", "\u{2029}"], ["\u{200B}", "x"]),
            ("^.$", ["x", "\u{1F409}"], ["\n", "\u{2028}", "xy", "e\u{301}"]),
            ("^\\p{L}+$", ["Straße", "日本"], ["a1"]),
            ("^[^\\p{Lu}\\d]$", ["a", "-"], ["A", "1"]),
            ("\\bcat\\b", ["a cat.", "cat"], ["concat", "cats"]),
            ("^\\u{1F432}\\uD83D\\uDC32\\x41\\cA$", ["\u{1F432}\u{1F432}A\u{1}"], ["A"]),
            ("^[\\]\\-\\\\/.]+$", ["]-\\/."], ["["]),
            ("^[]$", [], ["", "]"]),
            ("^[^]$", ["]", "\n"], ["", "ab"]),
            ("a{b}{2}", ["a{b}}"], ["ab"]),
            ("^[+-]?[\\w-.]$", ["+.", "-"], ["+"]),
        ] as [(String, [String], [String])]
    )
    func matching(_ pattern: String, _ matching: [String], _ others: [String]) throws {
        let expression = try RegularExpression(pattern)
        for text in matching { #expect(expression.matches(text), "\(pattern) \(text)") }
        for text in others { #expect(!expression.matches(text), "\(pattern) \(text)") }
    }

    @Test(
        "Looks to both sides",
        arguments: [
            ("^(?=.*[0-9])(?=.*[a-z])(?=.*[A-Z]).{8,20}$", ["passW0rd", "A1aaaaaa"], ["password", "aA1"]),
            ("^(?!\\s*$).+", ["a", " a"], ["", "   "]),
            ("^((?![BIOS_])\\w){3}$", ["abc", "AC1"], ["aBc", "a_c"]),
            ("(?<=\\$)\\d", ["cost $5"], ["cost 5"]),
            ("(?<!\\$)\\b\\d", ["cost 5"], ["cost $5"]),
            ("^(?:(?=(?!ab)a.)a.)+$", ["acad"], ["acab"]),
            ("^(?=(ab|a)c)a", ["ac", "abc"], ["ab"]),
        ] as [(String, [String], [String])]
    )
    func looks(_ pattern: String, _ matching: [String], _ others: [String]) throws {
        try self.matching(pattern, matching, others)
    }

    @Test(
        "What is no pattern of ECMA-262, or cannot be used, is refused with a reason",
        arguments: [
            ("(a", "a '(' is not closed"), ("a)", "a ')' closes nothing"), ("[a", "a '[' is not closed"),
            ("*a", "nothing stands before '*' that it could repeat"),
            ("a{2}{3}", "nothing stands before '{' that it could repeat"),
            ("a++", "nothing stands before '+' that it could repeat"),
            ("\\u{}", "'\\u' is no escape of ECMA-262 here"),
            ("a\\", "it ends in the middle of an escape"),
            ("[z-a]", "a range in '[…]' ends before it begins"),
            ("a{3,2}", "a repetition ends before it begins"),
            ("a{,2}", "'{,n}' repeats nothing in ECMA-262; '{0,n}' is meant"),
            ("(?i)a", "'(?i' begins no group of ECMA-262"), ("(?P<n>a)", "'(?P' begins no group of ECMA-262"),
            ("(?<n", "the name of a group is not closed"),
            ("\\Aa\\Z", "'\\A' is no escape of ECMA-262 here"),
            ("[[:alpha:]]", "'[:' begins a class of POSIX, which ECMA-262 does not have"),
            ("(a)\\1", "'\\1' refers back to a group, which is not supported"),
            ("\\p{Script=Greek}", "the Unicode property 'Script=Greek' is not supported"),
            ("^*", "a place such as '^' cannot be repeated"),
            ("(a{1000}){1000}", "its repetitions come to more than 50000 steps"),
            (String(repeating: "(", count: 1000), "more than 100 groups stand inside one another"),
        ]
    )
    func refusal(_ pattern: String, _ reason: String) {
        #expect(throws: RegularExpressionError(reason)) { try RegularExpression(pattern) }
    }

    @Test("Patterns that make backtracking engines hang take no time", .timeLimit(.minutes(1)))
    func catastrophes() throws {
        let text = String(repeating: "a", count: 5_000) + "!"
        for pattern in ["^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "^(.*a){12}$", "^(\\w+\\s?)*$", "^(?=(a+)+b)"] {
            #expect(!(try RegularExpression(pattern).matches(text)), "\(pattern)")
        }
    }

    @Test("Any text is a pattern or is refused")
    func anything() {
        var generator = SeededGenerator(seed: 7)
        let alphabet = Array("ab01(){}[]*+?|^$.\\-,:=!<>pPuxcLdwsbBk/é🐲")
        for _ in 0..<5_000 {
            let pattern = String(
                (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                    alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
                })
            _ = try? RegularExpression(pattern).matches("ab01 (a)é🐲")
        }
    }
}
