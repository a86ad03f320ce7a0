internal import DocumentTree
internal import OpenAPI

/// A schema with its references of composition resolved and its `allOf` merged: what a value has to look like, said once.
struct EffectiveSchema {
    /// Without `$ref`, `allOf`, `oneOf` and `anyOf`.
    var schema: Schema
    /// Each `oneOf` and `anyOf`, all of which apply.
    var groups: [AlternativeGroup] = []
}

/// A `oneOf` or an `anyOf`.
struct AlternativeGroup {
    var members: [Schema]
    /// Whether a value matches one member only, as `oneOf` says.
    var isExclusive: Bool
}

extension Schema {
    /// Whether a keyword other than `$ref` and `allOf` decides about the Swift type.
    var shapesType: Bool {
        !types.isEmpty || shapesTypeBesideTypes
    }

    /// The same without `type`, which usually repeats what `allOf` says anyway.
    var shapesTypeBesideTypes: Bool {
        if enumValues != nil || !properties.isEmpty || !required.isEmpty || additionalProperties.isStated {
            return true
        }
        if items != nil || !oneOf.isEmpty || !anyOf.isEmpty || isNever || isOnlyNull || format != nil { return true }
        guard hasRareKeywords else { return false }
        return self.constant != nil || !self.prefixItems.isEmpty || !self.patternProperties.isEmpty
            || self.contentEncoding != nil || self.unevaluatedProperties != nil
    }

    /// Whether there is nothing but `null` to be.
    var allowsOnlyNull: Bool {
        if isOnlyNull { return true }
        guard types.isEmpty, reference == nil, let values = enumValues, !values.isEmpty else { return false }
        return values.allSatisfy { $0.value.isNull }
    }
}

extension AdditionalProperties {
    var isStated: Bool { if case .unstated = self { false } else { true } }
}
