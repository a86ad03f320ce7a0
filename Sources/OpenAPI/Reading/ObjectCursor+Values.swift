import DocumentTree

extension ObjectCursor {
    /// A string that the document's meaning depends on.
    mutating func string(_ key: String) -> String? {
        take(key).flatMap { string($0) }
    }

    /// A string that the object must have.
    mutating func requiredString(_ key: String, help: String? = nil) -> String? {
        takeRequired(key, help: help).flatMap { string($0) }
    }

    /// A string for people. A YAML key without a value (`description:`) is taken for an absent one, with a warning.
    mutating func text(_ key: String) -> String? {
        guard let member = take(key) else { return nil }
        if case .null = member.value.value {
            context.log.warning(
                "null-value",
                "'\(key)' is null, and counts as absent",
                at: member.value.location,
                help: "take the key out, or give it a string"
            )
            return nil
        }
        return string(member)
    }

    mutating func bool(_ key: String) -> Bool? {
        guard let member = take(key) else { return nil }
        if case .bool(let value) = member.value.value { return value }
        context.reportWrongType(member.value, of: "'\(key)'", expected: "a boolean")
        return nil
    }

    /// The items of a list; none where the key is absent or holds something else, which is reported.
    mutating func list(_ key: String) -> [Node] {
        guard let member = take(key) else { return [] }
        if case .sequence(let items) = member.value.value { return items }
        context.reportWrongType(member.value, of: "'\(key)'", expected: "a list")
        return []
    }

    mutating func strings(_ key: String) -> [String] {
        list(key).compactMap { item in
            if let text = item.stringText { return text }
            context.reportWrongType(item, of: "each item of '\(key)'", expected: "a string", help: quotingHelp(item))
            return nil
        }
    }

    /// The members of an object whose keys are names; none where the key is absent or holds something else.
    mutating func map(_ key: String) -> [Node.Member] {
        guard let member = take(key) else { return [] }
        if let members = member.value.objectMembers { return members }
        context.reportWrongType(member.value, of: "'\(key)'", expected: "an object")
        return []
    }

    private func string(_ member: Node.Member) -> String? {
        if let text = member.value.stringText { return text }
        context.reportWrongType(
            member.value,
            of: "'\(member.key)'",
            expected: "a string",
            help: quotingHelp(member.value)
        )
        return nil
    }

    private func quotingHelp(_ node: Node) -> String? {
        switch node.value {
        case .integer, .decimal, .bool: "write the value in quotes"
        default: nil
        }
    }
}
