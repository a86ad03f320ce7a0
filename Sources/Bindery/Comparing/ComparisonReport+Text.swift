internal import DocumentTree
internal import OpenAPI

extension ComparisonReport {
    /// The report for people at a terminal, with a line break at the end.
    public var text: String {
        var lines: [String] = []
        for section in sections where !section.changes.isEmpty {
            lines += ["\(section.title):", ""]
            for (heading, _, changes) in section.groups {
                lines.append(Self.heading(heading))
                for change in changes { lines += Self.lines(change) }
                lines.append("")
            }
        }
        lines.append(summary)
        return lines.joined(separator: "\n") + "\n"
    }

    /// One line that says how many changes there are.
    var summary: String {
        let counts = sections.compactMap { section in
            (section.counts ?? uncounted(section)).map { "\(section.title.lowercasedFirst): \($0)" }
        }
        let ignored = ignoredCount == 0 ? "" : " (\(ignoredCount) accepted)"
        let changes = counts.isEmpty ? "no changes" : counts.joined(separator: "; ")
        return "\(names.old) → \(names.new): \(changes)\(ignored)"
    }

    /// What there is to say of a part without changes beside one that could not be compared.
    private func uncounted(_ section: ReportedSection) -> String? {
        guard lacksBindings, parts.contains(section.part) else { return nil }
        return section.part == .swift ? "not compared" : "no changes"
    }

    /// Long lists of operations are cut; programs get them whole.
    static func heading(_ names: [String], style: (String) -> String = { $0 }) -> String {
        let shown = names.prefix(names.count > 6 ? 5 : 6).map { style($0.escapedForMessage) }.joined(separator: ", ")
        return names.count > 6 ? "\(shown) and \(names.count - 5) more operations" : shown
    }

    private static func lines(_ change: ReportedChange) -> [String] {
        let sides = change.sides.isEmpty ? "" : " (\(change.sides.joined(separator: ", ")))"
        var lines = ["  \(change.verdict)\(sides): \(change.message.onOneLine) [\(change.id)]"]
        if let places = places(change) { lines.append("    \(places)") }
        return lines
    }

    /// `old.yaml:3:5 → new.yaml:4:5`.
    static func places(_ change: ReportedChange) -> String? {
        switch (change.old, change.new) {
        case (let old?, let new?): "\(old) → \(new)"
        case (let old?, nil): "\(old), gone"
        case (nil, let new?): "\(new), new"
        case (nil, nil): nil
        }
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
