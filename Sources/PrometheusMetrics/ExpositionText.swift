/// The dimensions of one series, sorted by name.
struct SeriesLabels: Hashable, Comparable {
    /// As they are written: `method="GET",status="200"`.
    let text: String

    init(_ dimensions: [(String, String)]) {
        text = dimensions.sorted { $0.0 < $1.0 }
            .map { "\(MetricFamily.validName($0.0, allowsColon: false))=\"\(Self.escaped($0.1))\"" }
            .joined(separator: ",")
    }

    static func < (left: Self, right: Self) -> Bool { left.text < right.text }

    private static func escaped(_ value: String) -> String {
        guard value.utf8.contains(where: isSpecial) else { return value }
        return value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
    }
}

/// Text in Prometheus's format: for each metric its help and type, then a line for each value.
struct ExpositionText {
    private(set) var text = ""

    mutating func begin(_ family: MetricFamily) {
        if !family.help.isEmpty {
            let help = family.help.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
            text += "# HELP \(family.name) \(help)\n"
        }
        text += "# TYPE \(family.name) \(family.kind.rawValue)\n"
    }

    /// - Parameter bound: the upper bound of a bucket of a histogram.
    mutating func line(_ name: String, _ labels: SeriesLabels, bound: Double? = nil, _ value: Double) {
        let own = bound.map { "le=\"\(Self.number($0))\"" } ?? ""
        let all = labels.text.isEmpty || own.isEmpty ? labels.text + own : labels.text + "," + own
        text += "\(name)\(all.isEmpty ? "" : "{\(all)}") \(Self.number(value))\n"
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
    }
}
