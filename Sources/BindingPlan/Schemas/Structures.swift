internal import DocumentTree
internal import OpenAPI

/// A struct has one property per member that the document names. A member that is required without being described is
/// kept as any JSON value, since leaving it out would lose it on the way back.
extension SchemaBinder {
    /// Declares the struct for `schema`, which has no composition left.
    func structure(_ schema: Schema, at place: Place) -> TypeName {
        let name = place.declared ?? store.declare(place.hints.map { Naming.upperCamel($0) }, in: place.parent)
        if let ids = place.composed { compositions[ids] = name }
        defer { if let ids = place.composed { compositions[ids] = nil } }
        var scope = NameScope()
        var properties: [PropertyPlan] = []
        let required = Set(schema.required)
        let owner = place.schemaName ?? name.path
        let configured = schema.properties.map { configuration.propertyNames.renamed("\(owner).\($0.name)") }
        let labels = scope.claimAll(schema.properties.map(\.name), configured: configured) { name in
            [Naming.member(Naming.lowerCamel(name)), Naming.member(Naming.lowerCamel(name, spellingSymbols: true))]
        }
        for (property, label) in zip(schema.properties, labels) {
            properties.append(
                self.property(property, label, isRequired: required.contains(property.name), in: name, place))
        }
        if let discriminator = missingDiscriminator(schema, place) {
            let label = scope.claim(Naming.member(Naming.lowerCamel(discriminator.jsonName)))
            properties.append(discriminator.named(label))
        }
        let additional = self.additional(schema, in: name, place, &scope)
        let described = Set(schema.properties.map(\.name))
        for member in schema.required where !described.contains(member) {
            let label = scope.claim(Naming.member(Naming.lowerCamel(member)))
            // The schema of all other members is the one of this as well, unless a pattern gives it another.
            var type = SwiftType.json
            if case .schema = schema.additionalProperties, let additional { type = additional.type }
            properties.append(
                PropertyPlan(
                    jsonName: member, name: label, type: type.unwrapped, isRequired: true,
                    isNullable: type != type.unwrapped, constraints: [],
                    documentation: ["Required, but not described by the document."], isDeprecated: false,
                    isReadOnly: false, isWriteOnly: false, location: schema.location))
        }
        add(.structure(StructurePlan(properties: properties, additional: additional)), named: name, place, schema)
        return name
    }

    private func property(
        _ property: Property, _ label: String, isRequired: Bool, in name: TypeName, _ place: Place
    ) -> PropertyPlan {
        let schema = property.schema
        let bound = bind(schema, at: Place(parent: name, hint: property.name, depth: place.depth + 1))
        let constraints = Constraints.plans(of: schema)
        let target = merging.sole(schema)?.reference.flatMap { schemas[$0]?.schema }
        let isReadOnly = schema.isReadOnly || target?.isReadOnly == true
        let isWriteOnly = schema.isWriteOnly || target?.isWriteOnly == true
        // One direction of the two leaves it out, and one type stands for both.
        let isOneWay = isReadOnly || isWriteOnly
        var plan = PropertyPlan(
            jsonName: property.name, name: label, type: bound.type, isRequired: isRequired && !isOneWay,
            isNullable: bound.isNullable, constraints: constraints,
            documentation: propertyDocumentation(schema, constraints, isReadOnly, isWriteOnly, isRequired),
            isDeprecated: schema.isDeprecated, isReadOnly: isReadOnly, isWriteOnly: isWriteOnly,
            location: property.nameLocation)
        if case .optional(let wrapped) = plan.type {
            plan.type = wrapped
            plan.isNullable = true
        }
        plan.extensions = ExtensionPlan.plans(schema.extensions)
        plan.format = schema.format ?? target?.format
        plan.documentDefault = schema.defaultValue ?? merging.sole(schema)?.defaultValue
        let own = schema.constant ?? (schema.enumValues?.count == 1 ? schema.enumValues?.first : nil)
        if let id = place.id, let value = discriminators.value(of: property.name, in: id) {
            // A value of the schema's own is the one that alternatives are known by.
            if let own, case .string = own.value {
                plan.documentDefault = own
            } else {
                plan.documentDefault = Node(.string(value), at: property.nameLocation)
            }
            plan.isDiscriminator = true
        } else if let constant = own, !constant.value.isNull {
            plan.constant = constant
        }
        return plan
    }

    /// The property by which a discriminator knows the schema, where the schema does not have it itself: without it the
    /// alternative would not be found again.
    private func missingDiscriminator(_ schema: Schema, _ place: Place) -> PropertyPlan? {
        guard let id = place.id, let (property, value) = discriminators.ownValue(of: id, missingIn: schema) else {
            return nil
        }
        log.warning(
            "missing-discriminator-property",
            "'\(place.schemaName ?? "the schema")' lacks the discriminator's property '\(property)', which is added to it",
            at: schema.location, help: "add the property to the schema and require it")
        var plan = PropertyPlan(
            jsonName: property, name: property, type: .string, isRequired: true, isNullable: false, constraints: [],
            documentation: ["Tells which alternative the value is."], isDeprecated: false, isReadOnly: false,
            isWriteOnly: false, location: schema.location)
        plan.documentDefault = Node(.string(value), at: schema.location)
        plan.isDiscriminator = true
        return plan
    }

    /// The property for members without a name of their own.
    private func additional(
        _ schema: Schema, in name: TypeName, _ place: Place, _ scope: inout NameScope
    ) -> AdditionalPlan? {
        let inner = Place(parent: name, hint: "AdditionalProperty", depth: place.depth + 1)
        let type: SwiftType
        switch schema.additionalProperties {
        case .allowed: type = .json
        case .schema(let value): type = schema.patternProperties.isEmpty ? bind(value, at: inner).full : .json
        case .forbidden where schema.patternProperties.isEmpty: return nil
        case .forbidden, .unstated:
            if !schema.patternProperties.isEmpty {
                type = patternType(schema, at: inner)
            } else if let value = schema.unevaluatedProperties, !value.isNever {
                type = bind(value, at: inner).full
            } else {
                return nil
            }
        }
        return AdditionalPlan(name: scope.claim("additionalProperties"), type: type)
    }

    /// `required` holds in the direction that has the member (OpenAPI 3.0.3 §4.7.24.1).
    private func propertyDocumentation(
        _ schema: Schema, _ constraints: [ConstraintPlan], _ isReadOnly: Bool, _ isWriteOnly: Bool, _ isRequired: Bool
    ) -> [String] {
        let text = Documentation.paragraphs(Documentation.lines(schema.title), Documentation.lines(schema.description))
        var notes = Constraints.sentences(constraints) + Documentation.examples(schema.examples)
        if isReadOnly {
            notes.append(
                isRequired
                    ? "Read-only: the server sets it. Requests leave it out; responses always have it."
                    : "Read-only: the server sets it.")
        }
        if isWriteOnly {
            notes.append(
                isRequired
                    ? "Write-only: requests always have it; responses leave it out."
                    : "Write-only: responses leave it out.")
        }
        return Documentation.noted(text, notes)
    }
}
