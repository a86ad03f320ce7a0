import DocumentTree
import Testing

@Suite("Diagnostics laid out for people")
struct DiagnosticRendererTests {
    @Test("Place, message, line, caret and help")
    func whole() {
        let error = #expect(throws: Diagnostic.self) { try read("paths:\n  /a: {}\n  /a: {}\n", as: "api.yaml") }
        #expect(
            error?.rendered() == """
                api.yaml:3:3: error: the key '/a' stands here again; it first stands at 2:3 [duplicate-key]
                  /a: {}
                  ^
                help: remove or rename one of the two
                """
        )
    }

    @Test("Without a place there is no excerpt")
    func placeless() {
        let diagnostic = Diagnostic(id: "some-id", severity: .warning, message: "something", location: nil)
        #expect(diagnostic.rendered() == "warning: something [some-id]")
    }

    @Test(
        "The caret stands under its column",
        arguments: [
            ("abc", 1, "abc\n^"), ("abc", 3, "abc\n  ^"), ("abc", 4, "abc\n   ^"), ("abc", 99, "abc\n   ^"),
            ("\ta\tb", 4, "\ta\tb\n\t \t^"), ("é\u{301}x", 3, "é\u{301}x\n ^"), ("漢字x", 3, "漢字x\n    ^"),
            ("\u{1B}[31mx\u{202E}", 2, "\u{FFFD}[31mx\u{FFFD}\n ^"), ("\u{FEFF}abc", 2, "abc\n ^"),
            ("abc\r", 1, "abc\n^"),
        ]
    )
    func caret(_ line: String, _ column: UInt32, _ excerpt: String) {
        #expect(render(line, column, DiagnosticRenderer()) == excerpt)
    }

    @Test("A blank line is not shown", arguments: ["", "  ", "\t"])
    func blank(_ line: String) {
        #expect(render(line, 1, DiagnosticRenderer()) == "")
    }

    @Test("Of a long line the part around the caret is shown")
    func longLine() {
        let renderer = DiagnosticRenderer(excerptWidth: 20)
        let line = String((0..<100).map { Character("\($0 % 10)") })
        #expect(render(line, 1, renderer) == "01234567890123456789…\n^")
        #expect(render(line, 51, renderer) == "…01234567890123456789…\n           ^")
        #expect(render(line, 100, renderer) == "…01234567890123456789\n                    ^")
        #expect(render(String(line.prefix(20)), 20, renderer) == "01234567890123456789\n                   ^")
    }

    @Test("A log is laid out in its order")
    func log() {
        var log = DiagnosticLog()
        log.error("first", "one", at: nil, help: "do it")
        log.warning("second", "two", at: nil)
        #expect(log.rendered() == "error: one [first]\nhelp: do it\nwarning: two [second]")
    }

    /// The lines of a rendered diagnostic behind the first.
    private func render(_ line: String, _ column: UInt32, _ renderer: DiagnosticRenderer) -> String {
        let location = SourceLocation(file: SourceFile(path: "a", bytes: Array(line.utf8)), line: 1, column: column)
        let text = renderer.render(Diagnostic(id: "id", severity: .note, message: "m", location: location))
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().joined(separator: "\n")
    }
}
