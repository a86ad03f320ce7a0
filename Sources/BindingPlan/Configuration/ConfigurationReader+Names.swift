internal import DocumentTree
internal import OpenAPI

extension ConfigurationReader {
    /// `names`: lists of rules by what they are for.
    mutating func readNames(_ member: Node.Member, into configuration: inout Configuration) {
        let kinds: [(key: String, rules: WritableKeyPath<Configuration, [Configuration.NameRule]>)] = [
            ("schemas", \.schemaNames), ("tags", \.tagNames), ("properties", \.propertyNames),
            ("operations", \.operationNames), ("parameters", \.parameterNames), ("cases", \.caseNames),
        ]
        guard let members = members(of: member.value, "'names'", known: kinds.map(\.key)) else { return }
        for kind in kinds {
            if let rules = members[kind.key] { configuration[keyPath: kind.rules] = readNameRules(rules) }
        }
    }

    private mutating func readNameRules(_ member: Node.Member) -> [Configuration.NameRule] {
        items(of: member).compactMap { item in
            guard let members = members(of: item, "a rule", known: ["match", "name"]) else { return nil }
            let pattern = required("match", in: members, of: item, "a rule").flatMap { self.pattern($0.value) }
            let name = required("name", in: members, of: item, "a rule")
            guard let pattern, let name, let text = string(name.value) else { return nil }
            let filled = text.replacing("*", with: "A", maxReplacements: 1)
            guard Self.isIdentifier(filled) else {
                invalid(
                    "'\(text.escapedForMessage)' is not a Swift name",
                    at: name.value.location,
                    help: "it has letters, digits and '_', and at most one '*' for what the '*' of 'match' stands for"
                )
                return nil
            }
            guard pattern.contains("*") || !text.contains("*") else {
                invalid(
                    "the '*' in '\(text)' stands for nothing",
                    at: name.value.location,
                    help: "put a '*' into 'match' too, or write the name out"
                )
                return nil
            }
            return Configuration.NameRule(pattern: pattern, name: text, location: item.location)
        }
    }

    /// `conformances`: protocols for the types of single schemas.
    mutating func readConformances(_ member: Node.Member) -> [Configuration.ConformanceRule] {
        items(of: member).compactMap { item in
            guard let members = members(of: item, "a rule", known: ["match", "protocols"]) else { return nil }
            let pattern = required("match", in: members, of: item, "a rule").flatMap { self.pattern($0.value) }
            let protocols = required("protocols", in: members, of: item, "a rule").map { protocols in
                items(of: protocols).compactMap { identifier($0, allowsDots: true) }
            }
            guard let pattern, let protocols else { return nil }
            return Configuration.ConformanceRule(pattern: pattern, protocols: protocols, location: item.location)
        }
    }

    /// `modelConformances`: protocols for all models.
    mutating func readModelConformances(_ member: Node.Member) -> [String] {
        let known = ["Equatable", "Hashable"]
        return items(of: member).compactMap { item in
            guard let name = string(item) else { return nil }
            if known.contains(name) { return name }
            invalid(
                "not every model can conform to '\(name.escapedForMessage)'",
                at: item.location,
                help: "'modelConformances' takes 'Equatable' and 'Hashable'; for single schemas there is 'conformances'"
            )
            return nil
        }
    }
}
