internal import DocumentTree
internal import OpenAPI

extension Schema {
    /// The schema without `allOf`, `oneOf` and `anyOf`.
    var withoutComposition: Schema {
        var schema = self
        schema.allOf = []
        schema.oneOf = []
        schema.anyOf = []
        return schema
    }

    /// Whether nothing is said of values, except that null is one.
    var isAnnotation: Bool { reference == nil && withoutAnnotations.isEmpty }

    /// The names of the keywords that say something of values. `null` as a type is none of them.
    var withoutAnnotations: [String] {
        var names: [String] = []
        func add(_ name: String, _ isStated: Bool) { if isStated { names.append(name) } }
        add("type", !types.isEmpty || isOnlyNull)
        add("format", format != nil)
        add("enum", enumValues != nil)
        add("const", self.constant != nil)
        add("required", !required.isEmpty)
        if case .unstated = additionalProperties {} else { add("additionalProperties", true) }
        add("limits", LimitKeyword.all.contains { $0.value(self) != nil })
        add("pattern", self.pattern != nil)
        add("multipleOf", self.multipleOf != nil)
        add("uniqueItems", self.uniqueItems)
        add("dependentRequired", !self.dependentRequired.isEmpty)
        add("contentEncoding", self.contentEncoding != nil || self.contentMediaType != nil)
        add("discriminator", self.discriminator != nil)
        add("false", isNever)
        // Everything that holds schemas.
        add("schemas", !subschemas.isEmpty)
        return names
    }

    /// The types where one type each is all that the alternatives say, as in `oneOf: [{type: string}, {type: integer}]`.
    /// `nullable` beside them is one more.
    var listedTypes: [String]? {
        let alternatives = oneOf + anyOf
        guard !alternatives.isEmpty, oneOf.isEmpty || anyOf.isEmpty, allOf.isEmpty, withoutComposition.isAnnotation
        else { return nil }
        var names = isNullable ? ["null"] : []
        for schema in alternatives {
            guard schema.reference == nil, schema.withoutAnnotations == ["type"] else { return nil }
            names += schema.typeNames
        }
        return names
    }

    /// The stated types, `null` among them.
    var typeNames: [String] { types.map(\.rawValue) + (isNullable ? ["null"] : []) }

    /// What an extension says.
    func extensionValue(_ key: String) -> Node? { extensions.first { $0.key == key }?.value }
}
