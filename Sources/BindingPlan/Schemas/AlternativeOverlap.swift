internal import DocumentTree
internal import OpenAPI

/// `anyOf` lets a value match several members at once. Where each of two describes what the other does not, a value that
/// matches both is kept as both of them; where one of the two keeps all of it, that one is enough.
extension SchemaBinder {
    /// The kinds of value that may be two of `members` at once, each with a part of it that the other loses.
    func kindsOfBoth(_ members: [AlternativeMember]) -> Set<JSONKindPlan> {
        let kinds: [JSONKindPlan] = [.object, .array]
        return Set(
            kinds.filter { kind in
                members.indices.contains { index in
                    members[(index + 1)...].contains { mayCombine(members[index].schema, $0.schema, kind, depth: 0) }
                }
            })
    }

    private func mayCombine(_ first: Schema, _ second: Schema, _ kind: JSONKindPlan, depth: Int) -> Bool {
        if let id = merging.sole(first)?.reference, id == merging.sole(second)?.reference { return false }
        guard kinds(of: first).contains(kind), kinds(of: second).contains(kind) else { return false }
        guard depth < 4 else { return true }
        let (one, other) = (merging.effective(first), merging.effective(second))
        if kind == .array {
            guard let items = one.schema.items, let otherItems = other.schema.items else { return false }
            return mayCombine(items, otherItems, depth: depth + 1)
        }
        guard !excludes(one, other) else { return false }
        if one.sharedProperties(other).contains(where: { mayCombine($0.first, $0.second, depth: depth + 1) }) {
            return true
        }
        return !one.keepsAll && !other.keepsAll && !one.describesAll(of: other) && !other.describesAll(of: one)
    }

    private func mayCombine(_ first: Schema, _ second: Schema, depth: Int) -> Bool {
        mayCombine(first, second, .object, depth: depth) || mayCombine(first, second, .array, depth: depth)
    }

    /// Whether no object matches both: one has to have a member that the other forbids or limits to other values.
    func excludes(_ first: EffectiveSchema, _ second: EffectiveSchema) -> Bool {
        if first.requiresMember(forbiddenBy: second) || second.requiresMember(forbiddenBy: first) { return true }
        return first.sharedProperties(second).contains { property in
            guard property.isRequired else { return false }
            let kinds = self.kinds(of: property.first)
            // Null is no kind here, and would be common to both.
            if !isNullable(property.first) || !isNullable(property.second),
                kinds.isDisjoint(with: self.kinds(of: property.second))
            {
                return true
            }
            let values = constants(first.schema, property: property.name)
            let others = constants(second.schema, property: property.name)
            return !values.isEmpty && !others.isEmpty && Set(values).isDisjoint(with: others)
        }
    }
}

extension EffectiveSchema {
    /// A property that two schemas describe.
    struct SharedProperty {
        var name: String
        var first: Schema
        var second: Schema
        /// Whether one of the two requires it.
        var isRequired: Bool
    }

    /// The properties that `other` describes as well.
    func sharedProperties(_ other: EffectiveSchema) -> [SharedProperty] {
        schema.properties.compactMap { property in
            guard let second = other.schema.properties.first(where: { $0.name == property.name }) else { return nil }
            return SharedProperty(
                name: property.name, first: property.schema, second: second.schema,
                isRequired: schema.required.contains(property.name) || other.schema.required.contains(property.name))
        }
    }

    /// Whether the type for the schema has a property for the member `name`.
    func describes(_ name: String) -> Bool {
        schema.properties.contains { $0.name == name } || schema.required.contains(name)
    }

    /// Whether the type for the schema has a property for every member that the one for `other` has one for.
    func describesAll(of other: EffectiveSchema) -> Bool {
        other.groups.isEmpty && other.schema.properties.allSatisfy { describes($0.name) }
            && other.schema.required.allSatisfy { describes($0) }
    }

    /// Whether the type for the schema keeps the members that the schema does not name.
    var keepsAll: Bool {
        switch schema.additionalProperties {
        case .allowed, .schema: true
        case .forbidden: !schema.patternProperties.isEmpty
        case .unstated:
            !schema.patternProperties.isEmpty || schema.unevaluatedProperties.map { !$0.isNever } == true
                || (groups.isEmpty && schema.properties.isEmpty && schema.required.isEmpty)
        }
    }

    fileprivate func requiresMember(forbiddenBy other: EffectiveSchema) -> Bool {
        guard case .forbidden = other.schema.additionalProperties, other.schema.patternProperties.isEmpty,
            other.groups.isEmpty
        else { return false }
        return schema.required.contains { !other.describes($0) }
    }
}
