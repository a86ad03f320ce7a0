internal import DocumentTree

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
            if case .discriminator(let property) = plan.selection {
                for position in plan.cases.indices {
                    let structure: StructurePlan? =
                        if case .named(let name) = defaults.resolved(plan.cases[position].type) {
                            structures[name]
                        } else { nil }
                    plan.cases[position].lacksValue =
                        !plan.cases[position].values.isEmpty
                        && structure?.holds(plan.cases[position].values, as: property) != true
                }
                types[index].kind = .alternatives(plan)
            }
            guard payloads.count == plan.cases.count else { continue }
            let candidates: [PropertyPlan]
            switch plan.unknown {
            case .base(.named(let base)): candidates = structures[base]?.properties ?? []
            case .none:
                candidates = payloads.first?.properties.filter { plan.commonMembers.contains($0.jsonName) } ?? []
            case .base, .json: candidates = []
            }
            var scope = NameScope(reserved: plan.cases.map(\.name) + ["unknown", "both"])
            for property in candidates {
                let isShared = payloads.allSatisfy { payload in
                    payload.properties.contains {
                        $0.name == property.name && $0.fullType == property.fullType
                            && $0.hasThreeStates == property.hasThreeStates
                    }
                }
                guard isShared else { continue }
                plan.sharedProperties.append(
                    AlternativesPlan.SharedProperty(
                        name: scope.claim(property.name, property.name + "Value"), member: property.name,
                        isDeprecated: property.isDeprecated,
                        type: property.hasThreeStates ? property.type : property.fullType,
                        hasThreeStates: property.hasThreeStates, documentation: property.documentation))
            }
            types[index].kind = .alternatives(plan)
        }
    }
}

extension StructurePlan {
    /// Whether the property `name` has one of `values` unless somebody sets another.
    fileprivate func holds(_ values: [String], as name: String) -> Bool {
        guard let property = properties.first(where: { $0.jsonName == name }), property.argumentDefault != nil,
            let value = property.constant ?? property.documentDefault
        else { return false }
        return values.contains(value.value.text)
    }
}
