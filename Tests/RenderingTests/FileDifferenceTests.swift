import Testing

@testable import Rendering

@Suite
struct FileDifferenceTests {
    private func unified(_ old: [String], _ new: [String], context: Int = 1, lines: Int = .max) -> [String] {
        func text(_ lines: [String]) -> String { lines.map { "\($0)\n" }.joined() }
        return FileDifference(path: "a.swift", old: text(old), new: text(new))
            .unified(context: context, lines: lines)
    }

    @Test
    func sameTextsDoNotDiffer() {
        #expect(unified(["a", "b"], ["a", "b"]) == [])
        #expect(unified([], []) == [])
    }

    @Test
    func showsLinesWithTheirNeighbours() {
        #expect(
            unified(["a", "b", "c", "d", "e"], ["a", "b", "x", "d", "e"]) == [
                "@@ -2,3 +2,3 @@", " b", "-c", "+x", " d",
            ])
        #expect(unified(["a", "b"], ["a", "b", "c"]) == ["@@ -2 +2,2 @@", " b", "+c"])
        #expect(unified(["a", "b"], ["b"]) == ["@@ -1,2 +1 @@", "-a", " b"])
    }

    @Test
    func groupsThatMeetAreOne() {
        let old = ["a", "b", "c", "d", "e", "f", "g"]
        #expect(
            unified(old, ["A", "b", "C", "d", "e", "f", "G"]) == [
                "@@ -1,4 +1,4 @@", "-a", "+A", " b", "-c", "+C", " d", "@@ -6,2 +6,2 @@", " f", "-g", "+G",
            ])
    }

    @Test
    func emptySidesStandBehindTheLineBefore() {
        #expect(unified([], ["a"]) == ["@@ -0,0 +1 @@", "+a"])
        #expect(unified(["a"], []) == ["@@ -1 +0,0 @@", "-a"])
        #expect(unified(["a", "b"], ["a", "x", "b"], context: 0) == ["@@ -1,0 +2 @@", "+x"])
    }

    @Test
    func printsNoMoreLinesThanAskedFor() {
        let old = (1...10).map { "\($0)" }
        #expect(unified(old, [], lines: 3) == ["@@ -1,10 +0,0 @@", "-1", "… 9 more lines"])
        #expect(unified(old, [], lines: 11).count == 11)
    }

    /// What takes too long to compare is shown as replaced.
    @Test
    func longTextsAreReplacedAsAWhole() {
        let old = (0..<3000).map { "old \($0)" }
        let new = (0..<3000).map { "new \($0)" }
        let lines = unified(old, new)
        #expect(lines.count == 6001)
        #expect(lines[1] == "-old 0" && lines[6000] == "+new 2999")
    }
}
