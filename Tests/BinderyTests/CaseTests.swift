import Foundation
import Testing

/// Each folder of `Tests/Cases` is a test: an input beside the files or the diagnostics that come of it.
///
/// After a change that is meant, `BINDERY_RECORD=1 swift test --filter CaseTests` records what comes of every case today;
/// the difference is then read in the commit. A recording run fails where it changed an expectation.
@Suite
struct CaseTests {
    private static let isRecording = ProcessInfo.processInfo.environment["BINDERY_RECORD"] == "1"

    @Test(arguments: Case.all)
    func outcomeIsAsExpected(_ testCase: Case) throws {
        let expected = testCase.expected
        let actual = try testCase.run()
        if Self.isRecording {
            guard actual.files != expected.files || actual.diagnostics != expected.diagnostics else { return }
            try testCase.record(actual)
            Issue.record("Recorded \(testCase.name).")
            return
        }
        try #require(!expected.isEmpty, "\(testCase.name) expects nothing: record it, and read what was recorded.")
        #expect(actual.diagnostics == expected.diagnostics)
        #expect(actual.files.keys.sorted() == expected.files.keys.sorted())
        for (path, text) in expected.files.sorted(by: { $0.key < $1.key }) {
            guard let other = actual.files[path], other != text else { continue }
            Issue.record("\(path) differs at line \(Self.firstDifference(text, other)).")
        }
    }

    @Test
    func thereAreCases() {
        #expect(Case.all.count >= 60)
    }

    /// The first line that differs, as `3: "expected" is now "actual"`.
    private static func firstDifference(_ expected: String, _ actual: String) -> String {
        let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
        let line = zip(old, new).prefix { $0 == $1 }.count
        let before = line < old.count ? "\"\(old[line])\"" : "the end"
        let after = line < new.count ? "\"\(new[line])\"" : "the end"
        return "\(line + 1): \(before) is now \(after)"
    }
}
