internal import DocumentTree
internal import OpenAPI

/// `allOf` says that several schemas hold at once. One of them alone is simply that schema; several are one schema with
/// the properties of all. What two of them say about the same property holds at once as well, and so is an `allOf`
/// again. Schemas that a composition leads back to themselves are left out where they recur.
final class AllOfMerging {
    private let schemas: SchemaTable
    private var cache: [SchemaID: EffectiveSchema] = [:]
    private(set) var log = DiagnosticLog()

    init(schemas: SchemaTable) {
        self.schemas = schemas
    }

    /// The one schema that `schema` stands for with nothing but annotations beside it; nil where it is more than that.
    func sole(_ schema: Schema) -> Schema? {
        let elements = schema.allOf.filter { $0.reference != nil || !$0.allOf.isEmpty || $0.shapesType }
        guard !schema.shapesTypeBesideTypes else { return nil }
        if schema.reference != nil { return elements.isEmpty && schema.types.isEmpty ? schema : nil }
        guard elements.count == 1, let element = elements.first else { return nil }
        return schema.types.isEmpty || schema.types == statedTypes(of: element, depth: 0) ? element : nil
    }

    /// What is left of `schema` when its composition is written out.
    func effective(_ schema: Schema) -> EffectiveSchema {
        merge(schema, visiting: [])
    }

    /// The merged schema of a reference's target.
    func effective(_ id: SchemaID) -> EffectiveSchema? {
        target(id, visiting: [])
    }

    private func statedTypes(of schema: Schema, depth: Int) -> [JSONType] {
        if !schema.types.isEmpty || depth > 16 { return schema.types }
        if let id = schema.reference, let entry = schemas[id] { return statedTypes(of: entry.schema, depth: depth + 1) }
        for element in schema.allOf {
            let types = statedTypes(of: element, depth: depth + 1)
            if !types.isEmpty { return types }
        }
        return []
    }

    private func target(_ id: SchemaID, visiting: [SchemaID]) -> EffectiveSchema? {
        if let known = cache[id] { return known }
        guard let entry = schemas[id] else { return nil }
        guard !visiting.contains(id) else {
            log.warning(
                "cyclic-all-of", "the composition of '\(entry.name)' leads back to itself; it is left out there",
                at: entry.nameLocation, help: "remove the reference to '\(entry.name)' from its own composition")
            return nil
        }
        let result = merge(entry.schema, visiting: visiting + [id])
        if visiting.isEmpty { cache[id] = result }
        return result
    }

    private func merge(_ schema: Schema, visiting: [SchemaID]) -> EffectiveSchema {
        var own = schema
        let groups = [
            AlternativeGroup(members: schema.oneOf, isExclusive: true),
            AlternativeGroup(members: schema.anyOf, isExclusive: false),
        ].filter { !$0.members.isEmpty }
        guard schema.reference != nil || !schema.allOf.isEmpty else {
            own.oneOf = []
            own.anyOf = []
            return EffectiveSchema(schema: own, groups: groups)
        }
        own.reference = nil
        own.allOf = []
        own.oneOf = []
        own.anyOf = []
        var result: EffectiveSchema?
        if let id = schema.reference, let part = composed(id, visiting: visiting, into: schema) {
            result = part
        }
        for element in schema.allOf {
            let part: EffectiveSchema?
            if let id = element.reference, sole(element) != nil {
                part = composed(id, visiting: visiting, into: schema)
            } else {
                part = merge(element, visiting: visiting)
            }
            guard let part else { continue }
            result = result.map { combine($0, part) } ?? part
        }
        guard var merged = result else { return EffectiveSchema(schema: own, groups: groups) }
        let isNullable = own.isNullable || merged.schema.isNullable
        merged = combine(merged, EffectiveSchema(schema: own, groups: groups))
        merged.schema.isNullable = isNullable
        merged.schema.title = own.title
        merged.schema.description = own.description
        if let discriminator = own.discriminator { merged.schema.discriminator = discriminator }
        merged.schema.location = own.location
        return merged
    }

    /// The target of a reference as a part of something else. A base with a discriminator gives its properties, not the
    /// choice among its subtypes, of which the composed schema is one. So does a base without, if the composed schema is
    /// one of its alternatives.
    private func composed(_ id: SchemaID, visiting: [SchemaID], into schema: Schema) -> EffectiveSchema? {
        guard var part = target(id, visiting: visiting) else { return nil }
        part.groups.removeAll { group in
            group.members.contains { member in
                let alternative = member.reference.flatMap { schemas[$0]?.schema }
                return alternative?.location.isSame(as: schema.location) == true
            }
        }
        if part.schema.discriminator != nil { part.groups = [] }
        if part.schema.discriminator != nil { part.schema.discriminator = nil }
        return part
    }

    private func combine(_ first: EffectiveSchema, _ second: EffectiveSchema) -> EffectiveSchema {
        var result = first
        let other = second.schema
        result.groups += second.groups
        result.schema.types = types(first.schema, other)
        result.schema.isNullable = first.schema.isNullable && other.isNullable
        result.schema.isNever = first.schema.isNever || other.isNever
        result.schema.format = other.format ?? first.schema.format
        if let value = other.contentEncoding { result.schema.contentEncoding = value }
        if let value = other.constant { result.schema.constant = value }
        if let value = other.defaultValue { result.schema.defaultValue = value }
        result.schema.enumValues = enumValues(first.schema.enumValues, other.enumValues)
        result.schema.additionalProperties = additional(first.schema, other)
        if !other.patternProperties.isEmpty { result.schema.patternProperties += other.patternProperties }
        if !other.prefixItems.isEmpty { result.schema.prefixItems += other.prefixItems }
        result.schema.extensions += other.extensions
        result.schema.isReadOnly = first.schema.isReadOnly || other.isReadOnly
        result.schema.isWriteOnly = first.schema.isWriteOnly || other.isWriteOnly
        result.schema.isDeprecated = first.schema.isDeprecated || other.isDeprecated
        if let items = other.items { result.schema.items = first.schema.items.map { both($0, items) } ?? items }
        for name in other.required where !result.schema.required.contains(name) { result.schema.required.append(name) }
        combineConstraints(&result.schema, other)
        guard !first.schema.properties.isEmpty else {
            result.schema.properties = other.properties
            return result
        }
        for property in other.properties {
            if let index = result.schema.properties.firstIndex(where: { $0.name == property.name }) {
                let known = result.schema.properties[index]
                result.schema.properties[index].schema = both(known.schema, property.schema)
            } else {
                result.schema.properties.append(property)
            }
        }
        return result
    }

    /// The schema that says what both say.
    private func both(_ first: Schema, _ second: Schema) -> Schema {
        if first.location.isSame(as: second.location) { return second }
        if let id = first.reference, id == second.reference { return second }
        if !first.shapesType, first.reference == nil, first.allOf.isEmpty { return second }
        if !second.shapesType, second.reference == nil, second.allOf.isEmpty {
            var result = first
            result.description = second.description ?? first.description
            if let value = second.defaultValue { result.defaultValue = value }
            return result
        }
        var result = Schema(location: second.location)
        result.allOf = [first, second]
        result.description = second.description ?? first.description
        result.isNullable = first.isNullable && second.isNullable
        return result
    }

    /// The types that both allow. Where there is none, the document contradicts itself, and anything is bound.
    private func types(_ first: Schema, _ second: Schema) -> [JSONType] {
        if first.types.isEmpty { return second.types }
        if second.types.isEmpty || first.types == second.types { return first.types }
        let common = first.types.filter { type in
            second.types.contains(type) || (type == .integer && second.types.contains(.number))
        }
        if !common.isEmpty { return common }
        if first.types.contains(.number), second.types.contains(.integer) { return [.integer] }
        log.warning(
            "conflicting-all-of",
            "the schemas of this 'allOf' exclude each other: \(first.types.names) and \(second.types.names); "
                + "any JSON value is bound instead",
            at: second.location, help: "make the types agree, or use 'oneOf'")
        return JSONType.anything
    }

    private func enumValues(_ first: [Node]?, _ second: [Node]?) -> [Node]? {
        guard let first, let second else { return second ?? first }
        let common = second.filter { value in first.contains { $0.value.isSame(as: value.value) } }
        return common.isEmpty ? second : common
    }

    private func additional(_ first: Schema, _ second: Schema) -> AdditionalProperties {
        switch (first.additionalProperties, second.additionalProperties) {
        case (.schema(let one), .schema(let other)): .schema(both(one, other))
        case (.schema, _): first.additionalProperties
        case (_, .schema): second.additionalProperties
        case (.allowed, _): first.additionalProperties
        case (_, .allowed): second.additionalProperties
        case (.forbidden, .forbidden): .forbidden
        default: .unstated
        }
    }

    private func combineConstraints(_ result: inout Schema, _ other: Schema) {
        if let value = other.minLength { result.minLength = value }
        if let value = other.maxLength { result.maxLength = value }
        if let value = other.pattern { result.pattern = value }
        if let value = other.minimum { result.minimum = value }
        if let value = other.maximum { result.maximum = value }
        if let value = other.multipleOf { result.multipleOf = value }
        if let value = other.minItems { result.minItems = value }
        if let value = other.maxItems { result.maxItems = value }
        if other.uniqueItems { result.uniqueItems = true }
        if let value = other.minProperties { result.minProperties = value }
        if let value = other.maxProperties { result.maxProperties = value }
    }
}

extension JSONType {
    static let anything: [JSONType] = [.object, .array, .string, .number, .integer, .boolean]
}

extension [JSONType] {
    var names: String { map { "'\($0.rawValue)'" }.joined(separator: " or ") }
}

extension SourceLocation {
    func isSame(as other: SourceLocation) -> Bool {
        file === other.file && line == other.line && column == other.column
    }
}

extension Node.Value {
    var isNull: Bool { if case .null = self { true } else { false } }

    /// Whether two scalars are the same; containers never are.
    func isSame(as other: Node.Value) -> Bool {
        switch (self, other) {
        case (.null, .null): true
        case (.bool(let one), .bool(let other)): one == other
        case (.integer(let one), .integer(let other)): one == other
        case (.decimal(let one), .decimal(let other)): one == other
        case (.string(let one), .string(let other)): one == other
        default: false
        }
    }
}
