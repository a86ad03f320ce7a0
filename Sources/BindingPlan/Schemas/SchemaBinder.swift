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
    private(set) var baseNames: [SchemaID: TypeName] = [:]

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
                    documentation: Documentation.noted(documentation(of: entry.schema), notes(on: entry.schema)))
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
                ?? Documentation.noted(
                    self.documentation(of: schema),
                    // A property says the default of its own schema itself.
                    place.schemaName == nil ? Documentation.examples(schema.examples) : values(of: schema)),
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
    func notes(on schema: Schema) -> [String] {
        Constraints.sentences(Constraints.plans(of: schema)) + values(of: schema)
    }

    /// Its examples and its default.
    private func values(of schema: Schema) -> [String] {
        let text = schema.defaultValue.flatMap { Documentation.code($0) }
        return Documentation.examples(schema.examples) + (text.map { ["Default: \($0)."] } ?? [])
    }

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
