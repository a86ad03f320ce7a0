/// How much the benchmarks do. README's figures are of ``full``; ``tiny`` shows in seconds that they work.
struct Scale: Sendable {
    /// Bytes of a large file.
    var fileSize: Int64
    /// How often a large file is transferred, of which the fastest time counts.
    var runs: Int
    /// Seconds that requests are sent for.
    var seconds: Double
    /// Uploads of 4 KiB.
    var cycles: Int
    /// Sessions that are open at once.
    var openSessions: Int
    /// How many items there are, where growth is measured.
    var items: [Int]

    static let full = Scale(
        fileSize: 1 << 30, runs: 3, seconds: 10, cycles: 2_000, openSessions: 1_000, items: [1_000, 10_000, 100_000])
    static let tiny = Scale(
        fileSize: 8 << 20, runs: 1, seconds: 0.2, cycles: 10, openSessions: 20, items: [20, 60])
}
