import DocumentTree
import Testing

@Suite("Diagnostics for programs")
struct DiagnosticReportTests {
    private let diagnostics: [Diagnostic] = {
        let file = SourceFile(path: "my files/ä\"pi.yaml", bytes: Array("a: 1\nb: 2\n".utf8))
        return [
            Diagnostic(
                id: "first", severity: .error, message: "one \"\u{1}\" / ü",
                location: SourceLocation(file: file, line: 2, column: 4), help: "do it"),
            Diagnostic(id: "second", severity: .note, message: "two", location: nil),
            Diagnostic(
                id: "first", severity: .warning, message: "three",
                location: SourceLocation(
                    file: SourceFile(path: "/specs/a.yaml", bytes: []), line: 1, column: 1)),
        ]
    }()

    @Test("A plain list")
    func json() throws {
        let text = DiagnosticReport.json(diagnostics)
        #expect(
            text == """
                {
                  "version": 1,
                  "diagnostics": [
                    {
                      "id": "first",
                      "severity": "error",
                      "message": "one \\"\\u0001\\" / ü",
                      "help": "do it",
                      "file": "my files/ä\\"pi.yaml",
                      "line": 2,
                      "column": 4
                    },
                    {
                      "id": "second",
                      "severity": "note",
                      "message": "two"
                    },
                    {
                      "id": "first",
                      "severity": "warning",
                      "message": "three",
                      "file": "/specs/a.yaml",
                      "line": 1,
                      "column": 1
                    }
                  ]
                }
                """)
        #expect(DiagnosticReport.json([]) == "{\n  \"version\": 1,\n  \"diagnostics\": []\n}")
    }

    @Test("SARIF 2.1.0")
    func sarif() throws {
        let log = try read(DiagnosticReport.sarif(diagnostics, version: "1.2.3"), as: "log.json")
        #expect(log["version"]?.summary == "\"2.1.0\"")
        guard case .sequence(let runs)? = log["runs"]?.value, let run = runs.first else {
            Issue.record("There is no run.")
            return
        }
        let driver = run["tool"]?["driver"]
        #expect(driver?["name"]?.summary == "\"bindery\"")
        #expect(driver?["semanticVersion"]?.summary == "\"1.2.3\"")
        #expect(driver?["rules"]?.summary == #"[{id: "first"}, {id: "second"}]"#)
        #expect(run["columnKind"]?.summary == "\"unicodeCodePoints\"")
        #expect(run["invocations"]?.summary == "[{executionSuccessful: false}]")
        guard case .sequence(let results)? = run["results"]?.value else {
            Issue.record("There are no results.")
            return
        }
        #expect(results.map { $0["level"]?.summary } == ["\"error\"", "\"note\"", "\"warning\""])
        #expect(results.map { $0["ruleIndex"]?.summary } == ["0", "1", "0"])
        #expect(results.first?["message"]?["text"]?.summary == "\"one \"\u{1}\" / ü\nhelp: do it\"")
        #expect(
            results.map { $0["locations"]?.summary } == [
                "[{physicalLocation: {artifactLocation: {uri: \"my%20files/%C3%A4%22pi.yaml\"}, "
                    + "region: {startLine: 2, startColumn: 4}}}]",
                nil,
                "[{physicalLocation: {artifactLocation: {uri: \"file:///specs/a.yaml\"}, "
                    + "region: {startLine: 1, startColumn: 1}}}]",
            ])
    }

    @Test("Colours, for terminals")
    func colours() {
        let renderer = DiagnosticRenderer(isColoured: true)
        #expect(
            renderer.render(diagnostics[0])
                == "my files/ä\"pi.yaml:2:4: \u{1B}[1;31merror:\u{1B}[0m one \"\u{FFFD}\" / ü [first]\n"
                + "b: 2\n   \u{1B}[32m^\u{1B}[0m\n\u{1B}[1mhelp:\u{1B}[0m do it")
    }
}
