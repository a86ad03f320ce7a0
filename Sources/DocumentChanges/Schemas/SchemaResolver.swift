internal import DocumentTree
internal import OpenAPI

/// A schema with its references followed.
struct ResolvedSchema {
    var schema: Schema
    /// The component that the last reference led to.
    var name: String?
}

/// Follows the references of a document's schemas.
struct SchemaResolver {
    let table: SchemaTable

    /// The schema that is meant. Keywords beside `$ref` apply as well (JSON Schema 2020-12 core §8.2.3.1).
    func resolve(_ schema: Schema) -> ResolvedSchema {
        var result = ResolvedSchema(schema: schema, name: nil)
        // References that go round were reported when the document was read.
        for _ in 0..<64 {
            guard let id = result.schema.reference, let entry = table[id] else { break }
            var target = entry.schema
            if result.schema.hasKeywordsBesideReference { target.add(result.schema) }
            result = ResolvedSchema(schema: target, name: entry.name)
        }
        return result
    }

    /// The one schema that a composition of one stands for where nothing else is said of values but that null is one.
    ///
    /// - Parameter other: What it is compared with; nil is returned where that is a composition of the same kind.
    func sole(_ schema: ResolvedSchema, beside other: Schema) -> ResolvedSchema? {
        let outer = schema.schema
        let isAlike = outer.allOf.isEmpty ? !(other.oneOf + other.anyOf).isEmpty : !other.allOf.isEmpty
        let parts = outer.allOf + outer.oneOf + outer.anyOf
        guard !isAlike, parts.count == 1, outer.withoutComposition.isAnnotation else { return nil }
        var result = resolve(parts[0])
        result.schema.add(outer.withoutComposition)
        return result
    }

    /// The one schema that stands beside `{type: null}` in `oneOf` or `anyOf`, where nothing else is said of values.
    func nonNull(_ schema: ResolvedSchema) -> ResolvedSchema? {
        let outer = schema.schema
        let alternatives = outer.oneOf + outer.anyOf
        guard alternatives.count == 2, outer.oneOf.isEmpty || outer.anyOf.isEmpty, outer.allOf.isEmpty,
            outer.withoutComposition.isAnnotation, alternatives.count(where: \.standsForNull) == 1,
            let other = alternatives.first(where: { !$0.standsForNull })
        else { return nil }
        var result = resolve(other)
        result.schema.add(outer.withoutComposition)
        result.schema.isNullable = true
        return result
    }
}

extension Schema {
    /// Whether it is `{type: null}`, or `{nullable: true}`, which documents of OpenAPI 3.0 have for it.
    fileprivate var standsForNull: Bool { isOnlyNull || (isNullable && isAnnotation) }

    /// Whether a keyword beside `$ref` may mean something for values or for programs.
    fileprivate var hasKeywordsBesideReference: Bool {
        isNullable || isReadOnly || isWriteOnly || isDeprecated || !extensions.isEmpty || self.defaultValue != nil
            || !withoutAnnotations.isEmpty
    }

    /// Says of a schema what another one says as well.
    mutating func add(_ other: Schema) {
        location = other.location
        isNullable = isNullable || other.isNullable
        isReadOnly = isReadOnly || other.isReadOnly
        isWriteOnly = isWriteOnly || other.isWriteOnly
        isDeprecated = isDeprecated || other.isDeprecated
        isNever = isNever || other.isNever
        extensions += other.extensions
        if let value = other.defaultValue { self.defaultValue = value }
        if !other.types.isEmpty { types = other.types }
        if let format = other.format { self.format = format }
        if let values = other.enumValues { enumValues = values }
        if let constant = other.constant { self.constant = constant }
        properties.takeNamed(other.properties)
        required += other.required.filter { !required.contains($0) }
        if case .unstated = other.additionalProperties {} else { additionalProperties = other.additionalProperties }
        if let items = other.items { self.items = items }
        allOf += other.allOf
        if !other.oneOf.isEmpty { oneOf = other.oneOf }
        if !other.anyOf.isEmpty { anyOf = other.anyOf }
        if other.hasLimits { takeLimits(other) }
        if other.hasRareKeywords { takeRareKeywords(other) }
    }

    private mutating func takeLimits(_ other: Schema) {
        func take<Value>(_ path: WritableKeyPath<SchemaLimits, Value?>, _ schema: inout Schema) {
            if let value = other[dynamicMember: path] { schema[dynamicMember: path] = value }
        }
        for path in [\SchemaLimits.minLength, \.maxLength, \.minItems, \.maxItems, \.minProperties, \.maxProperties] {
            take(path, &self)
        }
        for path in [\SchemaLimits.minimum, \.maximum, \.looserMinimum, \.looserMaximum] { take(path, &self) }
        take(\.pattern, &self)
        take(\.multipleOf, &self)
        if other.uniqueItems { self.uniqueItems = true }
    }

    private mutating func takeRareKeywords(_ other: Schema) {
        func take<Value>(_ path: WritableKeyPath<RareKeywords, Value?>, _ schema: inout Schema) {
            if let value = other[dynamicMember: path] { schema[dynamicMember: path] = value }
        }
        for path in [
            \RareKeywords.not, \.ifSchema, \.thenSchema, \.elseSchema, \.propertyNames, \.unevaluatedProperties,
            \.unevaluatedItems, \.contains, \.contentSchema,
        ] { take(path, &self) }
        take(\.minContains, &self)
        take(\.maxContains, &self)
        take(\.contentEncoding, &self)
        take(\.contentMediaType, &self)
        take(\.discriminator, &self)
        self.patternProperties.takeNamed(other.patternProperties)
        self.dependentSchemas.takeNamed(other.dependentSchemas)
        if !other.prefixItems.isEmpty { self.prefixItems = other.prefixItems }
        let names = Set(other.dependentRequired.map(\.name))
        self.dependentRequired = self.dependentRequired.filter { !names.contains($0.name) } + other.dependentRequired
    }
}

extension [Property] {
    /// Adds schemas, each in place of one by the same name.
    fileprivate mutating func takeNamed(_ others: [Property]) {
        let names = Set(others.map(\.name))
        self = filter { !names.contains($0.name) } + others
    }
}
