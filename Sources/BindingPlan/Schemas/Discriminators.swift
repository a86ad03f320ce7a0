internal import DocumentTree
internal import OpenAPI

/// A discriminator on a schema that others extend by `allOf` makes a reference to it mean any of them, told apart by
/// one property. Which schemas those are stands in the mapping, or nowhere: then they are all that lead to the base
/// through `allOf`, and the property holds the schema's name (OpenAPI 3.0.3 §4.7.25). This table knows them before any
/// schema is bound, since a base is declared as an enum and its subtypes give the property their own value.
struct Discriminators {
    /// A schema whose references mean any of its subtypes.
    struct Base {
        var property: String
        /// The subtypes with the property's values for them, those of the mapping first.
        var cases: [(id: SchemaID, values: [String])]
    }

    private(set) var bases: [SchemaID: Base] = [:]
    /// The value of a discriminating property in a schema that is one of the choices.
    private var values: [SchemaID: [String: String]] = [:]
    private var parents: [SchemaID: [SchemaID]] = [:]
    private(set) var log = DiagnosticLog()

    init(_ document: Document) {
        let schemas = document.schemas
        for entry in schemas.entries {
            parents[entry.id] = Self.composed(entry.schema)
        }
        for entry in schemas.entries {
            guard let discriminator = entry.schema.discriminator else { continue }
            if entry.schema.oneOf.isEmpty, entry.schema.anyOf.isEmpty { addBase(entry, discriminator, schemas) }
        }
        for base in schemas.entries.compactMap({ bases[$0.id] }) { addInheriting(base) }
        var unions: [(schema: Schema, discriminator: Discriminator)] = []
        DocumentSchemas.forEach(in: document) { schema in
            if !(schema.oneOf.isEmpty && schema.anyOf.isEmpty), let discriminator = schema.discriminator {
                unions.append((schema, discriminator))
            }
        }
        for (schema, discriminator) in unions {
            for member in schema.oneOf + schema.anyOf {
                guard let id = member.reference, let target = schemas[id] else { continue }
                let mapped = discriminator.mapping.filter { $0.schema == id }.map(\.value)
                setValues(mapped.isEmpty ? [target.name] : mapped, of: discriminator, in: target)
            }
        }
    }

    /// The value that `property` has in the schema `id` as one of a discriminator's choices.
    func value(of property: String, in id: SchemaID) -> String? { values[id]?[property] }

    /// A discriminator's property and its value for `id`, where `schema` does not describe that property.
    func ownValue(of id: SchemaID, missingIn schema: Schema) -> (property: String, value: String)? {
        values[id]?.filter { own in !schema.properties.contains { $0.name == own.key } }
            .min { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Whether `id` is composed of `base`, however indirectly.
    func extends(_ id: SchemaID, _ base: SchemaID) -> Bool {
        var seen: Set<SchemaID> = [id]
        var open = parents[id] ?? []
        while let next = open.popLast() {
            if next == base { return true }
            if seen.insert(next).inserted { open += parents[next] ?? [] }
        }
        return false
    }

    /// Whether `id` is composed of a schema with a discriminator, and so has to be a type of its own.
    func isSubtype(_ id: SchemaID) -> Bool {
        guard let direct = parents[id], !direct.isEmpty else { return false }
        var seen: Set<SchemaID> = [id]
        var open = direct
        while let next = open.popLast() {
            if bases[next] != nil { return true }
            if seen.insert(next).inserted { open += parents[next] ?? [] }
        }
        return false
    }

    private mutating func addBase(
        _ entry: SchemaTable.Entry, _ discriminator: Discriminator, _ schemas: SchemaTable
    ) {
        var cases: [(id: SchemaID, values: [String])] = []
        for mapping in discriminator.mapping where schemas[mapping.schema] != nil {
            if let index = cases.firstIndex(where: { $0.id == mapping.schema }) {
                cases[index].values.append(mapping.value)
            } else {
                cases.append((mapping.schema, [mapping.value]))
            }
        }
        let mapped = Set(cases.map(\.id))
        for other in schemas.entries where other.isComponent && !mapped.contains(other.id) && other.id != entry.id {
            if extends(other.id, entry.id) { cases.append((other.id, [other.name])) }
        }
        guard cases.contains(where: { $0.id != entry.id }) else { return }
        bases[entry.id] = Base(property: discriminator.propertyName, cases: cases)
        for subtype in cases { setValue(subtype.values.first, of: discriminator.propertyName, in: subtype.id) }
    }

    /// Makes bases of those subtypes that have subtypes themselves: they inherit the discriminator with the property.
    private mutating func addInheriting(_ base: Base) {
        for (id, _) in base.cases where bases[id] == nil {
            let own = base.cases.filter { $0.id == id || extends($0.id, id) }
            if own.count > 1 { bases[id] = Base(property: base.property, cases: own) }
        }
    }

    private mutating func setValues(
        _ values: [String], of discriminator: Discriminator, in entry: SchemaTable.Entry
    ) {
        let property = discriminator.propertyName
        guard let known = self.values[entry.id]?[property] else {
            setValue(values.first, of: property, in: entry.id)
            return
        }
        guard !values.contains(known), let value = values.first else { return }
        log.warning(
            "conflicting-discriminator-values",
            "'\(entry.name)' is '\(value)' here, but '\(known)' as an alternative elsewhere, which its '\(property)' "
                + "has by default",
            at: discriminator.location, help: "map both values to it in both places, or set '\(property)' for this one")
    }

    private mutating func setValue(_ value: String?, of property: String, in id: SchemaID) {
        if values[id]?[property] == nil { values[id, default: [:]][property] = value }
    }

    /// The schemas that `schema` is composed of directly.
    private static func composed(_ schema: Schema) -> [SchemaID] {
        var ids: [SchemaID] = []
        if let id = schema.reference { ids.append(id) }
        for element in schema.allOf { ids += composed(element) }
        return ids
    }
}
