internal import DocumentTree
internal import OpenAPI

extension ConfigurationReader {
    /// `include` and `exclude`.
    mutating func readSelection(_ members: [String: Node.Member], into configuration: inout Configuration) {
        configuration.included = members["include"].flatMap { readFilter($0) }
        configuration.excluded = members["exclude"].flatMap { readFilter($0) }
    }

    private mutating func readFilter(_ member: Node.Member) -> Configuration.Filter? {
        let kinds: [(key: String, entries: WritableKeyPath<Configuration.Filter, [Configuration.Filter.Entry]>)] = [
            ("tags", \.tags), ("paths", \.paths), ("operations", \.operations), ("schemas", \.schemas),
        ]
        let errors = log.diagnostics.count
        guard let members = members(of: member.value, "'\(member.key)'", known: kinds.map(\.key)) else { return nil }
        var filter = Configuration.Filter()
        for kind in kinds {
            guard let list = members[kind.key] else { continue }
            filter[keyPath: kind.entries] = items(of: list).compactMap { item in
                pattern(item).map { Configuration.Filter.Entry($0, location: item.location) }
            }
        }
        let isEmpty = kinds.allSatisfy { filter[keyPath: $0.entries].isEmpty }
        if isEmpty, log.diagnostics.count == errors {
            invalid(
                "'\(member.key)' names nothing", at: member.value.location,
                help: "list 'tags', 'paths', 'operations' or 'schemas', or leave it out")
        }
        return filter
    }
}
