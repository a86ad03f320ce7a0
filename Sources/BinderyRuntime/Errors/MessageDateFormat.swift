#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// How dates look in messages: the formats that `Vapi.Std.LocalizationParam.DateTimeFormat` names, in English and UTC.
///
/// | | date | time |
/// |---|---|---|
/// | `SHORT` | 2026-01-05 | 14:07 |
/// | `MED` | 5 Jan 2026 | 14:07:09 |
/// | `LONG` | 5 January 2026 | 14:07:09 UTC |
/// | `FULL` | Monday, 5 January 2026 | 14:07:09.123 UTC |
///
/// A name is one of these with `_DATE`, `_TIME` or `_DATE_TIME`; the last gives both, the date first. Any other name, or
/// none, gives RFC 3339.
public struct MessageDateFormat: Sendable, Equatable {
    private enum Length: String {
        case short = "SHORT"
        case medium = "MED"
        case long = "LONG"
        case full = "FULL"
    }

    private let date: Length?
    private let time: Length?

    /// Makes the format of a name.
    public init(name: String?) {
        let parts = (name ?? "").split(separator: "_", maxSplits: 1)
        let length = parts.count == 2 ? Length(rawValue: String(parts[0])) : nil
        switch parts.last {
        case "DATE": (date, time) = (length, nil)
        case "TIME": (date, time) = (nil, length)
        case "DATE_TIME": (date, time) = (length, length)
        default: (date, time) = (nil, nil)
        }
    }

    /// The date in this format.
    public func string(from value: Date) -> String {
        let text = RFC3339.string(from: value)
        let parts = [date.flatMap { Self.date(text, $0) }, time.map { Self.time(text, $0) }].compactMap(\.self)
        return parts.isEmpty ? text : parts.joined(separator: " ")
    }

    /// The first ten characters of the RFC 3339 text in another form.
    private static func date(_ text: String, _ length: Length) -> String? {
        let numbers = text.prefix(10).split(separator: "-").compactMap { Int($0) }
        guard numbers.count == 3, (1...12).contains(numbers[1]) else { return nil }
        let month = months[numbers[1] - 1]
        switch length {
        case .short: return String(text.prefix(10))
        case .medium: return "\(numbers[2]) \(month.prefix(3)) \(numbers[0])"
        case .long: return "\(numbers[2]) \(month) \(numbers[0])"
        case .full:
            let day = CivilDate(year: numbers[0], month: numbers[1], day: numbers[2])
            return "\(weekdays[day.weekday]), \(numbers[2]) \(month) \(numbers[0])"
        }
    }

    /// The characters behind the `T` of the RFC 3339 text in another form.
    private static func time(_ text: String, _ length: Length) -> String {
        let time = text.dropFirst(11)
        return switch length {
        case .short: String(time.prefix(5))
        case .medium: String(time.prefix(8))
        case .long: "\(time.prefix(8)) UTC"
        case .full: "\(time.prefix(12)) UTC"
        }
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
}
