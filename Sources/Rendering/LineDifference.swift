/// The lines that one text has and another has not.
struct LineDifference: Sendable, Equatable {
    private enum Line: Equatable {
        case same(Substring)
        case removed(Substring)
        case inserted(Substring)
    }

    /// Above this many pairs of lines, what differs counts as replaced as a whole: comparing would take too long.
    private static let limit = 4_000_000

    private var lines: [Line] = []

    init(old: String, new: String) {
        let old = Self.split(old)
        let new = Self.split(new)
        let head = zip(old, new).prefix { $0 == $1 }.count
        let tail = zip(old[head...].reversed(), new[head...].reversed()).prefix { $0 == $1 }.count
        lines += old[..<head].map { .same($0) }
        compare(Array(old[head..<(old.count - tail)]), Array(new[head..<(new.count - tail)]))
        lines += old[(old.count - tail)...].map { .same($0) }
    }

    private static func split(_ text: String) -> [Substring] {
        // By bytes, since "\r\n" is one character.
        var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Substring.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private mutating func compare(_ old: [Substring], _ new: [Substring]) {
        guard old.count * new.count <= Self.limit else {
            lines += old.map { .removed($0) } + new.map { .inserted($0) }
            return
        }
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var next = 0
        for (index, line) in old.enumerated() {
            if removed.contains(index) {
                lines.append(.removed(line))
                continue
            }
            appendInserted(new, inserted, &next)
            lines.append(.same(line))
            next += 1
        }
        appendInserted(new, inserted, &next)
    }

    private mutating func appendInserted(_ new: [Substring], _ inserted: Set<Int>, _ next: inout Int) {
        while inserted.contains(next) {
            lines.append(.inserted(new[next]))
            next += 1
        }
    }

    /// The lines that differ with those around them, each group below a line that says where it is.
    func hunks(context: Int) -> [String] {
        var result: [String] = []
        var (old, new) = (1, 1)
        var position = 0
        for range in ranges(context: context) {
            for line in lines[position..<range.lowerBound] { advance(&old, &new, line) }
            position = range.upperBound
            let start = (old: old, new: new)
            let hunk = lines[range].map { line in
                advance(&old, &new, line)
                return text(line)
            }
            let places = (place(start.old, old - start.old), place(start.new, new - start.new))
            result += ["@@ -\(places.0) +\(places.1) @@"] + hunk
        }
        return result
    }

    /// Where a hunk is: a hunk without lines stands behind the line before it.
    private func place(_ start: Int, _ count: Int) -> String {
        count == 1 ? "\(start)" : "\(count == 0 ? start - 1 : start),\(count)"
    }

    private func advance(_ old: inout Int, _ new: inout Int, _ line: Line) {
        if case .inserted = line {} else { old += 1 }
        if case .removed = line {} else { new += 1 }
    }

    private func text(_ line: Line) -> String {
        switch line {
        case .same(let text): " \(text)"
        case .removed(let text): "-\(text)"
        case .inserted(let text): "+\(text)"
        }
    }

    /// Which lines to show: those that differ, `context` lines around them, and what is between two such groups that meet.
    private func ranges(context: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for (index, line) in lines.enumerated() {
            if case .same = line { continue }
            let range = max(index - context, 0)..<min(index + context + 1, lines.count)
            if let last = ranges.last, last.upperBound >= range.lowerBound {
                ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
            } else {
                ranges.append(range)
            }
        }
        return ranges
    }
}
