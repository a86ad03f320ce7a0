internal import DocumentTree
internal import OpenAPI

/// One alternative before its type is known.
struct AlternativeMember {
    var schema: Schema
    var id: SchemaID?
    var values: [String] = []
    var effective: EffectiveSchema
    var kinds: Set<JSONKindPlan>
}

/// What tells alternatives apart: the values of a discriminator, a constant that each has for the same member, and the
/// kinds of JSON value.
extension SchemaBinder {
    func distinct(_ group: [Schema]) -> [Schema] {
        var seen: Set<SchemaID> = []
        return group.filter { member in
            guard let id = member.reference, member.allOf.isEmpty, !member.shapesType else { return true }
            return seen.insert(id).inserted
        }
    }

    /// `schema` with everything that stands beside its group.
    func member(_ schema: Schema, beside effective: EffectiveSchema) -> AlternativeMember {
        let id = merging.sole(schema)?.reference
        var outer = effective.schema
        outer.types = outer.types == [.object] || outer.types.count > 1 ? [] : outer.types
        outer.isNullable = false
        let others = effective.groups.dropFirst()
        let isAlone = !outer.shapesType && others.isEmpty
        if isAlone || covers(id, outer, others.isEmpty) {
            return AlternativeMember(
                schema: schema, id: id, effective: merging.effective(schema), kinds: kinds(of: schema))
        }
        outer.discriminator = nil
        outer.title = nil
        outer.description = nil
        var both = Schema(location: schema.location)
        both.title = schema.title
        both.description = schema.description
        both.allOf = [outer, schema]
        for group in others {
            var part = Schema(location: schema.location)
            if group.isExclusive { part.oneOf = group.members } else { part.anyOf = group.members }
            both.allOf.append(part)
        }
        return AlternativeMember(schema: both, id: id, effective: merging.effective(both), kinds: kinds(of: both))
    }

    /// Whether the schema `id` has all properties of `outer` already, as subtypes have that name their base by `allOf`.
    private func covers(_ id: SchemaID?, _ outer: Schema, _ isOnlyGroup: Bool) -> Bool {
        guard isOnlyGroup, let id, let target = merging.effective(id)?.schema else { return false }
        if outer.additionalProperties.isStated || outer.enumValues != nil || outer.items != nil { return false }
        let names = Set(target.properties.map(\.name))
        let required = Set(target.required)
        return outer.properties.allSatisfy { names.contains($0.name) }
            && outer.required.allSatisfy { required.contains($0) || !names.contains($0) }
    }

    func setValues(_ members: inout [AlternativeMember], _ discriminator: Discriminator) {
        for index in members.indices {
            guard let id = members[index].id else {
                members[index].values = constants(members[index].effective.schema, property: discriminator.propertyName)
                continue
            }
            let mapped = discriminator.mapping.filter { $0.schema == id }.map(\.value)
            if !mapped.isEmpty {
                members[index].values = mapped
            } else {
                let constants = constants(members[index].effective.schema, property: discriminator.propertyName)
                members[index].values = constants.isEmpty ? schemas[id].map { [$0.name] } ?? [] : constants
            }
        }
        for mapping in discriminator.mapping where !members.contains(where: { $0.id == mapping.schema }) {
            log.warning(
                "mapping-outside-alternatives", "'\(mapping.value)' is mapped to a schema that is no alternative here",
                at: mapping.location, help: "add the schema to the alternatives, or remove the mapping")
        }
    }

    /// The values that `property` is limited to by `schema`.
    func constants(_ schema: Schema, property: String) -> [String] {
        guard let property = schema.properties.first(where: { $0.name == property }) else { return [] }
        let effective = merging.effective(property.schema).schema
        let values = effective.constant.map { [$0] } ?? effective.enumValues ?? []
        return values.compactMap { value in
            if case .string(let text) = value.value { return text }
            if case .integer(let number) = value.value { return String(number) }
            return nil
        }
    }

    /// The member for which every alternative asks a constant of its own.
    func constantProperty(_ members: inout [AlternativeMember]) -> String? {
        guard let first = members.first, members.allSatisfy({ $0.kinds == [.object] && $0.effective.groups.isEmpty })
        else { return nil }
        for property in first.effective.schema.properties {
            var values: [[String]] = []
            var seen: Set<String> = []
            for member in members {
                guard member.effective.schema.required.contains(property.name) else { break }
                let own = constants(member.effective.schema, property: property.name)
                guard !own.isEmpty, own.allSatisfy({ seen.insert($0).inserted }) else { break }
                values.append(own)
            }
            guard values.count == members.count else { continue }
            for index in members.indices { members[index].values = values[index] }
            return property.name
        }
        return nil
    }

    /// The kinds of JSON value, beside null, that `schema` allows.
    func kinds(of schema: Schema) -> Set<JSONKindPlan> {
        var visited: Set<SchemaID> = []
        return kinds(of: schema, &visited)
    }

    /// The same but for the schemas in `visited`, whose kinds are known already: alternatives may lead back to each other.
    private func kinds(of schema: Schema, _ visited: inout Set<SchemaID>) -> Set<JSONKindPlan> {
        if let id = merging.sole(schema)?.reference {
            if discriminators.bases[id] != nil { return [.object] }
            guard visited.insert(id).inserted else { return [] }
        }
        let effective = merging.effective(schema)
        if !effective.schema.types.isEmpty { return Set(effective.schema.types.map(Self.kind)) }
        let values = effective.schema.constant.map { [$0] } ?? effective.schema.enumValues ?? []
        let own = Set(values.compactMap { $0.value.scalarType }.map(Self.kind))
        if !own.isEmpty { return own }
        if effective.schema.shapesObject { return [.object] }
        if effective.schema.items != nil { return [.array] }
        var result = Self.allKinds
        let before = visited
        for group in effective.groups {
            // What one group has shown, another that holds as well has to show again.
            if effective.groups.count > 1 { visited = before }
            var own: Set<JSONKindPlan> = []
            for member in group.members { own.formUnion(kinds(of: member, &visited)) }
            result.formIntersection(own)
        }
        return result
    }

    private static let allKinds: Set<JSONKindPlan> = [.object, .array, .string, .number, .bool]

    private static func kind(_ type: JSONType) -> JSONKindPlan {
        switch type {
        case .object: .object
        case .array: .array
        case .string: .string
        case .number, .integer: .number
        case .boolean: .bool
        }
    }
}
