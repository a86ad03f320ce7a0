import DocumentTree

/// Values of single keywords, by their type.
extension SchemaReader {
    func string(_ member: Node.Member) -> String? {
        if let text = member.value.stringText { return text }
        wrongType(member, expected: "a string")
        return nil
    }

    /// A string for people, for which null counts as absent.
    func text(_ member: Node.Member) -> String? {
        if case .null = member.value.value {
            context.log.warning(
                "null-value",
                "'\(member.key)' is null, and counts as absent",
                at: member.value.location,
                help: "take the key out, or give it a string"
            )
            return nil
        }
        return string(member)
    }

    func bool(_ member: Node.Member) -> Bool? {
        if case .bool(let value) = member.value.value { return value }
        wrongType(member, expected: "a boolean")
        return nil
    }

    func count(_ member: Node.Member) -> Int? {
        if let count = member.value.countValue { return count }
        wrongType(member, expected: "an integer that is not negative")
        return nil
    }

    func schemaMap(_ member: Node.Member) -> [Property] {
        guard let members = member.value.objectMembers else {
            wrongType(member, expected: "an object")
            return []
        }
        var properties: [Property] = []
        properties.reserveCapacity(members.count)
        for entry in members {
            let schema = Schema.read(entry.value, in: context)
            properties.append(Property(name: entry.key, nameLocation: entry.keyLocation, schema: schema))
        }
        return properties
    }

    func schemaList(_ member: Node.Member) -> [Schema] {
        guard case .sequence(let items) = member.value.value else {
            wrongType(member, expected: "a list of schemas")
            return []
        }
        if items.isEmpty {
            context.log.error(
                "empty-list",
                "'\(member.key)' must hold at least one schema",
                at: member.value.location
            )
        }
        var schemas: [Schema] = []
        schemas.reserveCapacity(items.count)
        for item in items { schemas.append(Schema.read(item, in: context)) }
        return schemas
    }

    func strings(_ node: Node, of key: String) -> [String] {
        guard case .sequence(let items) = node.value else {
            context.reportWrongType(node, of: "'\(key.escapedForMessage)'", expected: "a list of strings")
            return []
        }
        return items.compactMap { item in
            if let text = item.stringText { return text }
            context.reportWrongType(item, of: "each item of '\(key.escapedForMessage)'", expected: "a string")
            return nil
        }
    }

    func wrongType(_ member: Node.Member, expected: String, help: String? = nil) {
        context.reportWrongType(member.value, of: "'\(member.key)'", expected: expected, help: help)
    }
}

extension Node {
    var isNull: Bool {
        if case .null = value { true } else { false }
    }
}
