internal import DocumentTree
internal import OpenAPI

/// What a document says about how long and how firmly something will be there: `deprecated`, `x-sunset` (a date of
/// RFC 3339, after the field `Sunset` of RFC 8594) and `x-stability-level`.
struct Lifecycle {
    /// From loose to firm. What says nothing is stable.
    static let stabilityLevels = ["draft", "alpha", "beta", "stable"]

    var isDeprecated: Bool
    var sunset: Node?
    var stability: Node?

    init(isDeprecated: Bool, extensions: [Node.Member]) {
        self.isDeprecated = isDeprecated
        sunset = extensions.first { $0.key == "x-sunset" }?.value
        stability = extensions.first { $0.key == "x-stability-level" }?.value
    }

    /// What is wrong with the date; nil where it is right or not there.
    var sunsetFault: String? {
        guard let sunset else { return nil }
        guard let text = sunset.text else { return "`x-sunset` is not a date" }
        return Self.isDate(text) ? nil : "`\(text)` is not a date such as 2030-12-31"
    }

    /// How firm it is, as an index into ``stabilityLevels``; nil where that is not one of them.
    var rank: Int? {
        guard let stability else { return Self.stabilityLevels.count - 1 }
        return stability.text.flatMap(Self.stabilityLevels.firstIndex(of:))
    }

    /// Whether it may go at any time.
    var isUnstable: Bool { rank.map { $0 < 2 } ?? false }

    /// A change of what is said of something, with the end of its id.
    struct Event {
        var id: String
        var what: String
    }

    /// What changed for something that is in both documents.
    static func events(_ old: Lifecycle, _ new: Lifecycle) -> [Event] {
        let saysOther = old.stability?.valueText != new.stability?.valueText
        if saysOther, let fault = invalidStability(old) ?? invalidStability(new) { return [fault] }
        return deprecationEvents(old, new) + stabilityEvents(old, new)
    }

    private static func deprecationEvents(_ old: Lifecycle, _ new: Lifecycle) -> [Event] {
        if old.isDeprecated, !new.isDeprecated { return [Event(id: "reactivated", what: "it is no longer deprecated")] }
        guard new.isDeprecated else { return [] }
        if !old.isDeprecated {
            if let fault = new.sunsetFault {
                return [Event(id: "deprecated-sunset-invalid", what: "it is deprecated now, but \(fault)")]
            }
            guard let date = new.sunset?.text else { return [Event(id: "deprecated", what: "it is deprecated now")] }
            return [Event(id: "deprecated-with-sunset", what: "it is deprecated now, and goes on \(date)")]
        }
        if let fault = new.sunsetFault ?? old.sunsetFault, old.sunset?.valueText != new.sunset?.valueText {
            return [Event(id: "sunset-parse", what: "its date of going changed, but \(fault)")]
        }
        if old.sunset != nil, new.sunset == nil {
            return [Event(id: "sunset-deleted", what: "it is still deprecated, but no longer says when it goes")]
        }
        return []
    }

    private static func invalidStability(_ lifecycle: Lifecycle) -> Event? {
        guard lifecycle.rank == nil, let value = lifecycle.stability?.valueText else { return nil }
        let known = stabilityLevels.joined(separator: ", ")
        return Event(id: "invalid-stability-level", what: "`x-stability-level` is \(value), which is none of \(known)")
    }

    private static func stabilityEvents(_ old: Lifecycle, _ new: Lifecycle) -> [Event] {
        guard let before = old.rank, let after = new.rank else { return [] }
        guard before != after else { return [] }
        let verb = after < before ? "decreased" : "increased"
        return [
            Event(
                id: "stability-\(verb)",
                what: "it is \(stabilityLevels[after]) where it was \(stabilityLevels[before])")
        ]
    }

    /// A full-date or a date-time of RFC 3339 §5.6.
    private static func isDate(_ text: String) -> Bool {
        let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month), (1...31).contains(day)
        else { return false }
        return text.utf8.count == 10 || text.dropFirst(10).first.map { "Tt ".contains($0) } ?? false
    }
}

extension Schema {
    var lifecycle: Lifecycle { Lifecycle(isDeprecated: isDeprecated, extensions: extensions) }
}

extension Parameter {
    var lifecycle: Lifecycle { Lifecycle(isDeprecated: isDeprecated, extensions: extensions) }
}

extension Operation {
    var lifecycle: Lifecycle { Lifecycle(isDeprecated: isDeprecated, extensions: extensions) }
}
