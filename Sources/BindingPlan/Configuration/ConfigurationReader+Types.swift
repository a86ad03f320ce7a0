internal import DocumentTree
internal import OpenAPI

extension ConfigurationReader {
    /// `types`, `enums` and `dates`.
    mutating func readTypes(_ members: [String: Node.Member], into configuration: inout Configuration) {
        if let rules = members["types"] { configuration.types = readTypeRules(rules) }
        if let rules = members["enums"] { configuration.enumStyles = readEnumRules(rules) }
        if let dates: Configuration.DateStrategy = members["dates"].flatMap({ choice($0) }) {
            configuration.dates = dates
        }
    }

    private mutating func readTypeRules(_ member: Node.Member) -> [Configuration.TypeRule] {
        items(of: member).compactMap { item in
            let known = ["schema", "format", "type", "imports"]
            guard let members = members(of: item, "a rule", known: known) else { return nil }
            let type = required("type", in: members, of: item, "a rule").flatMap {
                identifier($0.value, allowsDots: true)
            }
            let imports = members["imports"].map { list in items(of: list).compactMap { identifier($0) } } ?? []
            guard let target = target(members, of: item), let type else { return nil }
            return Configuration.TypeRule(
                target, type: ExternalType(type, imports: imports), location: item.location)
        }
    }

    /// What a rule of `types` is for: `schema`, which is a pattern or a reference, or `format`.
    private mutating func target(
        _ members: [String: Node.Member], of item: Node
    ) -> Configuration.TypeRule.Target? {
        switch (members["schema"], members["format"]) {
        case (let schema?, nil):
            guard let text = string(schema.value), let mark = text.firstIndex(of: "#") else {
                return pattern(schema.value).map { .schema($0) }
            }
            let pointer = String(text[text.index(after: mark)...])
            guard pointer.hasPrefix("/") else {
                invalid(
                    "'\(text.escapedForMessage)' leads to no schema", at: schema.value.location,
                    help: "a reference is written as '#/components/schemas/Pet/properties/price'")
                return nil
            }
            return .pointer(file: String(text[..<mark]), pointer)
        case (nil, let format?):
            return string(format.value).map { .format($0) }
        case (nil, nil):
            reportMissing("schema", in: item, "a rule", help: "or 'format', for all schemas of a format")
            return nil
        case (_?, let format?):
            invalid("a rule is for a schema or for a format", at: format.keyLocation, help: "make two rules of it")
            return nil
        }
    }

    /// `enums: closed`, or a list of rules.
    private mutating func readEnumRules(_ member: Node.Member) -> [Configuration.EnumRule] {
        if case .string = member.value.value {
            let style: Configuration.EnumRule.Style? = choice(member)
            return style.map { [Configuration.EnumRule(pattern: "*", style: $0)] } ?? []
        }
        return items(of: member).compactMap { item in
            guard let members = members(of: item, "a rule", known: ["match", "style"]) else { return nil }
            let pattern = required("match", in: members, of: item, "a rule").flatMap { self.pattern($0.value) }
            let style: Configuration.EnumRule.Style? =
                required("style", in: members, of: item, "a rule").flatMap { choice($0) }
            guard let pattern, let style else { return nil }
            return Configuration.EnumRule(pattern: pattern, style: style, location: item.location)
        }
    }
}
