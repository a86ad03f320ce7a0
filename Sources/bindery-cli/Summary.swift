internal import BinderyGenerator
internal import Rendering

/// The one line on standard output that says what came of a run.
struct Summary {
    private let report: GenerationReport

    init(_ report: GenerationReport) {
        self.report = report
    }

    /// After writing.
    var generated: String {
        let changes = report.changes
        let counts = [
            "\(Self.count(changes.written.count, "file")) written", "\(changes.unchanged.count) unchanged",
            "\(changes.removed.count) removed",
        ]
        return "Generated \(subject): \(counts.joined(separator: ", "))"
    }

    /// After a check that found nothing.
    var current: String {
        "The bindings of \(subject) are current: \(Self.count(report.changes.unchanged.count, "file"))"
    }

    /// After a check that found something.
    var stale: String {
        "The bindings of \(subject) are not current: \(Self.count(report.changes.written.count, "file")) differ, "
            + "\(report.changes.removed.count) no longer generated"
    }

    private var subject: String {
        "\(report.moduleName ?? "nothing") from \(report.documentPath ?? "nowhere")"
    }

    /// `1 file`, `2 files`.
    static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
