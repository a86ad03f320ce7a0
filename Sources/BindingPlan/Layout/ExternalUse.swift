/// The modules that the configuration's types need, where types hold them, through aliases as well.
extension FoundationUse {
    /// The modules that a file with a public declaration of `type` imports.
    func modules(_ type: SwiftType) -> [String] { modules(type, depth: 0) }

    private func modules(_ type: SwiftType, depth: Int) -> [String] {
        switch type {
        case .external(let type): return type.modules
        case .array(let element), .dictionary(let element), .optional(let element), .sequence(let element),
            .event(let element):
            return modules(element, depth: depth)
        case .named(let name):
            guard depth < 64, let target = aliases[name] else { return [] }
            return modules(target, depth: depth + 1)
        default: return []
        }
    }

    /// The modules that a file with a public declaration of this kind imports.
    func modules(_ kind: TypePlan.Kind) -> [String] {
        switch kind {
        case .structure(let plan):
            (plan.properties.map(\.type) + (plan.additional.map { [$0.type] } ?? [])).flatMap { modules($0) }
        case .alternatives(let plan):
            (plan.cases.map(\.type) + plan.sharedProperties.map(\.type)).flatMap { modules($0) }
        case .alias(let type), .wrapper(let type): modules(type)
        case .contents(let plan): plan.types.flatMap { modules($0) }
        case .openEnum: []
        }
    }
}
