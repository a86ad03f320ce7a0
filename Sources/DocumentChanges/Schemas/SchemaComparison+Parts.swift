internal import DocumentTree
internal import OpenAPI

/// The properties of objects.
extension SchemaComparison {
    mutating func compareProperties(_ graph: inout SchemaGraph) {
        let (before, after) = (old.schema.properties, new.schema.properties)
        // Generators write an empty name where there is none.
        let oldRequired = Set(old.schema.required).subtracting([""])
        let newRequired = Set(new.schema.required).subtracting([""])
        if before.isEmpty, after.isEmpty, oldRequired == newRequired { return }
        let oldNames = Dictionary(before.map { ($0.name, $0) }) { first, _ in first }
        let newNames = Set(after.map(\.name))
        for property in before where !newNames.contains(property.name) {
            let traits = graph.old.resolve(property.schema).schema
            note(
                .removed, property.name, traits, isRequired: oldRequired.contains(property.name),
                old: property.nameLocation, new: nil)
        }
        for property in after {
            let traits = graph.new.resolve(property.schema).schema
            let isRequired = newRequired.contains(property.name)
            guard let known = oldNames[property.name] else {
                note(.added, property.name, traits, isRequired: isRequired, old: nil, new: property.nameLocation)
                continue
            }
            if oldRequired.contains(property.name) != isRequired {
                note(
                    isRequired ? .becameRequired : .becameOptional, property.name, traits, isRequired: isRequired,
                    old: known.nameLocation, new: property.nameLocation)
            }
            children.append(
                .init(step: property.name, pair: graph.pair(known.schema, property.schema), isRequired: isRequired))
        }
        // Names that are only required, such as those that an `allOf` has from elsewhere.
        for name in oldRequired.sorted() where oldNames[name] == nil && !newNames.contains(name) {
            guard !newRequired.contains(name) else { continue }
            note(.becameOptional, name, new.schema, isRequired: false, old: nil, new: nil)
        }
        for name in newRequired.sorted() where oldNames[name] == nil && !newNames.contains(name) {
            guard !oldRequired.contains(name) else { continue }
            note(.becameRequired, name, Schema(location: new.schema.location), isRequired: true, old: nil, new: nil)
        }
    }

    private mutating func note(
        _ event: SchemaFinding.PropertyChange.Event, _ name: String, _ schema: Schema, isRequired: Bool,
        old: SourceLocation?, new: SourceLocation?
    ) {
        let change = SchemaFinding.PropertyChange(
            event: event, name: name, isRequired: isRequired, hasDefault: schema.defaultValue != nil,
            isReadOnly: schema.isReadOnly, isWriteOnly: schema.isWriteOnly)
        findings.append(
            SchemaFinding(
                kind: .property(change), old: old ?? (event == .added ? nil : self.old.schema.location),
                new: new ?? (event == .removed ? nil : self.new.schema.location)))
    }

    mutating func compare(
        _ old: Schema, _ new: Schema, at step: String, isNegated: Bool = false, _ graph: inout SchemaGraph
    ) {
        children.append(.init(step: step, pair: graph.pair(old, new), isNegated: isNegated))
    }
}

/// Schemas within schemas, other than properties and alternatives.
extension SchemaComparison {
    private struct Part {
        var id: String
        var step: String
        var schema: @Sendable (Schema) -> Schema?
        var isNegated = false
    }

    private static let parts: [Part] = [
        Part(id: "contains", step: "contains", schema: \.contains),
        Part(id: "content-schema", step: "contentSchema", schema: \.contentSchema),
        Part(id: "property-names", step: "propertyNames", schema: \.propertyNames),
        Part(id: "unevaluated-items", step: "unevaluatedItems", schema: \.unevaluatedItems),
        Part(id: "unevaluated-properties", step: "unevaluatedProperties", schema: \.unevaluatedProperties),
        Part(id: "not", step: "not", schema: \.not, isNegated: true),
        Part(id: "if", step: "if", schema: \.ifSchema),
        Part(id: "then", step: "then", schema: \.thenSchema),
        Part(id: "else", step: "else", schema: \.elseSchema),
    ]

    mutating func compareParts(_ graph: inout SchemaGraph) {
        compareItems(&graph)
        compareAdditionalProperties(&graph)
        for part in Self.parts {
            comparePart(
                part.id, part.step, part.schema(old.schema), part.schema(new.schema), isNegated: part.isNegated, &graph)
        }
        compareNamed(
            "pattern-property", "patternProperties", old.schema.patternProperties, new.schema.patternProperties, &graph)
        compareNamed(
            "dependent-schema", "dependentSchemas", old.schema.dependentSchemas, new.schema.dependentSchemas, &graph)
        comparePrefixItems(&graph)
        compareDependentRequired()
    }

    private mutating func comparePart(
        _ id: String, _ step: String, _ before: Schema?, _ after: Schema?, isNegated: Bool = false,
        _ graph: inout SchemaGraph
    ) {
        switch (before, after) {
        case (nil, nil): break
        case (nil, let schema?): note(.init("\(id)-added", .narrows, "`\(step)` is new"), new: schema.location)
        case (let schema?, nil): note(.init("\(id)-removed", .widens, "`\(step)` is gone"), old: schema.location)
        case (let before?, let after?): compare(before, after, at: step, isNegated: isNegated, &graph)
        }
    }

    /// Where the types differ, that is what there is to say.
    private mutating func compareItems(_ graph: inout SchemaGraph) {
        if old.schema.items != nil, new.schema.items != nil || old.schema.types == new.schema.types {
            comparePart("items", "items", old.schema.items, new.schema.items, &graph)
        } else if new.schema.items != nil, old.schema.types == new.schema.types {
            comparePart("items", "items", nil, new.schema.items, &graph)
        }
    }

    /// What is not named is allowed unless the schema says otherwise (JSON Schema 2020-12 core §10.3.2.3).
    private mutating func compareAdditionalProperties(_ graph: inout SchemaGraph) {
        switch (old.schema.additionalProperties, new.schema.additionalProperties) {
        case (.schema(let before), .schema(let after)):
            compare(before, after, at: "additionalProperties", &graph)
        case (.forbidden, .forbidden), (.allowed, .allowed), (.unstated, .unstated), (.allowed, .unstated),
            (.unstated, .allowed):
            break
        case (.forbidden, _):
            note(.init("additional-properties-allowed", .widens, "other properties are allowed now"))
        case (_, .forbidden):
            note(.init("additional-properties-forbidden", .narrows, "other properties are no longer allowed"))
        case (.schema(let schema), _):
            note(
                .init("additional-properties-schema-removed", .widens, "other properties may be anything now"),
                old: schema.location)
        case (_, .schema(let schema)):
            // A schema that accepts everything says nothing.
            guard !graph.new.resolve(schema).schema.isAnnotation else { return }
            note(
                .init("additional-properties-schema-added", .narrows, "other properties have to follow a schema now"),
                new: schema.location)
        }
    }

    private mutating func compareNamed(
        _ id: String, _ step: String, _ before: [Property], _ after: [Property], _ graph: inout SchemaGraph
    ) {
        if before.isEmpty, after.isEmpty { return }
        for property in before where !after.contains(where: { $0.name == property.name }) {
            note(
                .init("\(id)-removed", .widens, "`\(step)` no longer has `\(property.name)`"),
                old: property.nameLocation)
        }
        for property in after {
            guard let known = before.first(where: { $0.name == property.name }) else {
                note(.init("\(id)-added", .narrows, "`\(step)` has `\(property.name)` now"), new: property.nameLocation)
                continue
            }
            compare(known.schema, property.schema, at: "\(step)[\(property.name)]", &graph)
        }
    }

    /// Items at the front are a list of alternatives by place: one more is another thing that may be sent.
    private mutating func comparePrefixItems(_ graph: inout SchemaGraph) {
        let (before, after) = (old.schema.prefixItems, new.schema.prefixItems)
        for (index, (left, right)) in zip(before, after).enumerated() {
            compare(left, right, at: "prefixItems[\(index)]", &graph)
        }
        for schema in before.dropFirst(after.count) {
            note(.init("prefix-items-removed", .narrows, "`prefixItems` has one schema less"), old: schema.location)
        }
        for schema in after.dropFirst(before.count) {
            note(.init("prefix-items-added", .widens, "`prefixItems` has one schema more"), new: schema.location)
        }
    }

    private mutating func compareDependentRequired() {
        let before = Dictionary(old.schema.dependentRequired.map { ($0.name, $0.required) }) { first, _ in first }
        let after = Dictionary(new.schema.dependentRequired.map { ($0.name, $0.required) }) { first, _ in first }
        for (name, required) in old.schema.dependentRequired where after[name] == nil {
            note(
                .init(
                    "dependent-required-removed", .widens,
                    "with `\(name)`, \(Self.list(required)) need not be there any more"))
        }
        for (name, required) in new.schema.dependentRequired {
            guard let known = before[name] else {
                note(
                    .init(
                        "dependent-required-added", .narrows, "with `\(name)`, \(Self.list(required)) must be there now"
                    ))
                continue
            }
            guard Set(known) != Set(required) else { continue }
            note(
                .init(
                    "dependent-required-changed", .replaces,
                    "with `\(name)`, \(Self.list(required)) must be there where it was \(Self.list(known))"))
        }
    }
}
