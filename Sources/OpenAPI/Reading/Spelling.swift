/// Finds what somebody probably meant to write.
package enum Spelling {
    /// The candidate nearest to `word`, where one is near: about one wrong letter in three, or only its case differs.
    package static func closest(to word: String, among candidates: some Sequence<String>) -> String? {
        let wanted = Array(word.utf8)
        guard wanted.count <= 100 else { return nil }
        var limit = wanted.count < 3 ? 0 : max(1, wanted.count / 3)
        var best: String?
        for candidate in candidates.prefix(2_000) {
            let bytes = Array(candidate.utf8)
            guard abs(bytes.count - wanted.count) <= limit else { continue }
            if candidate.lowercased() == word.lowercased() { return candidate }
            let distance = distance(wanted, bytes)
            if distance < limit || (distance == limit && best == nil && limit > 0) {
                best = candidate
                limit = distance
            }
        }
        return best
    }

    /// The number of inserted, deleted, changed and exchanged neighbouring bytes (optimal string alignment).
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for i in left.indices {
            var row = [i + 1]
            row.reserveCapacity(right.count + 1)
            for j in right.indices {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    cost = min(cost, beforeLast[j - 1] + 1)
                }
                row.append(cost)
            }
            beforeLast = last
            last = row
        }
        return last[right.count]
    }
}

extension String {
    /// The text on one line, for use between quotes in a message: control characters visible, long text cut.
    package var escapedForMessage: String {
        let scalars = unicodeScalars
        guard let end = scalars.index(scalars.startIndex, offsetBy: 200, limitedBy: scalars.endIndex),
            end != scalars.endIndex
        else { return onOneLine }
        return String(self[..<end]).onOneLine + "…"
    }

    /// The text on one line, with control characters visible.
    package var onOneLine: String {
        var result = ""
        for scalar in unicodeScalars {
            if scalar.value < 0x20 || scalar.value == 0x7F {
                result += "\\u{" + String(scalar.value, radix: 16) + "}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
