public import BindingChanges
public import DocumentChanges
public import DocumentTree

/// What came of comparing two documents.
public struct ComparisonReport: Sendable {
    /// What weighs enough to fail.
    public enum Threshold: String, Sendable, CaseIterable {
        /// Breaking changes, on the wire or for sources.
        case breaking
        /// Warnings as well.
        case warning
    }

    /// The documents as they were asked for.
    public internal(set) var names: (old: String, new: String)
    /// What was asked for.
    public internal(set) var parts: Set<ComparisonRequest.Part>
    /// What is wrong with the documents or with the list of accepted changes. A document with errors is compared as far
    /// as it can be read.
    public internal(set) var diagnostics: [Diagnostic] = []
    /// What changed on the wire, without what is accepted.
    public internal(set) var changes: [Change] = []
    /// What changed for Swift source that imports the bindings, without what is accepted; nil where that was not compared.
    public internal(set) var bindingChanges: [BindingChange]?
    /// How many changes are accepted.
    public internal(set) var ignoredCount = 0
    /// Whether there were two documents to compare.
    public internal(set) var succeeded = false

    /// Whether bindings were asked for and there are none to compare, which may hide any change.
    public var lacksBindings: Bool { succeeded && parts.contains(.swift) && bindingChanges == nil }

    /// Whether there is a change of this weight or more, or what may hide one: errors of a document, or bindings that
    /// could not be compared.
    public func reaches(_ threshold: Threshold) -> Bool {
        let severity: Diagnostic.Severity = threshold == .breaking ? .error : .warning
        return sections.contains { $0.changes.contains { $0.severity >= severity } }
            || diagnostics.contains { $0.severity == .error } || lacksBindings
    }

    /// The parts of the report.
    var sections: [ReportedSection] {
        [
            ReportedSection(part: .wire, title: "On the wire", changes: changes.map { ReportedChange($0) }),
            ReportedSection(
                part: .swift, title: "For Swift source that imports the bindings",
                changes: (bindingChanges ?? []).map { ReportedChange($0) }),
        ]
    }
}

/// The changes of one kind, as all formats for people show them.
struct ReportedSection {
    var part: ComparisonRequest.Part
    var title: String
    var changes: [ReportedChange]

    /// The changes under their headings, in the order in which those first appear; in each the weightiest first.
    var groups: [(heading: [String], isQuoted: Bool, changes: [ReportedChange])] {
        var order: [[String]] = []
        var found: [[String]: [ReportedChange]] = [:]
        for change in changes {
            if found[change.heading] == nil { order.append(change.heading) }
            found[change.heading, default: []].append(change)
        }
        return order.map { heading in
            let changes = found[heading] ?? []
            let sorted = changes.enumerated().sorted { left, right in
                (right.element.severity, left.offset) < (left.element.severity, right.offset)
            }
            return (heading, changes.allSatisfy(\.isHeadingQuoted), sorted.map(\.element))
        }
    }

    /// `3 breaking, 1 warning`, the weightiest first; nil where there is nothing.
    var counts: String? {
        var order: [String] = []
        var counts: [String: Int] = [:]
        for change in changes.sorted(by: { $0.severity > $1.severity }) {
            if counts[change.verdict] == nil { order.append(change.verdict) }
            counts[change.verdict, default: 0] += 1
        }
        return order.isEmpty ? nil : order.map { "\(counts[$0] ?? 0) \($0)" }.joined(separator: ", ")
    }
}

/// One change, as all formats for people show it.
struct ReportedChange {
    /// What it belongs to: operations, or one line for anything else.
    var heading: [String]
    /// Whether the heading is text of a document rather than words.
    var isHeadingQuoted = true
    /// How much it weighs, in words.
    var verdict: String
    var severity: Diagnostic.Severity
    var id: String
    /// Who has to act.
    var sides: [String]
    var message: String
    var old: SourceLocation?
    var new: SourceLocation?

    init(_ change: Change) {
        switch change.scope {
        case .document:
            heading = ["The whole document"]
            isHeadingQuoted = false
        case .component(let name): heading = ["components/\(name)"]
        case .operations(let names): heading = names.map(\.description)
        }
        verdict = change.level.rawValue
        severity = change.level == .breaking ? .error : change.level == .warning ? .warning : .note
        id = change.id
        sides = change.sides.map(\.rawValue)
        message = change.message
        old = change.old
        new = change.new
    }

    init(_ change: BindingChange) {
        heading = [change.operation ?? change.audience.rawValue]
        isHeadingQuoted = change.operation != nil
        verdict = change.verdictText
        severity = change.verdict == .sourceBreaking ? .error : .note
        id = change.id
        sides = change.operation == nil ? [] : [change.audience.rawValue]
        let newName = change.kind == .renamed ? change.newName.map { ", now `\($0)`" } ?? "" : ""
        message = "`\(change.name)`\(newName): \(change.reason)"
        old = change.oldLocation
        new = change.newLocation
    }
}

extension BindingChange {
    /// What the change does to code that imports the bindings, in words.
    var verdictText: String {
        switch verdict {
        case .sourceBreaking: "source-breaking"
        case .additive: "additive"
        case .none: "none"
        }
    }
}
