import Synchronization

/// Which bytes of the files of download sessions were handed over, in however many requests.
///
/// A download that broke off is resumed with `Range`; the file counts as downloaded once every byte went. This is known
/// to the process only: what was sent before a restart does not count, and the client may fetch the file again. Nor does
/// what was sent in more pieces apart from each other than ``rangeLimit``: the smallest are forgotten.
final class DownloadCoverage: Sendable {
    struct Key: Hashable, Sendable {
        var session: String
        var file: String
    }

    /// How many ranges of a file, with bytes between them that did not go, are remembered.
    static let rangeLimit = 1000

    private let ranges = Mutex<[Key: [Range<Int64>]]>([:])

    var count: Int { ranges.withLock(\.count) }

    /// - Returns: how many different bytes went so far, as far as they are remembered.
    func add(_ sent: Range<Int64>, to key: Key) -> Int64 {
        ranges.withLock { ranges in
            var merged = Self.merge(sent, into: ranges[key] ?? [])
            if merged.count > Self.rangeLimit,
                let smallest = merged.indices.min(by: { merged[$0].count < merged[$1].count })
            {
                merged.remove(at: smallest)
            }
            ranges[key] = merged
            return merged.reduce(0) { $0 + Int64($1.count) }
        }
    }

    func forget(_ key: Key) {
        ranges.withLock { $0[key] = nil }
    }

    /// Forgets every session but these.
    func keep(sessions: Set<String>) {
        ranges.withLock { ranges in ranges = ranges.filter { sessions.contains($0.key.session) } }
    }

    /// The ranges stay apart from each other and in their order.
    private static func merge(_ new: Range<Int64>, into ranges: [Range<Int64>]) -> [Range<Int64>] {
        var merged = new
        var apart: [Range<Int64>] = []
        for range in ranges {
            if range.upperBound < merged.lowerBound || merged.upperBound < range.lowerBound {
                apart.append(range)
            } else {
                merged = min(range.lowerBound, merged.lowerBound)..<max(range.upperBound, merged.upperBound)
            }
        }
        let place = apart.firstIndex { $0.lowerBound > merged.lowerBound } ?? apart.endIndex
        apart.insert(merged, at: place)
        return apart
    }
}
