/// Where a discriminator stands on a base schema, every alternative has the base's properties; where properties stand
/// beside `oneOf`, every alternative has those. The enum gives them without a switch, if they have the same type everywhere.
enum SharedProperties {
    static func decide(in types: inout [TypePlan], _ defaults: Defaults) {
        var structures: [TypeName: StructurePlan] = [:]
        for type in types { if case .structure(let plan) = type.kind { structures[type.name] = plan } }
        for index in types.indices {
            guard case .alternatives(var plan) = types[index].kind else { continue }
            var payloads: [StructurePlan] = []
            for alternative in plan.cases {
                guard case .named(let name) = defaults.resolved(alternative.type), let structure = structures[name]
                else { break }
                payloads.append(structure)
            }
            guard payloads.count == plan.cases.count else { continue }
            let candidates: [PropertyPlan]
            switch plan.unknown {
            case .base(.named(let base)): candidates = structures[base]?.properties ?? []
            case .none:
                candidates = payloads.first?.properties.filter { plan.commonMembers.contains($0.jsonName) } ?? []
            case .base, .json: candidates = []
            }
            var scope = NameScope(reserved: plan.cases.map(\.name) + ["unknown"])
            for property in candidates {
                let isShared = payloads.allSatisfy { payload in
                    payload.properties.contains { $0.name == property.name && $0.fullType == property.fullType }
                }
                guard isShared else { continue }
                plan.sharedProperties.append(
                    AlternativesPlan.SharedProperty(
                        name: scope.claim(property.name, property.name + "Value"), member: property.name,
                        type: property.fullType, documentation: property.documentation))
            }
            types[index].kind = .alternatives(plan)
        }
    }
}
