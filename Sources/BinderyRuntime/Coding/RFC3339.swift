import JSONText

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// Dates with time as RFC 3339 §5.6 has them (`date-time` of OpenAPI).
///
/// Written: UTC with milliseconds, `2020-01-01T00:00:00.000Z`. Read: with or without a fraction of any length, `Z` or
/// an offset, `T` and `Z` in either case, a space for `T`. Days are checked against the month, and a leap second (`:60`)
/// is the second after it, since `Date` has none.
public enum RFC3339 {
    /// Reads a date.
    /// - Returns: nil where the text is not a date with time, or no such day exists.
    public static func date(from text: String) -> Date? {
        var text = text
        return text.withUTF8 { date(from: UnsafeRawBufferPointer($0)) }
    }

    /// Writes a date.
    public static func string(from date: Date) -> String {
        var bytes = JSONBuffer(capacity: 24)
        append(date, to: &bytes)
        return String(decoding: bytes.bytes, as: UTF8.self)
    }

    static func date(from text: UnsafeRawBufferPointer) -> Date? {
        guard text.count >= 20,
            let year = number(text, 0, 4), text[4] == UInt8(ascii: "-"),
            let month = number(text, 5, 2), text[7] == UInt8(ascii: "-"),
            let day = number(text, 8, 2), isTimeMark(text[10]),
            let hour = number(text, 11, 2), text[13] == UInt8(ascii: ":"),
            let minute = number(text, 14, 2), text[16] == UInt8(ascii: ":"),
            let second = number(text, 17, 2),
            (1...12).contains(month), day >= 1, day <= CivilDate.days(in: month, of: year),
            hour <= 23, minute <= 59, second <= 60
        else { return nil }
        var position = 19
        guard let fraction = fraction(text, &position), let offset = offset(text, position) else { return nil }
        let days = CivilDate(year: year, month: month, day: day).daysSince1970
        let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second - offset
        return Date(timeIntervalSince1970: Double(seconds) + fraction)
    }

    static func append(_ date: Date, to bytes: inout JSONBuffer) {
        // Years 0000 to 9999 are all that the format has room for.
        let limits = -62_167_219_200_000.0...253_402_300_799_999.0
        let interval = (date.timeIntervalSince1970 * 1_000).rounded()
        let milliseconds = Int64(min(max(interval.isNaN ? 0 : interval, limits.lowerBound), limits.upperBound))
        let (days, rest) = floorDivide(milliseconds, by: 86_400_000)
        let day = CivilDate(daysSince1970: Int(days))
        append(day.year, digits: 4, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        append(day.month, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        append(day.day, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        append(Int(rest / 3_600_000), digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        append(Int(rest / 60_000 % 60), digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        append(Int(rest / 1_000 % 60), digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: "."))
        append(Int(rest % 1_000), digits: 3, to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }

    private static func isTimeMark(_ byte: UInt8) -> Bool {
        byte | 0x20 == UInt8(ascii: "t") || byte == 0x20
    }

    private static func number(_ text: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> Int? {
        var value = 0
        for index in start..<start + count {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    /// The fraction of a second at `position`, 0 where there is none; digits beyond the eighteenth do not count.
    private static func fraction(_ text: UnsafeRawBufferPointer, _ position: inout Int) -> Double? {
        guard text[position] == UInt8(ascii: ".") else { return 0 }
        position += 1
        let start = position
        var value: Int64 = 0
        var scale: Int64 = 1
        while position < text.count {
            let digit = text[position] &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            if position - start < 18 {
                value = value * 10 + Int64(digit)
                scale *= 10
            }
            position += 1
        }
        guard position > start, position < text.count else { return nil }
        return Double(value) / Double(scale)
    }

    /// The offset from UTC in seconds, which must be all that is left of the text.
    private static func offset(_ text: UnsafeRawBufferPointer, _ position: Int) -> Int? {
        let mark = text[position]
        if mark | 0x20 == UInt8(ascii: "z") { return position + 1 == text.count ? 0 : nil }
        guard mark == UInt8(ascii: "+") || mark == UInt8(ascii: "-"), position + 6 == text.count,
            let hours = number(text, position + 1, 2), text[position + 3] == UInt8(ascii: ":"),
            let minutes = number(text, position + 4, 2), hours <= 23, minutes <= 59
        else { return nil }
        let seconds = hours * 3_600 + minutes * 60
        return mark == UInt8(ascii: "-") ? -seconds : seconds
    }

    private static func append(_ value: Int, digits: Int, to bytes: inout JSONBuffer) {
        var divisor = digits == 4 ? 1_000 : digits == 3 ? 100 : 10
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / divisor % 10))
            divisor /= 10
        }
    }

    private static func floorDivide(_ value: Int64, by divisor: Int64) -> (quotient: Int64, rest: Int64) {
        let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? (quotient - 1, rest + divisor) : (quotient, rest)
    }
}
