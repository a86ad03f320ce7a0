/// Dates of the document as Swift source text.
enum DateLiterals {
    /// The expression for an RFC 3339 date with time, such as `2020-01-01T00:00:00Z`; nil where the text is none.
    static func expression(_ text: String) -> String? {
        guard let seconds = secondsSince1970(text) else { return nil }
        return ".init(timeIntervalSince1970: \(seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)))"
    }

    private static func secondsSince1970(_ text: String) -> Double? {
        let parts = text.uppercased().split(whereSeparator: { $0 == "T" || $0 == " " })
        guard parts.count == 2, let days = days(parts[0]) else { return nil }
        guard let mark = parts[1].lastIndex(where: { "Z+-".contains($0) }) else { return nil }
        guard let time = time(parts[1][..<mark]), let offset = offset(parts[1][mark...]) else { return nil }
        return Double(days * 86_400 - offset) + time
    }

    /// The days since 1970 of `2020-01-31`, by counting March as the first month, so that leap days come last.
    private static func days(_ text: Substring) -> Int? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], let year = number(parts[0]), let month = number(parts[1], 1...12),
            let day = number(parts[2], 1...length(of: month, year))
        else { return nil }
        let shifted = month > 2 ? year : year - 1
        let daysOfYears = 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400
        let daysOfMonths = (153 * ((month + 9) % 12) + 2) / 5
        return shifted < 0 ? nil : daysOfYears + daysOfMonths + day - 1 - 719_468
    }

    private static func length(of month: Int, _ year: Int) -> Int {
        if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    private static func time(_ text: Substring) -> Double? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 2, parts[1].count == 2, let hour = number(parts[0], 0...23),
            let minute = number(parts[1], 0...59), let second = number(parts[2].prefix(2), 0...60)
        else { return nil }
        let rest = parts[2].dropFirst(2)
        guard rest.isEmpty || (rest.first == "." && number(rest.dropFirst().prefix(15)) != nil) else { return nil }
        guard let fraction = Double("0" + (rest.isEmpty ? ".0" : rest)) else { return nil }
        return Double(hour * 3_600 + minute * 60 + second) + fraction
    }

    private static func offset(_ text: Substring) -> Int? {
        if text == "Z" { return 0 }
        let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [2, 2], let hours = number(parts[0], 0...23), let minutes = number(parts[1], 0...59)
        else { return nil }
        return (hours * 3_600 + minutes * 60) * (text.first == "-" ? -1 : 1)
    }

    /// A number of decimal digits only.
    private static func number(_ text: Substring, _ range: ClosedRange<Int>? = nil) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let value = Int(text)
        else { return nil }
        return range?.contains(value) == false ? nil : value
    }
}
