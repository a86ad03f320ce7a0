internal import DocumentTree
internal import OpenAPI

/// The order in which alternatives are tried that nothing tells apart, and what that may get wrong.
extension SchemaBinder {
    /// Decides the order of trying, and says where it may pick an alternative that was not meant.
    func decideOrder(
        _ plan: inout AlternativesPlan, _ members: [AlternativeMember], isExclusive: Bool, _ source: Schema
    ) {
        let ranks = members.indices.map { rank(members[$0], plan.cases[$0].type) }
        plan.order = members.indices.sorted { ranks[$0] == ranks[$1] ? $0 < $1 : ranks[$0] > ranks[$1] }
        for (position, index) in plan.order.enumerated() {
            for other in plan.order[(position + 1)...]
            where members[index].kinds.contains(.object) && members[other].kinds.contains(.object) {
                let (first, second) = (members[index].effective, members[other].effective)
                guard isAmbiguous(first, second), isExclusive || excludes(first, second) else { continue }
                log.report(
                    Diagnostic(
                        id: "ambiguous-alternatives", severity: .warning,
                        message: "a value of '\(plan.cases[other].name)' may be taken for '\(plan.cases[index].name)': "
                            + "nothing that is required tells them apart",
                        location: source.location,
                        help: "add a 'discriminator', or a required property that only one of them has"))
                return
            }
        }
    }

    /// The more a value has to have, the higher.
    private func rank(_ member: AlternativeMember, _ type: SwiftType) -> Int {
        switch type {
        case .json: return -100
        case .string, .dictionary: return -10
        case .double, .float: return -5
        case .int, .int32, .int64, .bool: return 5
        case .date: return 50
        case .data: return -20
        default: break
        }
        let schema = member.effective.schema
        guard member.kinds.contains(.object) else { return schema.enumValues == nil ? 0 : 20 }
        return 1 + 2 * schema.required.count
    }

    /// Whether a value of `second` may decode as `first`, which is tried before it, with nothing lost.
    private func isAmbiguous(_ first: EffectiveSchema, _ second: EffectiveSchema) -> Bool {
        guard first.schema.required.allSatisfy({ second.describes($0) }) else { return false }
        guard second.schema.required.allSatisfy({ first.describes($0) || first.keepsAll }) else { return false }
        return !first.sharedProperties(second).contains { property in
            guard property.isRequired else { return false }
            return kinds(of: property.first).isDisjoint(with: kinds(of: property.second))
        }
    }

    /// Names the alternatives that another, which is tried before, takes all values of.
    func warnOfUnreachable(_ plan: AlternativesPlan, _ members: [AlternativeMember]) {
        for (position, index) in plan.order.enumerated() where members[index].kinds != [.object] {
            guard members[index].kinds.count == 1, let kind = members[index].kinds.first else { continue }
            let earlier = plan.order[..<position].first { takesAll(kind, members[$0], before: members[index]) }
            guard let earlier else { continue }
            log.warning(
                "unreachable-alternative",
                "no value is read as '\(plan.cases[index].name)': '\(plan.cases[earlier].name)' comes first and takes all",
                at: members[index].schema.location, help: "make one alternative of the two")
        }
    }

    /// Whether `first` reads every value of `kind` that `second` reads.
    private func takesAll(_ kind: JSONKindPlan, _ first: AlternativeMember, before second: AlternativeMember) -> Bool {
        guard first.kinds.contains(kind) else { return false }
        let (one, other) = (first.effective.schema, second.effective.schema)
        switch kind {
        case .bool: return true
        case .string:
            // Enums are open: they read values beyond those that they list.
            return first.effective.groups.isEmpty && Scalars.type(.string, one) == .string
        case .number:
            return first.effective.groups.isEmpty && (one.types.contains(.number) || other.types == [.integer])
        case .array:
            guard let element = one.items else { return true }
            guard let otherElement = other.items else { return false }
            return takesAllElements(merging.effective(element), merging.effective(otherElement))
        case .object, .null: return false
        }
    }

    private func takesAllElements(_ first: EffectiveSchema, _ second: EffectiveSchema) -> Bool {
        guard first.groups.isEmpty, second.groups.isEmpty else { return false }
        let (one, other) = (first.schema, second.schema)
        if one.types.isEmpty, !one.shapesType { return true }
        guard one.types == other.types, one.types.count == 1, let type = one.types.first else { return false }
        switch type {
        case .object:
            let names = Set(other.properties.map(\.name))
            return one.required.allSatisfy { names.contains($0) }
        case .array: return false
        case .string: return Scalars.type(.string, one) == .string
        case .number, .integer, .boolean: return true
        }
    }
}
