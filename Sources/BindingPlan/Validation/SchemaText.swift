internal import DocumentTree
internal import OpenAPI
internal import RegularExpressions

/// Puts schemas into the text that BinderyRuntime holds requests against: JSON Schema 2020-12 in short, whatever version
/// the document is of. Only keywords that decide whether a value is valid are in it.
struct SchemaText {
    let document: Document
    let discriminators: Discriminators
    /// The names of the schemas that references lead to.
    let names: [SchemaID: String]
    /// What values of a format have to be beside all else. Requests are not held against formats, which are annotations
    /// (JSON Schema 2020-12 validation §7.2.1).
    var formats: [String: JSONLiteral] = [:]
    /// The references met so far.
    private(set) var references: [SchemaID] = []
    var log = DiagnosticLog()
    /// The schemas whose texts are being made, as far as they stand for one and the same value: a reference back to one
    /// of them says nothing.
    private var open: [SchemaID] = []

    init(document: Document, discriminators: Discriminators, names: [SchemaID: String]) {
        self.document = document
        self.discriminators = discriminators
        self.names = names
    }

    /// What accepts every value.
    static let anything = JSONLiteral("true")

    /// The text of a schema that references lead to.
    mutating func definition(_ entry: SchemaTable.Entry) -> JSONLiteral {
        open = [entry.id]
        defer { open = [] }
        var text = text(entry.schema)
        if let base = discriminators.bases[entry.id] {
            let mapping = base.cases.flatMap { item in item.values.map { ($0, reference(to: item.id)) } }
            text = .object(text.members + [("discriminator", discriminator(base.property, mapping, isClosed: false))])
        }
        return text
    }

    /// - Parameter readOnly: names of members of this same value that are `readOnly`, and so not demanded of requests.
    mutating func text(_ schema: Schema, readOnly: Set<String> = []) -> JSONLiteral {
        if schema.isNever { return JSONLiteral("false") }
        var members: [(String, JSONLiteral)] = []
        addTypes(of: schema, to: &members)
        addLimits(of: schema, to: &members)
        let readOnly = readOnly.union(ReadOnlyMembers.names(in: schema, of: document))
        addObject(schema, readOnly, to: &members)
        addArray(schema, to: &members)
        addComposition(schema, readOnly, to: &members)
        if members.isEmpty { return Self.anything }
        let text = JSONLiteral.schema(members)
        // `nullable` beside nothing but composition means the whole, in practice (OpenAPI 3.0.3 §4.7.24.1 leaves it open).
        guard schema.isNullable, schema.types.isEmpty, !schema.isOnlyNull, schema.enumValues == nil,
            schema.constant == nil
        else { return text }
        return .object([("anyOf", .array([.string("null"), text]))])
    }

    private mutating func addTypes(of schema: Schema, to members: inout [(String, JSONLiteral)]) {
        if let id = schema.reference, names[id] != nil, !open.contains(id) {
            members.append(("$ref", reference(to: id)))
        }
        var types = schema.types.map { JSONLiteral.string($0.rawValue) }
        if schema.isOnlyNull || schema.isNullable && !types.isEmpty { types.append(.string("null")) }
        // Values of these types and no others say it all.
        if schema.allowsOnlyListedScalars { types = [] }
        if types.count == 1 { members.append(("type", types[0])) }
        if types.count > 1 { members.append(("type", .array(types))) }
        if let values = schema.enumValues {
            var texts = values.map(JSONLiteral.init)
            let isOlder = !(document.version.hasPrefix("3.1") || document.version.hasPrefix("3.2"))
            // Documents of OpenAPI 3.0 mostly leave null out of the values of a nullable schema.
            if isOlder, schema.isNullable, !values.contains(where: { $0.value.isNull }) { texts.append(.init("null")) }
            members.append(("enum", .array(texts)))
        }
        if let constant = schema.constant { members.append(("const", JSONLiteral(constant))) }
    }

    private mutating func addLimits(of schema: Schema, to members: inout [(String, JSONLiteral)]) {
        guard schema.hasLimits else { return }
        func add(_ keyword: String, _ count: Int?) {
            if let count { members.append((keyword, JSONLiteral(String(count)))) }
        }
        add("minLength", schema.minLength == 0 ? nil : schema.minLength)
        add("maxLength", schema.maxLength)
        if let pattern = schema.pattern, isUsable(pattern) { members.append(("pattern", .string(pattern))) }
        if let bound = schema.minimum, let number = JSONLiteral(number: bound.value) {
            members.append((bound.isExclusive ? "exclusiveMinimum" : "minimum", number))
        }
        if let bound = schema.maximum, let number = JSONLiteral(number: bound.value) {
            members.append((bound.isExclusive ? "exclusiveMaximum" : "maximum", number))
        }
        if let factor = schema.multipleOf.flatMap({ JSONLiteral(number: $0) }) {
            // The runtime divides by numbers of up to 19 digits.
            if factor.digitCount <= 19 {
                members.append(("multipleOf", factor))
            } else {
                log.warning(
                    "unsupported-keyword", "'multipleOf' is not checked, as it has more than 19 digits",
                    at: schema.location)
            }
        }
        add("minItems", schema.minItems == 0 ? nil : schema.minItems)
        add("maxItems", schema.maxItems)
        if schema.uniqueItems { members.append(("uniqueItems", JSONLiteral("true"))) }
        add("minProperties", schema.minProperties == 0 ? nil : schema.minProperties)
        add("maxProperties", schema.maxProperties)
    }

    /// Patterns that cannot be used have been named where they were read.
    private func isUsable(_ pattern: String) -> Bool {
        (try? RegularExpression(pattern)) != nil
    }
}

// MARK: Objects and arrays

extension SchemaText {
    private mutating func addObject(
        _ schema: Schema, _ readOnly: Set<String>, to members: inout [(String, JSONLiteral)]
    ) {
        let patterns = schema.patternProperties.filter { isUsable($0.name) }
        var additional: JSONLiteral?
        switch schema.additionalProperties {
        case .unstated, .allowed: break
        case .forbidden: additional = JSONLiteral("false")
        case .schema(let value): additional = inner(value)
        }
        if let rest = schema.unevaluatedProperties {
            let text = inner(rest)
            if schema.isComposed, text != Self.anything {
                sayUnevaluated("unevaluatedProperties", schema)
            } else if !schema.additionalProperties.isStated {
                additional = text
            }
        }
        // Without all patterns, nobody knows which members are additional.
        if patterns.count < schema.patternProperties.count || additional == Self.anything { additional = nil }
        let namesCount = additional != nil || !patterns.isEmpty
        var properties: [(String, JSONLiteral)] = []
        for property in schema.properties {
            let text = inner(property.schema)
            if namesCount || text != Self.anything { properties.append((property.name, text)) }
        }
        add("properties", properties, to: &members)
        let required = schema.required.filter { !readOnly.contains($0) }
        if !required.isEmpty { members.append(("required", .array(required.map(JSONLiteral.string)))) }
        add("patternProperties", patterns.map { ($0.name, inner($0.schema)) }, to: &members)
        if let additional { members.append(("additionalProperties", additional)) }
        if let names = schema.propertyNames { members.append(("propertyNames", inner(names))) }
        let dependent = schema.dependentRequired.map { entry in
            (entry.name, JSONLiteral.array(entry.required.map(JSONLiteral.string)))
        }
        add("dependentRequired", dependent, to: &members)
        add("dependentSchemas", schema.dependentSchemas.map { ($0.name, text($0.schema)) }, to: &members)
    }

    private mutating func addArray(_ schema: Schema, to members: inout [(String, JSONLiteral)]) {
        var rest = schema.items.map { inner($0) }
        if let unevaluated = schema.unevaluatedItems {
            let text = inner(unevaluated)
            if schema.isComposed || schema.contains != nil, text != Self.anything {
                sayUnevaluated("unevaluatedItems", schema)
            } else if rest == nil {
                rest = text
            }
        }
        let prefix = schema.prefixItems.map { inner($0) }
        if prefix.contains(where: { $0 != Self.anything }) || !prefix.isEmpty && rest != nil {
            members.append(("prefixItems", .array(prefix)))
        }
        if let rest, rest != Self.anything { members.append(("items", rest)) }
        guard let contains = schema.contains else { return }
        members.append(("contains", inner(contains)))
        if let count = schema.minContains { members.append(("minContains", JSONLiteral(String(count)))) }
        if let count = schema.maxContains { members.append(("maxContains", JSONLiteral(String(count)))) }
    }

    private mutating func sayUnevaluated(_ keyword: String, _ schema: Schema) {
        log.warning(
            "unsupported-keyword", "'\(keyword)' is not checked beside keywords that evaluate more", at: schema.location
        )
    }

    private func add(
        _ keyword: String, _ entries: [(String, JSONLiteral)], to members: inout [(String, JSONLiteral)]
    ) {
        if !entries.isEmpty { members.append((keyword, .object(entries))) }
    }
}

// MARK: Composition and references

extension SchemaText {
    private mutating func addComposition(
        _ schema: Schema, _ readOnly: Set<String>, to members: inout [(String, JSONLiteral)]
    ) {
        var all = schema.allOf.map { text($0, readOnly: readOnly) }.filter { $0 != Self.anything }
        if let format = schema.format.flatMap({ formats[$0] }) { all.append(format) }
        if !all.isEmpty { members.append(("allOf", .array(all))) }
        if let discriminator = unionDiscriminator(schema) {
            members.append(("discriminator", discriminator))
        } else {
            let any = schema.anyOf.map { text($0, readOnly: readOnly) }
            if !any.isEmpty, !any.contains(Self.anything) { members.append(("anyOf", .array(any))) }
            let one = schema.oneOf.map { text($0, readOnly: readOnly) }
            if !one.isEmpty { members.append(("oneOf", .array(one))) }
        }
        if let not = schema.not { members.append(("not", text(not))) }
        guard let test = schema.ifSchema else { return }
        let branches = [("then", schema.thenSchema), ("else", schema.elseSchema)].compactMap { name, branch in
            branch.map { (name, text($0)) }
        }
        if !branches.isEmpty { members += [("if", text(test))] + branches }
    }

    /// The choice that a discriminator makes, where every alternative can be chosen by it.
    private mutating func unionDiscriminator(_ schema: Schema) -> JSONLiteral? {
        let alternatives = schema.oneOf + schema.anyOf
        guard let discriminator = schema.discriminator, !alternatives.isEmpty,
            schema.oneOf.isEmpty || schema.anyOf.isEmpty, alternatives.allSatisfy({ $0.reference != nil })
        else { return nil }
        var mapping = discriminator.mapping.map { ($0.value, reference(to: $0.schema)) }
        let mapped = Set(discriminator.mapping.map(\.schema))
        for id in alternatives.compactMap(\.reference) where !mapped.contains(id) {
            guard let name = document.schemas[id]?.name else { return nil }
            mapping.append((name, reference(to: id)))
        }
        return self.discriminator(discriminator.propertyName, mapping, isClosed: true)
    }

    private func discriminator(
        _ property: String, _ mapping: [(String, JSONLiteral)], isClosed: Bool
    ) -> JSONLiteral {
        var members: [(String, JSONLiteral)] = [("propertyName", .string(property)), ("mapping", .object(mapping))]
        if isClosed { members.append(("closed", JSONLiteral("true"))) }
        return .object(members)
    }

    /// The text of a schema of another value: an element, a member.
    private mutating func inner(_ schema: Schema) -> JSONLiteral {
        let outer = open
        open = []
        defer { open = outer }
        return text(schema)
    }

    private mutating func reference(to id: SchemaID) -> JSONLiteral {
        references.append(id)
        return .string(names[id] ?? "")
    }
}

extension Schema {
    /// Whether `enum` lists scalars only, each of a type that is allowed.
    fileprivate var allowsOnlyListedScalars: Bool {
        guard let values = enumValues, !values.isEmpty else { return false }
        return values.allSatisfy { value in
            switch value.value {
            case .null: isNullable
            case .bool: types.contains(.boolean)
            case .integer: types.contains(.integer) || types.contains(.number)
            case .decimal: types.contains(.number)
            case .string: types.contains(.string)
            case .sequence, .mapping: false
            }
        }
    }

    /// Whether other schemas take part in evaluating the same value.
    fileprivate var isComposed: Bool {
        reference != nil || !allOf.isEmpty || !anyOf.isEmpty || !oneOf.isEmpty || self.ifSchema != nil
            || !self.dependentSchemas.isEmpty
    }
}
