internal import DocumentTree
internal import OpenAPI

extension ConfigurationReader {
    /// `aliases`: rules `{old, new}`, and with `{from}` an earlier document to find renames by.
    mutating func readAliases(
        _ member: Node.Member
    ) -> (rules: [Configuration.AliasRule], previous: ConfigurationFile.PreviousDocument?) {
        var rules: [Configuration.AliasRule] = []
        var previous: ConfigurationFile.PreviousDocument?
        for item in items(of: member) {
            guard let members = members(of: item, "an alias", known: ["old", "new", "from"]) else { continue }
            if let from = members["from"] {
                if let other = members["old"] ?? members["new"] {
                    invalid(
                        "an alias is for a name, or for what an earlier document names", at: other.keyLocation,
                        help: "make two rules of it")
                } else if previous != nil {
                    invalid("there is one earlier document", at: from.keyLocation)
                } else {
                    previous = path(from).map { .init(path: $0, location: from.value.location) }
                }
                continue
            }
            let old = required("old", in: members, of: item, "an alias").flatMap { swiftPath($0) }
            let new = required("new", in: members, of: item, "an alias").flatMap { swiftPath($0) }
            guard let old, let new else { continue }
            rules.append(Configuration.AliasRule(old: old, new: new, location: item.location))
        }
        return (rules, previous)
    }

    private mutating func swiftPath(_ member: Node.Member) -> String? { identifier(member.value, allowsDots: true) }
}
