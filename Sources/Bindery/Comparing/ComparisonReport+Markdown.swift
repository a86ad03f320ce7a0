internal import DocumentTree
internal import OpenAPI

extension ComparisonReport {
    /// The report as Markdown (CommonMark with GitHub's `details`), for a pull request. What is only information is
    /// folded up.
    public var markdown: String {
        var lines = ["## API changes", "", Self.escaped(summary), ""]
        for section in sections where !section.changes.isEmpty {
            lines += ["### \(section.title)", ""]
            lines += Self.lines(section.weighty)
            let rest = section.informative
            guard !rest.changes.isEmpty else { continue }
            lines += ["<details><summary>\(rest.counts ?? "")</summary>", ""] + Self.lines(rest) + ["</details>", ""]
        }
        return lines.joined(separator: "\n")
    }

    private static func lines(_ section: ReportedSection) -> [String] {
        var lines: [String] = []
        for (heading, isQuoted, changes) in section.groups {
            lines += ["#### \(self.heading(heading, style: isQuoted ? code : { $0 }))", ""]
            for change in changes {
                let sides = change.sides.isEmpty ? "" : " for \(change.sides.joined(separator: " and "))"
                lines.append(
                    "- **\(change.verdict)**\(sides): \(escaped(change.message.onOneLine)) (`\(change.id)`)")
                if let places = places(change) { lines.append("  <br>\(code(places))") }
            }
            lines.append("")
        }
        return lines
    }

    private static func code(_ text: String) -> String {
        text.contains("`") ? "`` \(text) ``" : "`\(text)`"
    }

    /// Text outside of backquotes without what Markdown or HTML would take for markup.
    private static func escaped(_ text: String) -> String {
        var result = ""
        var isCode = false
        for character in text {
            if character == "`" { isCode.toggle() }
            if !isCode, "<>*_[]|\\".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }
}

extension ReportedSection {
    fileprivate var weighty: ReportedSection { filtered { $0.severity > .note } }
    fileprivate var informative: ReportedSection { filtered { $0.severity == .note } }

    private func filtered(_ isIncluded: (ReportedChange) -> Bool) -> ReportedSection {
        ReportedSection(part: part, title: title, changes: changes.filter(isIncluded))
    }
}
