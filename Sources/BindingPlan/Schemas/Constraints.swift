internal import OpenAPI

/// The keywords that limit values. They shape no type; they are kept beside the property for validation and are told in
/// its documentation.
enum Constraints {
    static func plans(of schema: Schema) -> [ConstraintPlan] {
        guard schema.hasLimits else { return [] }
        var plans: [ConstraintPlan] = []
        func add(_ keyword: String, _ value: String?) {
            if let value { plans.append(ConstraintPlan(keyword: keyword, value: value)) }
        }
        add("minLength", schema.minLength.map(String.init))
        add("maxLength", schema.maxLength.map(String.init))
        add("pattern", schema.pattern)
        if let bound = schema.minimum { add(bound.isExclusive ? "exclusiveMinimum" : "minimum", bound.value) }
        if let bound = schema.maximum { add(bound.isExclusive ? "exclusiveMaximum" : "maximum", bound.value) }
        add("multipleOf", schema.multipleOf)
        add("minItems", schema.minItems.map(String.init))
        add("maxItems", schema.maxItems.map(String.init))
        if schema.uniqueItems { add("uniqueItems", "true") }
        add("minProperties", schema.minProperties.map(String.init))
        add("maxProperties", schema.maxProperties.map(String.init))
        return plans
    }

    /// A sentence for the documentation, such as ``Length 1 to 80.``
    static func sentences(_ plans: [ConstraintPlan]) -> [String] {
        guard !plans.isEmpty else { return [] }
        let values = Dictionary(plans.map { ($0.keyword, $0.value) }, uniquingKeysWith: { first, _ in first })
        var parts: [String] = []
        func range(_ name: String, _ low: String, _ high: String) {
            switch (values[low], values[high]) {
            case (let low?, let high?): parts.append("\(name) \(low) to \(high)")
            case (let low?, nil): parts.append("\(name) at least \(low)")
            case (nil, let high?): parts.append("\(name) at most \(high)")
            case (nil, nil): break
            }
        }
        range("length", "minLength", "maxLength")
        range("value", "minimum", "maximum")
        if let bound = values["exclusiveMinimum"] { parts.append("value above \(bound)") }
        if let bound = values["exclusiveMaximum"] { parts.append("value below \(bound)") }
        if let factor = values["multipleOf"] { parts.append("a multiple of \(factor)") }
        range("count", "minItems", "maxItems")
        if values["uniqueItems"] != nil { parts.append("no element twice") }
        range("number of members", "minProperties", "maxProperties")
        if let pattern = values["pattern"] { parts.append("matches `\(pattern)`") }
        let sentence = parts.joined(separator: ", ")
        guard let first = sentence.first else { return [] }
        return [first.uppercased() + sentence.dropFirst() + "."]
    }
}
