internal import DocumentTree

/// Values of the document as Swift expressions: what a property is where nobody says otherwise.
extension Defaults {
    /// The Swift expression for `node` as a value of `type`; nil where there is none.
    func expression(_ node: Node, _ type: SwiftType) -> String? {
        switch resolved(type) {
        case .optional(let wrapped): return node.value.isNull ? "nil" : expression(node, wrapped)
        case .date:
            guard case .string(let text) = node.value else { return nil }
            return DateLiterals.expression(text)
        case .array(let element):
            guard case .sequence(let nodes) = node.value else { return nil }
            return list(nodes.map { expression($0, element) }, empty: "[]")
        case .dictionary(let value):
            guard case .mapping(let members) = node.value else { return nil }
            let pairs = members.map { member in
                expression(member.value, value).map { "\(Literals.string(member.key)): \($0)" }
            }
            return list(pairs, empty: "[:]")
        case .json: return json(node)
        case .named(let name): return expression(node, name)
        case let scalar: return node.value.literal(of: scalar)
        }
    }

    /// `JSONValue` is written as the literal of what it holds.
    private func json(_ node: Node) -> String? {
        switch node.value {
        case .null: ".null"
        case .bool(let flag): String(flag)
        case .integer(let number): String(number)
        case .decimal(let text): Literals.number(text)
        case .string(let text): Literals.string(text)
        case .sequence: expression(node, .array(.json))
        case .mapping: expression(node, .dictionary(.json))
        }
    }

    private func list(_ elements: [String?], empty: String) -> String? {
        if elements.isEmpty { return empty }
        return elements.contains(nil) ? nil : "[\(elements.compactMap { $0 }.joined(separator: ", "))]"
    }

    private func expression(_ node: Node, _ name: TypeName) -> String? {
        switch kind(of: name) {
        case .openEnum(let plan):
            guard let literal = node.value.literal(of: plan.rawType) else { return nil }
            if let known = plan.cases.first(where: { $0.literal == literal && !$0.isDeprecated }) {
                return "." + Naming.escaped(known.name)
            }
            return plan.isClosed ? nil : ".init(rawValue: \(literal))"
        case .structure(let plan): return expression(node, plan)
        case .alternatives(let plan): return expression(node, plan)
        case .wrapper(let type): return expression(node, type).map { ".init(\($0))" }
        case .alias, .contents, nil: return nil
        }
    }

    /// A call of the memberwise initialiser, which has defaults for what is left out.
    private func expression(_ node: Node, _ plan: StructurePlan) -> String? {
        guard case .mapping(let members) = node.value else { return nil }
        var arguments: [String] = []
        for property in plan.properties {
            guard let member = members.first(where: { $0.key == property.jsonName }) else {
                guard property.argumentDefault != nil || (property.isOptional && !property.isNullRequired) else {
                    return nil
                }
                continue
            }
            let isNull = member.value.value.isNull && resolved(property.type) != .json
            guard !isNull || property.isNullable,
                let value = isNull ? "nil" : expression(member.value, property.type)
            else { return nil }
            let isThreeStates = property.isNullable && !property.isRequired && resolved(property.type) != .json
            let argument = isThreeStates ? (isNull ? ".null" : ".value(\(value))") : value
            arguments.append("\(Naming.label(property.name)): \(argument)")
        }
        let others = members.filter { member in !plan.properties.contains { $0.jsonName == member.key } }
        if !others.isEmpty {
            guard let additional = plan.additional,
                let value = expression(Node(.mapping(others), at: node.location), .dictionary(additional.type))
            else { return nil }
            arguments.append("\(additional.name): \(value)")
        }
        return ".init(\(arguments.joined(separator: ", ")))"
    }

    /// The first alternative that the value is one of.
    private func expression(_ node: Node, _ plan: AlternativesPlan) -> String? {
        let cases: [AlternativesPlan.Case]
        switch plan.selection {
        case .kinds: cases = plan.order.map { plan.cases[$0] }
        case .discriminator(let property):
            guard case .mapping(let members) = node.value,
                let value = members.first(where: { $0.key == property })?.value.value.text
            else { return nil }
            cases = plan.cases.filter { $0.values.contains(value) }
        }
        for alternative in cases {
            if let value = expression(node, alternative.type) {
                return ".\(alternative.name)(\(value))"
            }
        }
        return nil
    }

    /// Whether a default makes values of what its type names; an empty list or map makes none.
    func makesValues(_ node: Node, _ type: SwiftType) -> Bool {
        switch (resolved(type), node.value) {
        case (.array, .sequence(let nodes)): !nodes.isEmpty
        case (.dictionary, .mapping(let members)): !members.isEmpty
        default: node.value.isContainer
        }
    }

    /// Whether making a value of `type` may lead back to `name` by the defaults of what it holds, and so never end.
    func leadsBack(_ type: SwiftType, to name: TypeName) -> Bool {
        var open: [TypeName] = []
        type.forEachName { open.append($0) }
        var seen = Set(open)
        while let next = open.popLast() {
            if next == name { return true }
            var inner: [SwiftType] = []
            switch kind(of: next) {
            case .structure(let plan):
                inner = plan.properties.compactMap { property in
                    property.documentDefault.flatMap { makesValues($0, property.type) ? property.type : nil }
                }
            case .alternatives(let plan): inner = plan.cases.map(\.type)
            case .alias(let type), .wrapper(let type): inner = [type]
            case .openEnum, .contents, nil: break
            }
            for type in inner { type.forEachName { if seen.insert($0).inserted { open.append($0) } } }
        }
        return false
    }
}

extension Node.Value {
    /// Whether the value holds others.
    var isContainer: Bool {
        switch self {
        case .mapping, .sequence: true
        default: false
        }
    }
}
