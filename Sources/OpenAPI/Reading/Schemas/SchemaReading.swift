import DocumentTree

extension Schema {
    /// Reads a schema object, or JSON Schema's `true` and `false` (JSON Schema 2020-12 core §4.3.2).
    ///
    /// - Parameter allowsFile: Whether `type: file` is possible, as for responses of Swagger 2.0 ("Response Object").
    static func read(_ node: Node, allowsFile: Bool = false, in context: ReadingContext) -> Schema {
        var schema = Schema(location: node.location)
        switch node.value {
        case .mapping(let members):
            guard context.schemaDepth < context.limits.schemaNesting else {
                let limit = context.limits.schemaNesting
                context.log.error(
                    "nested-too-deep", "more than \(limit) schemas stand inside one another here", at: node.location)
                break
            }
            context.schemaDepth += 1
            defer { context.schemaDepth -= 1 }
            SchemaReader(context: context, version: context.version(at: node.location), allowsFile: allowsFile)
                .read(members, into: &schema)
        case .bool(let acceptsAll) where context.version(at: node.location).usesJSONSchema:
            schema.isNever = !acceptsAll
        case .bool:
            context.reportWrongType(node, of: "a schema", expected: "an object", help: "'{}' accepts every value")
        default:
            context.reportWrongType(node, of: "a schema", expected: "an object")
        }
        return schema
    }
}

/// Reads the keywords of one schema object.
///
/// All dialects are read by the same code. What only another version knows (a keyword, or a spelling of its value) is
/// taken all the same, since its meaning is beyond doubt, with a warning (`other-version-keyword`).
struct SchemaReader {
    let context: ReadingContext
    let version: SpecificationVersion
    /// Whether `type: file` stands for binary data here.
    var allowsFile = false

    func read(_ members: [Node.Member], into schema: inout Schema) {
        let isReference = members.contains { $0.key == "$ref" }
        var bounds = NumericBounds()
        for member in members {
            guard let keyword = SchemaKeyword(named: member.key) else {
                readUnknown(member, into: &schema)
                continue
            }
            if isReference, !version.usesJSONSchema, !keyword.isKeptBesideReference {
                ReferenceObject.reportIgnored(member, in: context)
                continue
            }
            reportOtherVersion(keyword, member)
            if keyword.isRare { schema.keywordLocations[member.key] = member.keyLocation }
            read(keyword, member, into: &schema, bounds: &bounds)
        }
        bounds.apply(to: &schema, in: context)
        finish(&schema)
    }

    private func read(
        _ keyword: SchemaKeyword,
        _ member: Node.Member,
        into schema: inout Schema,
        bounds: inout NumericBounds
    ) {
        let node = member.value
        switch keyword {
        case .reference: readReference(node, into: &schema)
        case .type: readType(node, into: &schema)
        case .nullable: if let value = bool(member), value { schema.isNullable = true }
        case .format: schema.format = string(member)
        case .enumeration: readEnumeration(member, into: &schema)
        case .const: schema.constant = node
        case .defaultValue: schema.defaultValue = node

        case .properties: schema.properties = schemaMap(member)
        case .required: schema.required = required(member)
        case .additionalProperties: readAdditionalProperties(node, into: &schema)
        case .patternProperties: schema.patternProperties = patternProperties(member)
        case .minProperties: schema.minProperties = count(member)
        case .maxProperties: schema.maxProperties = count(member)
        case .dependentRequired: schema.dependentRequired = dependentRequired(member)
        case .dependentSchemas: schema.dependentSchemas = schemaMap(member)

        case .items: readItems(member, into: &schema)
        case .prefixItems: schema.prefixItems = schemaList(member)
        case .minContains: schema.minContains = count(member)
        case .maxContains: schema.maxContains = count(member)
        case .minItems: schema.minItems = count(member)
        case .maxItems: schema.maxItems = count(member)
        case .uniqueItems: schema.uniqueItems = bool(member) ?? false

        case .minLength: schema.minLength = count(member)
        case .maxLength: schema.maxLength = count(member)
        case .pattern: readPattern(member, into: &schema)
        case .contentEncoding: schema.contentEncoding = string(member)
        case .contentMediaType: schema.contentMediaType = string(member)

        case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum:
            bounds.take(keyword, member, version: version, in: context)
        case .multipleOf: readMultipleOf(member, into: &schema)

        case .allOf: schema.allOf = schemaList(member)
        case .oneOf: schema.oneOf = schemaList(member)
        case .anyOf: schema.anyOf = schemaList(member)
        case .propertyNames, .unevaluatedProperties, .contains, .unevaluatedItems, .contentSchema, .not, .ifSchema,
            .thenSchema, .elseSchema:
            readPart(keyword, node, into: &schema)
        case .discriminator: schema.discriminator = Discriminator.read(node, in: context)

        case .title: schema.title = text(member)
        case .description: schema.description = text(member)
        case .example: schema.examples.insert(node, at: 0)
        case .examples: readExamples(member, into: &schema)
        case .deprecated: schema.isDeprecated = bool(member) ?? false
        case .readOnly: schema.isReadOnly = bool(member) ?? false
        case .writeOnly: schema.isWriteOnly = bool(member) ?? false
        case .xml: schema.xml = XML.read(node, in: context)
        case .externalDocs: schema.externalDocumentation = ExternalDocumentation.read(node, in: context)

        case .definitions, .olderDefinitions, .anchor, .comment: break
        case .dialect: readDialect(member)
        case .id, .dynamicReference, .dynamicAnchor, .vocabulary: reportUnsupported(keyword, member)
        }
    }

    /// Keywords whose value is one schema. Apart from the others, so that recursion through those needs little stack.
    private func readPart(_ keyword: SchemaKeyword, _ node: Node, into schema: inout Schema) {
        let part = Schema.read(node, in: context)
        switch keyword {
        case .propertyNames: schema.propertyNames = part
        case .unevaluatedProperties: schema.unevaluatedProperties = part
        case .contains: schema.contains = part
        case .unevaluatedItems: schema.unevaluatedItems = part
        case .contentSchema: schema.contentSchema = part
        case .not: schema.not = part
        case .ifSchema: schema.ifSchema = part
        case .thenSchema: schema.thenSchema = part
        case .elseSchema: schema.elseSchema = part
        default: break
        }
    }

    private func readUnknown(_ member: Node.Member, into schema: inout Schema) {
        if member.isExtension {
            schema.extensions.append(member)
            // Swagger 2.0 has no `nullable`; this extension is what its tools agreed on.
            if version == .v2_0, member.key == "x-nullable", bool(member) == true { schema.isNullable = true }
        } else {
            UnknownKey(member: member, kind: .schema, version: version)
                .report(to: &context.log, known: SchemaKeyword.allCases.map(\.rawValue))
        }
    }

    /// What can only be said when all keywords are known.
    private func finish(_ schema: inout Schema) {
        let isOpen = schema.types.isEmpty || schema.isNullable
        if isOpen, schema.enumValues?.contains(where: \.isNull) == true { schema.isNullable = true }
        if isOpen, let constant = schema.constant, constant.isNull { schema.isNullable = true }
        if schema.types == [.array], !version.usesJSONSchema, schema.items == nil, schema.prefixItems.isEmpty {
            context.log.warning(
                "missing-key",
                "a schema of type 'array' must say what its 'items' are; they are taken to be anything",
                at: schema.location
            )
        }
        SchemaValues.check(schema, in: context)
        if schema.isReadOnly, schema.isWriteOnly {
            context.log.warning(
                "contradiction",
                "a schema cannot be both 'readOnly' and 'writeOnly'",
                at: schema.location
            )
        }
    }
}
