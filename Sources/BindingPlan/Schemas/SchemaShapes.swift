internal import DocumentTree
internal import OpenAPI

/// What becomes of a schema by its shape: an enum, alternatives, a scalar, an array, a map or a struct.
extension SchemaBinder {
    func bind(_ effective: EffectiveSchema, at place: Place, source: Schema) -> BoundType {
        let schema = effective.schema
        let isNullable = schema.isNullable
        if schema.isNever || schema.isOnlyNull { return BoundType(type: .json, isNullable: isNullable) }
        if let values = Enumerations.values(of: schema), effective.groups.isEmpty || schema.constant != nil {
            if let type = enumeration(values, schema, at: place) {
                return BoundType(type: type, isNullable: isNullable)
            }
        }
        let groups = effective.groups.filter { group in !group.members.allSatisfy { isConstraint($0) } }
        if groups.count == 1, !schema.shapesObject,
            let union = Enumerations.union(of: groups[0].members.filter { !$0.allowsOnlyNull }, types: schema.types)
        {
            var plain = schema
            if plain.types.isEmpty { plain.types = [union.type] }
            let hasNull = groups[0].members.contains { $0.isNullable || $0.allowsOnlyNull }
            if let type = enumeration(union.values, plain, at: place) {
                return BoundType(type: type, isNullable: isNullable || hasNull)
            }
        }
        if !groups.isEmpty {
            var bound = alternatives(EffectiveSchema(schema: schema, groups: groups), at: place, source: source)
            bound.isNullable = bound.isNullable || isNullable
            return bound
        }
        return BoundType(type: type(of: schema, at: place), isNullable: isNullable)
    }

    /// The type for a schema without composition.
    private func type(of schema: Schema, at place: Place) -> SwiftType {
        switch schema.types.count {
        case 0:
            if schema.shapesObject { return object(schema, at: place) }
            if schema.items != nil || !schema.prefixItems.isEmpty { return array(schema, at: place) }
            guard schema.format != nil || schema.contentEncoding != nil else { return .json }
            let string = scalar(.string, schema)
            return string == .string ? .json : string ?? .json
        case 1: return type(schema.types[0], schema, at: place)
        default: return severalTypes(schema, at: place)
        }
    }

    private func type(_ type: JSONType, _ schema: Schema, at place: Place) -> SwiftType {
        switch type {
        case .object: object(schema, at: place)
        case .array: array(schema, at: place)
        default: scalar(type, schema) ?? .json
        }
    }

    /// The type of a string, number or boolean, as the configuration has it.
    private func scalar(_ type: JSONType, _ schema: Schema) -> SwiftType? {
        if let external = overrides.type(forFormat: schema.format) { return .external(external) }
        let scalar = Scalars.type(type, schema)
        return scalar == .date && configuration.dates == .string ? .string : scalar
    }

    private func severalTypes(_ schema: Schema, at place: Place) -> SwiftType {
        if Set(schema.types) == [.integer, .number] { return type(.number, schema, at: place) }
        guard !Set(schema.types).isSuperset(of: [.object, .array, .string, .number, .boolean]) else { return .json }
        let members = schema.types.map { type in
            var member = type == .object || type == .array ? schema : Schema(location: schema.location)
            member.types = [type]
            member.isNullable = false
            member.format = schema.format
            member.description = nil
            member.title = nil
            return member
        }
        var outer = Schema(location: schema.location)
        outer.title = schema.title
        outer.description = schema.description
        return alternatives(
            EffectiveSchema(schema: outer, groups: [AlternativeGroup(members: members, isExclusive: true)]), at: place,
            source: outer
        ).type
    }

    private func array(_ schema: Schema, at place: Place) -> SwiftType {
        guard schema.prefixItems.isEmpty, let items = schema.items else { return .array(.json) }
        return .array(bind(items, at: place.inner("Item")).full)
    }

    private func object(_ schema: Schema, at place: Place) -> SwiftType {
        if schema.properties.isEmpty, schema.required.isEmpty, !(place.id.map(discriminators.isSubtype) ?? false) {
            switch schema.additionalProperties {
            case .schema(let value) where schema.patternProperties.isEmpty:
                return .dictionary(bind(value, at: place.inner("Value")).full)
            case .schema, .allowed: return .dictionary(.json)
            case .forbidden: break
            case .unstated:
                guard schema.patternProperties.isEmpty else { return .dictionary(patternType(schema, at: place)) }
                if let value = schema.unevaluatedProperties, !value.isNever {
                    return .dictionary(bind(value, at: place.inner("Value")).full)
                }
                return .dictionary(.json)
            }
        }
        return .named(structure(schema, at: place))
    }

    /// The type of members that patterns describe: the patterns' where all agree and no other members may be there.
    func patternType(_ schema: Schema, at place: Place) -> SwiftType {
        let isClosed: Bool
        if case .forbidden = schema.additionalProperties {
            isClosed = true
        } else {
            isClosed = schema.unevaluatedProperties?.isNever == true
        }
        guard isClosed, let pattern = schema.patternProperties.first,
            schema.patternProperties.dropFirst().allSatisfy({ isSameType($0.schema, pattern.schema) })
        else { return .json }
        return bind(pattern.schema, at: place.inner("Value")).full
    }

    /// Whether two schemas are one by reference, or plain scalars of one type.
    private func isSameType(_ one: Schema, _ other: Schema) -> Bool {
        if let id = merging.sole(one)?.reference { return id == merging.sole(other)?.reference }
        guard one.types == other.types, one.format == other.format, one.isNullable == other.isNullable else {
            return false
        }
        return isPlainScalar(one) && isPlainScalar(other)
    }

    private func isPlainScalar(_ schema: Schema) -> Bool {
        guard schema.types.count == 1, !schema.types.contains(.object), !schema.types.contains(.array),
            schema.enumValues == nil, schema.constant == nil, schema.reference == nil
        else { return false }
        return schema.allOf.isEmpty && schema.oneOf.isEmpty && schema.anyOf.isEmpty
    }

    private func enumeration(_ values: [Enumerations.Value], _ schema: Schema, at place: Place) -> SwiftType? {
        let values = values.filter { !$0.value.value.isNull }
        guard let first = values.first else { return nil }
        let kinds = Set(values.map { $0.value.value.scalarType })
        if kinds == [.boolean] {
            if values.count == 1 {
                log.warning(
                    "unchecked-constant",
                    "only '\(first.value.value.text)' is allowed here, which the type does not say; only validation checks it",
                    at: first.value.location)
            }
            return .bool
        }
        guard let rawType = Enumerations.rawType(of: values, types: schema.types, format: schema.format) else {
            log.warning(
                "unsupported-enum",
                "the listed values are not all strings or all numbers as stated; only validation knows them",
                at: first.value.location, help: "list values of the stated type, or use 'oneOf' of several enums")
            return nil
        }
        // A property says these of its own schema itself.
        let text = Documentation.noted(documentation(of: schema), place.schemaName == nil ? [] : notes(on: schema))
        let listed = Documentation.listedValues(text, of: Set(values.map { $0.value.value.text }))
        let name = place.declared ?? store.declare(place.hints.map { Naming.upperCamel($0) }, in: place.parent)
        let owner = place.schemaName ?? name.path
        var plan = Enumerations.plan(values, rawType: rawType, listed: listed.values) { value in
            configuration.caseNames.renamed("\(owner).\(value)")
        }
        plan.isClosed = configuration.isClosed(owner)
        add(.openEnum(plan), named: name, place, schema, documentation: listed.rest)
        return .named(name)
    }

    /// Whether `member` only says which properties must be there, as in `anyOf: [{required: [a]}, {required: [b]}]`.
    private func isConstraint(_ member: Schema) -> Bool {
        guard member.reference == nil, member.allOf.isEmpty, !member.isNever else { return false }
        var rest = member
        rest.required = []
        rest.types = rest.types == [.object] ? [] : rest.types
        return !rest.shapesType
    }
}

extension Schema {
    /// Whether the keywords are those of an object.
    var shapesObject: Bool {
        !properties.isEmpty || additionalProperties.isStated || !required.isEmpty
            || !self.patternProperties.isEmpty
    }
}
