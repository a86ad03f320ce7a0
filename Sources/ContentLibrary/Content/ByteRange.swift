/// What part of a file of a given size a `Range` field asks for (RFC 9110 §14).
package enum ByteRange: Equatable, Sendable {
    case whole
    case part(Range<Int64>)
    /// 416: nothing of what was asked for exists.
    case unsatisfiable

    /// Reads the field. What is not one range of bytes (another unit, several ranges, bad syntax) is ignored, as
    /// RFC 9110 §14.2 allows, and the whole is sent.
    package init(field: String?, size: Int64) {
        self = .whole
        guard let field, field.lowercased().hasPrefix("bytes=") else { return }
        let text = field.dropFirst(6).filter { $0 != " " && $0 != "\t" }
        let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !text.contains(","), parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }) else { return }
        switch (parts[0].isEmpty, parts[1].isEmpty) {
        case (true, true):
            return
        case (true, false):
            // The last N bytes. A number beyond Int64 asks for more than there is, which is everything.
            let count = min(Int64(parts[1]) ?? .max, size)
            self = count > 0 ? .part(size - count..<size) : .unsatisfiable
        case (false, _):
            guard let first = Int64(parts[0]), first < size else {
                self = .unsatisfiable
                return
            }
            let last = parts[1].isEmpty ? size - 1 : min(Int64(parts[1]) ?? .max, size - 1)
            if first <= last { self = .part(first..<last + 1) }
        }
    }

    /// The bytes to send, nil for none.
    package func bytes(of size: Int64) -> Range<Int64>? {
        switch self {
        case .whole: 0..<size
        case .part(let range): range
        case .unsatisfiable: nil
        }
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
