/// The arrays and objects that a scanner has passed in looking ahead, so that it does not read them at each look.
///
/// Where values that are told apart by a late member stand within each other, each look ahead passes all that is within:
/// without this, reading would cost the size of the text times its depth.
public struct PassedValues {
    /// A value is noted only if it has that many bytes outside of noted ones, so that there are few notes to many bytes.
    private static let leastOwnBytes = 64

    /// The end of each noted value, by where it begins.
    private var ends: [Int: Int] = [:]
    /// Where the last of them ends.
    private var farthest = 0
    /// How many bytes have been passed in noted values that are in no other one.
    fileprivate var coveredBytes = 0

    /// Makes an empty record.
    public init() {}

    /// Drops what lies before `offset`, if everything does.
    public mutating func drop(before offset: Int) {
        if offset >= farthest, !ends.isEmpty { ends.removeAll(keepingCapacity: true) }
    }

    fileprivate func end(ofValueAt offset: Int) -> Int? { offset < farthest ? ends[offset] : nil }

    /// - Parameter before: what ``coveredBytes`` was where the value began.
    fileprivate mutating func note(_ value: Range<Int>, coveredBefore before: Int) {
        guard value.count - (coveredBytes - before) >= Self.leastOwnBytes else { return }
        ends[value.lowerBound] = value.upperBound
        farthest = max(farthest, value.upperBound)
        coveredBytes = before + value.count
    }
}

extension JSONScanner {
    /// Passes one whole value of any kind, checking every byte of it that is not noted.
    /// - Parameter passed: the values that earlier calls for the same text have passed; this one's are added.
    public mutating func skipValue(noting passed: inout PassedValues) throws(JSONSyntaxError) {
        let kind = try peekKind()
        guard kind == .object || kind == .array else { return try skipValue() }
        let start = offset
        let covered = passed.coveredBytes
        if let end = passed.end(ofValueAt: start) {
            offset = end
            isFirst = false
            passed.coveredBytes = covered + end - start
            return
        }
        if kind == .object {
            try beginObject()
            while try nextMember() { try skipValue(noting: &passed) }
        } else {
            try beginArray()
            while try nextElement() { try skipValue(noting: &passed) }
        }
        passed.note(start..<offset, coveredBefore: covered)
    }
}
