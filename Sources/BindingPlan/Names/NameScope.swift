/// Two names of a document may become one name in Swift (`a-b` and `aB`), or names that differ only in case. Within one
/// scope each name is given once: whoever comes first keeps the plain name, others get their next candidate or, at
/// last, a number. Names that nothing competes for never depend on other names.
struct NameScope: Sendable {
    private var taken: Set<String> = []

    init(reserved: [String] = []) {
        for name in reserved { taken.insert(name.lowercased()) }
    }

    /// Takes `name` whatever it is.
    mutating func reserve(_ name: String) {
        taken.insert(name.lowercased())
    }

    func isTaken(_ name: String) -> Bool { taken.contains(name.lowercased()) }

    /// Names for `sources` by `candidates`; those that the configuration names are served first, then those that are
    /// spelled as their first candidate.
    mutating func claimAll(
        _ sources: [String], configured: [String?] = [], _ candidates: (String) -> [String]
    ) -> [String] {
        let wanted = sources.map(candidates)
        var names = [String](repeating: "", count: sources.count)
        for (index, name) in configured.enumerated() { name.map { names[index] = claim($0) } }
        for index in sources.indices where names[index].isEmpty && wanted[index].first == sources[index] {
            names[index] = claim(wanted[index])
        }
        for index in sources.indices where names[index].isEmpty { names[index] = claim(wanted[index]) }
        return names
    }

    /// The first candidate that is free, else the first one with the first free number from 2.
    mutating func claim(_ candidates: String...) -> String { claim(candidates) }

    mutating func claim(_ candidates: [String]) -> String {
        for candidate in candidates where taken.insert(candidate.lowercased()).inserted { return candidate }
        let stem = candidates.first ?? "value"
        let separator = stem.last.map { $0.isNumber } == true ? "_" : ""
        var number = 2
        while !taken.insert("\(stem)\(separator)\(number)".lowercased()).inserted { number += 1 }
        return "\(stem)\(separator)\(number)"
    }
}
