import Testing

@testable import ContentLibrary

@Suite struct DownloadCoverageLimitTests {
    let coverage = DownloadCoverage()
    let key = DownloadCoverage.Key(session: "s", file: "f")

    /// Byte by byte with gaps between them, a file takes no more memory than many ranges do.
    @Test func onlySoManyRangesAreRemembered() {
        let limit = Int64(DownloadCoverage.rangeLimit)
        #expect(coverage.add(0..<10, to: key) == 10)
        for number in 1..<limit { #expect(coverage.add(20 * number..<20 * number + 1, to: key) == 10 + number) }
        for number in limit..<limit + 500 {
            #expect(coverage.add(20 * number..<20 * number + 1, to: key) == 10 + limit - 1)
        }
        // A larger one takes the place of a small one.
        let end = 20 * (limit + 500)
        #expect(coverage.add(end..<end + 5, to: key) == 10 + limit - 2 + 5)
        #expect(coverage.add(0..<end + 5, to: key) == end + 5)
    }
}
