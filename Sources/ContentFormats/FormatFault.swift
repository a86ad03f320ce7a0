/// Why bytes are not what their format says, and where.
package struct FormatFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// Where in the input: a line of text, or a byte of an archive.
    package enum Place: Equatable, Sendable, CustomStringConvertible {
        case line(Int)
        case byte(Int64)
        case whole

        package var description: String {
            switch self {
            case .line(let line): "line \(line)"
            case .byte(let offset): "byte \(offset)"
            case .whole: ""
            }
        }
    }

    /// A whole sentence.
    package let reason: String
    package let place: Place

    package init(_ reason: String, _ place: Place = .whole) {
        self.reason = reason
        self.place = place
    }

    package var description: String { place == .whole ? reason : "\(place): \(reason)" }

    /// Text out of the input, as messages show it.
    static func shown(_ text: some StringProtocol) -> String {
        "'"
            + String(
                String.UnicodeScalarView(
                    text.unicodeScalars.prefix(80).map { $0.value < 0x20 || $0.value == 0x7F ? "?" : $0 }))
            + "'"
    }
}
