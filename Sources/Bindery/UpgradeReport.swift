public import BindingChanges
public import BindingPlan

/// What new bindings mean to those who import the ones of the run before.
public struct UpgradeReport: Sendable {
    /// Every declaration that is not what it was.
    public let changes: [BindingChange]
    /// The rules by which `aliases` keeps the old names of what was renamed.
    public let aliases: [Configuration.AliasRule]

    init(_ comparison: BindingComparison) {
        changes = comparison.changes
        aliases = comparison.aliases
    }

    /// The report for people, what breaks sources first.
    public var text: String {
        guard !changes.isEmpty else { return "No Swift declaration has changed\n" }
        let ordered = BindingChange.Audience.allCases.flatMap { audience in changes.filter { $0.audience == audience } }
        let groups = Self.titles.map { verdict, title in (title, ordered.filter { $0.verdict == verdict }) }
            .filter { !$0.1.isEmpty }
        var lines = ["Swift declarations: " + groups.map { "\($0.1.count) \($0.0)" }.joined(separator: ", ")]
        for (title, changes) in groups {
            lines += ["", "\(title):"] + changes.flatMap(Self.lines)
        }
        if !aliases.isEmpty {
            lines += ["", "To keep the old names as deprecated aliases, add to the configuration:", "aliases:"]
            lines += aliases.map { "  - {old: \($0.old), new: \($0.new)}" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static let titles: [(BindingChange.Verdict, String)] = [
        (.sourceBreaking, "source-breaking"), (.additive, "additive"), (.none, "without effect on sources"),
    ]

    private static func lines(_ change: BindingChange) -> [String] {
        let newName = change.kind == .renamed ? change.newName : nil
        let name = newName.map { "\(change.name) -> \($0)" } ?? change.name
        let operation = change.operation.map { " (\($0))" } ?? ""
        let head = "  \(change.kind.rawValue) \(change.declarationKind.rawValue) \(name)\(operation)"
        // That something is new needs no reason.
        if change.kind == .added, change.verdict == .additive, change.declarationKind != .requirement { return [head] }
        return [head, "    \(change.audience.rawValue): \(change.reason)"]
    }
}
