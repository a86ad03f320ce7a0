/// Diagnostics for programs, as one JSON document each.
public enum DiagnosticReport {
    /// A plain list, whose members stay as they are within a `version`.
    ///
    /// ```json
    /// {
    ///   "version": 1,
    ///   "diagnostics": [
    ///     {"id": "duplicate-key", "severity": "error", "message": "…", "help": "…", "file": "api.yaml", "line": 3, "column": 3}
    ///   ]
    /// }
    /// ```
    ///
    /// `severity` is `note`, `warning` or `error`. `help` is there where there is something to say, and the place (lines
    /// and columns counted from 1, columns in Unicode scalars) where there is one.
    public static func json(_ diagnostics: [Diagnostic]) -> String {
        let list = diagnostics.map { diagnostic in
            var members: [ReportValue.Member] = [
                ("id", .string(diagnostic.id)), ("severity", .string(diagnostic.severity.rawValue)),
                ("message", .string(diagnostic.message)),
            ]
            if let help = diagnostic.help { members.append(("help", .string(help))) }
            if let location = diagnostic.location {
                members.append(("file", .string(location.file.path)))
                members.append(("line", .number(Int(location.line))))
                members.append(("column", .number(Int(location.column))))
            }
            return ReportValue.object(members)
        }
        return ReportValue.object([("version", .number(1)), ("diagnostics", .array(list))]).text
    }

    /// A log in the Static Analysis Results Interchange Format, SARIF 2.1.0, as code hosts and editors show it.
    ///
    /// - Parameters:
    ///   - diagnostics: The results. Each id is a rule.
    ///   - version: The version of the program.
    ///   - succeeded: Whether the program did what it was asked for; without it, where no diagnostic is an error.
    public static func sarif(_ diagnostics: [Diagnostic], version: String, succeeded: Bool? = nil) -> String {
        var rules: [String] = []
        var indices: [String: Int] = [:]
        for diagnostic in diagnostics where indices[diagnostic.id] == nil {
            indices[diagnostic.id] = rules.count
            rules.append(diagnostic.id)
        }
        let driver = ReportValue.object([
            ("name", .string("bindery")), ("semanticVersion", .string(version)),
            ("rules", .array(rules.map { .object([("id", .string($0))]) })),
        ])
        let succeeded = succeeded ?? !diagnostics.contains { $0.severity == .error }
        let run = ReportValue.object([
            ("tool", .object([("driver", driver)])),
            ("invocations", .array([.object([("executionSuccessful", .bool(succeeded))])])),
            // Columns count Unicode scalars (SARIF 2.1.0 §3.14.17).
            ("columnKind", .string("unicodeCodePoints")),
            ("results", .array(diagnostics.map { result($0, rule: indices[$0.id] ?? 0) })),
        ])
        return ReportValue.object([
            (
                "$schema",
                .string("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
            ),
            ("version", .string("2.1.0")), ("runs", .array([run])),
        ]).text
    }

    private static func result(_ diagnostic: Diagnostic, rule: Int) -> ReportValue {
        let text = diagnostic.message + (diagnostic.help.map { "\nhelp: \($0)" } ?? "")
        var members: [ReportValue.Member] = [
            ("ruleId", .string(diagnostic.id)), ("ruleIndex", .number(rule)),
            // The names of the severities are SARIF's own (§3.27.10).
            ("level", .string(diagnostic.severity.rawValue)), ("message", .object([("text", .string(text))])),
        ]
        if let location = diagnostic.location {
            let region = ReportValue.object([
                ("startLine", .number(Int(location.line))), ("startColumn", .number(Int(location.column))),
            ])
            let place = ReportValue.object([
                ("artifactLocation", .object([("uri", .string(uri(location.file.path)))])), ("region", region),
            ])
            members.append(("locations", .array([.object([("physicalLocation", place)])])))
        }
        return .object(members)
    }

    /// A path as a URI reference (RFC 3986 §4.1); one from the root is a `file` URI (RFC 8089).
    private static func uri(_ path: String) -> String {
        var uri = path.hasPrefix("/") ? "file://" : ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                uri.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                uri += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return uri
    }
}
