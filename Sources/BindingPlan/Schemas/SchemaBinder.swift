internal import DocumentTree
internal import OpenAPI

/// Decides the Swift type of every schema. Those with an identity get their names first, in the document's order, so
/// that what is written in place can neither take a name away from them nor change it.
final class SchemaBinder {
    let schemas: SchemaTable
    let configuration: Configuration
    let merging: AllOfMerging
    let discriminators: Discriminators
    let overrides: TypeOverrides
    var store: TypeStore
    var log = DiagnosticLog()
    /// The types being bound for compositions of nothing but references, which may lead back to themselves.
    var compositions: [[SchemaID]: TypeName] = [:]
    private var names: [SchemaID: TypeName] = [:]
    private var nullability: [SchemaID: Bool] = [:]
    /// The structs around the properties of schemas whose own name is that of the enum of their subtypes.
    private var baseNames: [SchemaID: TypeName] = [:]

    init(document: Document, configuration: Configuration) {
        schemas = document.schemas
        self.configuration = configuration
        merging = AllOfMerging(schemas: schemas)
        discriminators = Discriminators(document)
        overrides = TypeOverrides(configuration.types, document: document)
        log = discriminators.log
        let suffixes = ["API", "Client", "Server", "Handlers", "Document", "Servers", "Security", "Credentials"]
        let externals = overrides.types.map { String($0.name.prefix { $0 != "." }) }
        store = TypeStore(
            reserved: suffixes.map { configuration.moduleName + $0 } + [configuration.moduleName(of: .api)] + externals)
    }

    /// Binds every schema that has an identity.
    func bindEntries() {
        let entries = schemas.entries.filter { overrides[$0.id] == nil }
        let wanted = entries.map { entry in
            let name = configuration.schemaNames.apply(to: entry.name)
            return (entry: entry, source: name, name: Naming.upperCamel(name))
        }
        // Whoever is spelled as Swift would have it keeps that name, wherever it stands.
        let ranks: [(SchemaTable.Entry, Bool) -> Bool] = [
            { $0.isComponent && $1 }, { $0.isComponent && !$1 }, { entry, _ in !entry.isComponent },
        ]
        for belongs in ranks {
            for schema in wanted where belongs(schema.entry, schema.source == schema.name) {
                names[schema.entry.id] = store.claim(schema.name)
            }
        }
        for entry in entries { names[entry.id].map { store.list($0) } }
        for entry in entries where discriminators.bases[entry.id] != nil {
            guard let name = names[entry.id] else { continue }
            baseNames[entry.id] = store.declare([name.path + "Base"], in: nil)
        }
        for entry in entries {
            guard let name = names[entry.id] else { continue }
            if let base = discriminators.bases[entry.id], let baseName = baseNames[entry.id] {
                bindBase(entry, base, name: name, baseName: baseName)
                continue
            }
            let place = Place(declared: name, schemaName: entry.name, id: entry.id)
            let bound = bind(entry.schema, at: place)
            if store[name] == nil {
                add(
                    .alias(bound.type), at: place, entry.schema,
                    documentation: Documentation.paragraphs(documentation(of: entry.schema), notes(on: entry.schema)))
            }
        }
    }

    /// The declared name of a schema with an identity.
    func name(of id: SchemaID) -> TypeName? { names[id] }

    /// The Swift type for `schema`, declaring what it needs at `place`.
    func bind(_ schema: Schema, at place: Place) -> BoundType {
        if let type = overrides.type(for: schema) {
            return BoundType(type: .external(type), isNullable: schema.isNullable)
        }
        let isSubtype = place.id.map { discriminators.isSubtype($0) } ?? false
        if !isSubtype, let sole = merging.sole(schema) {
            if let id = sole.reference, sole.allOf.isEmpty {
                var bound = reference(id)
                bound.isNullable = bound.isNullable || schema.isNullable || sole.isNullable
                return bound
            }
            var bound = bind(sole, at: place)
            bound.isNullable = bound.isNullable || schema.isNullable
            return bound
        }
        if let known = composition(schema) { return known }
        guard place.depth < 24 else {
            log.warning(
                "nesting-too-deep", "schemas are nested too deeply here; any JSON value is bound instead",
                at: schema.location, help: "move the inner schemas to 'components/schemas'")
            return BoundType(type: .json)
        }
        var place = place
        if place.declared == nil { place.composed = Self.composedIDs(schema) }
        return bind(merging.effective(schema), at: place, source: schema)
    }

    /// The type for a reference.
    func reference(_ id: SchemaID) -> BoundType {
        if let type = overrides[id] { return BoundType(type: .external(type), isNullable: isNullable(id)) }
        guard let name = names[id] else { return BoundType(type: .json) }
        return BoundType(type: .named(name), isNullable: isNullable(id))
    }

    /// Puts a plan under the name of `place`, which is given here unless the schema has one already.
    @discardableResult
    func add(_ kind: TypePlan.Kind, at place: Place, _ schema: Schema, documentation: [String]? = nil) -> TypeName {
        let name = place.declared ?? store.declare(place.hints.map { Naming.upperCamel($0) }, in: place.parent)
        add(kind, named: name, place, schema, documentation: documentation)
        return name
    }

    func add(
        _ kind: TypePlan.Kind, named name: TypeName, _ place: Place, _ schema: Schema, documentation: [String]? = nil
    ) {
        var plan = TypePlan(
            name: name, schemaName: place.schemaName, location: schema.location,
            documentation: documentation
                ?? Documentation.paragraphs(self.documentation(of: schema), Documentation.examples(schema.examples)),
            kind: kind)
        if let schemaName = place.schemaName {
            let rule = configuration.conformances.first { NamePattern($0.pattern).match(schemaName) != nil }
            plan.conformances = rule?.protocols ?? []
        }
        plan.extensions = ExtensionPlan.plans(schema.extensions)
        store.add(plan)
    }

    func documentation(of schema: Schema) -> [String] {
        Documentation.paragraphs(
            Documentation.lines(schema.title), Documentation.lines(schema.description),
            schema.isDeprecated ? ["- Note: Deprecated."] : [])
    }

    /// What a type says of its values that it does not enforce.
    private func notes(on schema: Schema) -> [String] {
        var notes = Constraints.sentences(Constraints.plans(of: schema)) + Documentation.examples(schema.examples)
        if let text = schema.defaultValue.flatMap({ Documentation.code($0) }) { notes.append("Default: \(text).") }
        return notes
    }

    // MARK: By shape

    private func bind(_ effective: EffectiveSchema, at place: Place, source: Schema) -> BoundType {
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
        return [one, other].allSatisfy { schema in
            schema.types.count == 1 && !schema.types.contains(.object) && !schema.types.contains(.array)
                && schema.types == one.types && schema.format == one.format && schema.isNullable == one.isNullable
                && schema.enumValues == nil && schema.constant == nil && schema.reference == nil
                && schema.allOf.isEmpty && schema.oneOf.isEmpty && schema.anyOf.isEmpty
        }
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
        let text = Documentation.paragraphs(
            documentation(of: schema), place.schemaName == nil ? [] : notes(on: schema))
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

    // MARK: Names

    /// A composition of nothing but references that is met within itself is the type that it is becoming.
    private func composition(_ schema: Schema) -> BoundType? {
        guard let ids = Self.composedIDs(schema), let name = compositions[ids] else { return nil }
        return BoundType(type: .named(name), isNullable: schema.isNullable)
    }

    static func composedIDs(_ schema: Schema) -> [SchemaID]? {
        guard !schema.shapesTypeBesideTypes, schema.allOf.count > 1 else { return nil }
        let ids = schema.allOf.compactMap { $0.shapesType ? nil : $0.reference }
        return ids.count == schema.allOf.count ? ids : nil
    }

    private func isNullable(_ id: SchemaID) -> Bool {
        if let known = nullability[id] { return known }
        nullability[id] = false
        let result = schemas[id].map { isNullable($0.schema) } ?? false
        nullability[id] = result
        return result
    }

    /// Whether `null` is a value of `schema`.
    func isNullable(_ schema: Schema) -> Bool {
        if schema.isNullable { return true }
        if let sole = merging.sole(schema) {
            if let id = sole.reference { return sole.isNullable || isNullable(id) }
            return isNullable(sole)
        }
        return (schema.oneOf + schema.anyOf).contains { $0.allowsOnlyNull || $0.isNullable }
    }
}

extension Schema {
    /// Whether the keywords are those of an object.
    var shapesObject: Bool {
        !properties.isEmpty || additionalProperties.isStated || !required.isEmpty
            || !self.patternProperties.isEmpty
    }
}
