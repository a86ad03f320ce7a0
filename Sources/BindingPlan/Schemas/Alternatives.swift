internal import DocumentTree
internal import OpenAPI

/// `oneOf` and `anyOf` become an enum with a case per alternative. A value tells which one it is by a discriminator, by a
/// constant that each alternative has for the same member, by its JSON type, or, at last, by being tried: the more an
/// alternative asks for, the earlier. What stands beside `oneOf` holds for each alternative and is merged into it.
extension SchemaBinder {
    /// One alternative before its type is known.
    private struct Member {
        var schema: Schema
        var id: SchemaID?
        var values: [String] = []
        var effective: EffectiveSchema
        var kinds: Set<JSONKindPlan>
    }

    func alternatives(_ effective: EffectiveSchema, at place: Place, source: Schema) -> BoundType {
        guard let group = effective.groups.first else { return BoundType(type: .json) }
        let isNullable = group.contains { $0.allowsOnlyNull || $0.isNullable }
        let discriminator = effective.schema.discriminator ?? source.discriminator
        var members = distinct(group).filter { !$0.allowsOnlyNull }.map { member($0, beside: effective) }
        if members.count == 1 {
            var bound = bind(members[0].schema, at: place)
            bound.isNullable = bound.isNullable || isNullable
            return bound
        }
        if members.isEmpty { return BoundType(type: .json, isNullable: isNullable) }

        let name = place.declared ?? store.declare(place.hints.map { Naming.upperCamel($0) }, in: place.parent)
        // Reserved under its name at once, so that an alternative that leads back here finds it.
        var selection = AlternativesPlan.Selection.kinds
        if let discriminator {
            setValues(&members, discriminator)
            if members.allSatisfy({ !$0.values.isEmpty }) {
                selection = .discriminator(property: discriminator.propertyName)
            } else {
                log.warning(
                    "undiscriminated-alternative",
                    "not every alternative has a value of '\(discriminator.propertyName)'; they are told apart by trying",
                    at: discriminator.location, help: "refer to every alternative by '$ref', or list them in 'mapping'")
            }
        } else if let property = constantProperty(&members) {
            selection = .discriminator(property: property)
        }
        let unknown: AlternativesPlan.Unknown = if case .discriminator = selection { .json } else { .none }
        var plan = AlternativesPlan(
            cases: cases(members, in: name, place, isMapped: discriminator?.mapping.isEmpty == false),
            selection: selection, unknown: unknown, order: [],
            commonMembers: Set(effective.schema.properties.map(\.name)), sharedProperties: [])
        if case .kinds = selection {
            decideOrder(&plan, members, name, source)
            warnOfOverlap(plan, members, source)
            warnOfUnreachable(plan, members)
        }
        add(.alternatives(plan), named: name, place, source)
        return BoundType(type: .named(name), isNullable: isNullable)
    }

    /// The enum of a base schema's subtypes, and the struct of the base itself.
    func bindBase(_ entry: SchemaTable.Entry, _ base: Discriminators.Base, name: TypeName, baseName: TypeName) {
        let place = Place(declared: baseName, schemaName: entry.name, id: entry.id)
        let effective = merging.effective(entry.schema)
        _ = structure(effective.schema, at: place)
        var scope = NameScope(reserved: ["unknown", "init"])
        var cases: [AlternativesPlan.Case] = []
        for (id, values) in base.cases {
            let type: SwiftType = id == entry.id ? .named(baseName) : reference(id).type
            let candidates = caseNames(values: values, type: type, isMapped: values.first != schemas[id]?.name)
            cases.append(
                AlternativesPlan.Case(
                    name: scope.claim(candidates), type: type, values: values, kinds: [.object],
                    documentation: summary(of: id)))
        }
        let plan = AlternativesPlan(
            cases: cases, selection: .discriminator(property: base.property), unknown: .base(.named(baseName)),
            order: [], sharedProperties: [])
        let namePlace = Place(declared: name, schemaName: entry.name, id: nil)
        add(.alternatives(plan), named: name, namePlace, entry.schema)
    }

    // MARK: Members

    private func distinct(_ group: [Schema]) -> [Schema] {
        var seen: Set<SchemaID> = []
        return group.filter { member in
            guard let id = member.reference, member.allOf.isEmpty, !member.shapesType else { return true }
            return seen.insert(id).inserted
        }
    }

    /// `schema` with everything that stands beside its group.
    private func member(_ schema: Schema, beside effective: EffectiveSchema) -> Member {
        let id = merging.sole(schema)?.reference
        var outer = effective.schema
        outer.types = outer.types == [.object] || outer.types.count > 1 ? [] : outer.types
        outer.isNullable = false
        let others = effective.groups.dropFirst()
        let isAlone = !outer.shapesType && others.isEmpty
        if isAlone || covers(id, outer, others.isEmpty) {
            return Member(
                schema: schema, id: id, effective: merging.effective(schema), kinds: kinds(of: schema))
        }
        outer.discriminator = nil
        outer.title = nil
        outer.description = nil
        var both = Schema(location: schema.location)
        both.title = schema.title
        both.description = schema.description
        both.allOf = [outer, schema]
        for group in others {
            var part = Schema(location: schema.location)
            part.oneOf = group
            both.allOf.append(part)
        }
        return Member(schema: both, id: id, effective: merging.effective(both), kinds: kinds(of: both))
    }

    /// Whether the schema `id` has all properties of `outer` already, as subtypes have that name their base by `allOf`.
    private func covers(_ id: SchemaID?, _ outer: Schema, _ isOnlyGroup: Bool) -> Bool {
        guard isOnlyGroup, let id, let target = merging.effective(id)?.schema else { return false }
        if outer.additionalProperties.isStated || outer.enumValues != nil || outer.items != nil { return false }
        let names = Set(target.properties.map(\.name))
        let required = Set(target.required)
        return outer.properties.allSatisfy { names.contains($0.name) }
            && outer.required.allSatisfy { required.contains($0) || !names.contains($0) }
    }

    private func setValues(_ members: inout [Member], _ discriminator: Discriminator) {
        for index in members.indices {
            guard let id = members[index].id else {
                members[index].values = constants(members[index].effective.schema, property: discriminator.propertyName)
                continue
            }
            let mapped = discriminator.mapping.filter { $0.schema == id }.map(\.value)
            if !mapped.isEmpty {
                members[index].values = mapped
            } else {
                let constants = constants(members[index].effective.schema, property: discriminator.propertyName)
                members[index].values = constants.isEmpty ? schemas[id].map { [$0.name] } ?? [] : constants
            }
        }
        for mapping in discriminator.mapping where !members.contains(where: { $0.id == mapping.schema }) {
            log.warning(
                "mapping-outside-alternatives", "'\(mapping.value)' is mapped to a schema that is no alternative here",
                at: mapping.location, help: "add the schema to the alternatives, or remove the mapping")
        }
    }

    /// The values that `property` is limited to by `schema`.
    private func constants(_ schema: Schema, property: String) -> [String] {
        guard let property = schema.properties.first(where: { $0.name == property }) else { return [] }
        let effective = merging.effective(property.schema).schema
        let values = effective.constant.map { [$0] } ?? effective.enumValues ?? []
        return values.compactMap { value in
            if case .string(let text) = value.value { return text }
            if case .integer(let number) = value.value { return String(number) }
            return nil
        }
    }

    /// The member for which every alternative asks a constant of its own.
    private func constantProperty(_ members: inout [Member]) -> String? {
        guard let first = members.first, members.allSatisfy({ $0.kinds == [.object] && $0.effective.groups.isEmpty })
        else { return nil }
        for property in first.effective.schema.properties {
            var values: [[String]] = []
            var seen: Set<String> = []
            for member in members {
                guard member.effective.schema.required.contains(property.name) else { break }
                let own = constants(member.effective.schema, property: property.name)
                guard !own.isEmpty, own.allSatisfy({ seen.insert($0).inserted }) else { break }
                values.append(own)
            }
            guard values.count == members.count else { continue }
            for index in members.indices { members[index].values = values[index] }
            return property.name
        }
        return nil
    }

    // MARK: Cases

    private func cases(
        _ members: [Member], in name: TypeName, _ place: Place, isMapped: Bool
    ) -> [AlternativesPlan.Case] {
        var scope = NameScope(reserved: ["unknown", "init"])
        var taken: Set<String> = []
        return members.enumerated().map { index, member in
            let target = member.id.flatMap { self.name(of: $0)?.path }
            let hint = target ?? member.schema.title ?? member.values.first ?? hint(member.kinds, index)
            let bound = bind(member.schema, at: Place(parent: name, hint: hint, depth: place.depth + 1))
            let isNamed = member.values.first.map { value in member.id.map { schemas[$0]?.name != value } ?? true }
            var candidates = caseNames(values: member.values, type: bound.full, isMapped: isNamed ?? false)
            if case .named = bound.full, member.id == nil, member.values.isEmpty {
                candidates.insert(Naming.member(Naming.lowerCamel(hint)), at: 0)
            }
            let values = member.values.filter { taken.insert($0).inserted }
            if values.isEmpty, let value = member.values.first {
                log.warning(
                    "unreachable-alternative",
                    "no value is read as this alternative: '\(value)' stands for an earlier one already",
                    at: member.schema.location, help: "give every alternative a value of its own")
            }
            return AlternativesPlan.Case(
                name: scope.claim(candidates), type: bound.full, values: values, kinds: member.kinds,
                documentation: member.id.map { summary(of: $0) } ?? summary(of: member.schema))
        }
    }

    /// What a case may be called: by its discriminator's value, else by its type.
    private func caseNames(values: [String], type: SwiftType, isMapped: Bool) -> [String] {
        var names: [String] = []
        if isMapped, let value = values.first, let letter = value.unicodeScalars.first, letter.properties.isAlphabetic {
            names.append(Naming.member(Naming.lowerCamel(value)))
        }
        return names + [Naming.member(Naming.lowerCamel(label(type)))]
    }

    private func label(_ type: SwiftType) -> String {
        switch type {
        case .string: "string"
        case .bool: "bool"
        case .int, .int32, .int64: "integer"
        case .double, .float: "number"
        case .date: "date"
        case .data: "data"
        case .json: "value"
        case .stream, .bytes: "bytes"
        case .void: "nothing"
        case .array(let element): label(element) + "List"
        case .dictionary(let value): label(value) + "Map"
        case .optional(let wrapped): label(wrapped)
        case .named(let name): String(name.simple)
        case .external(let type): String(type.simpleName)
        }
    }

    private func hint(_ kinds: Set<JSONKindPlan>, _ index: Int) -> String {
        guard kinds.count == 1, let kind = kinds.first, kind != .object else { return "Option\(index + 1)" }
        return kind.rawValue
    }

    private func summary(of id: SchemaID) -> [String] { schemas[id].map { summary(of: $0.schema) } ?? [] }

    private func summary(of schema: Schema) -> [String] {
        let lines = Documentation.lines(schema.description ?? schema.title)
        return Array(lines.prefix { !$0.isEmpty }.prefix(4))
    }

    // MARK: Order

    /// Decides the order of trying, and says where it may pick an alternative that was not meant.
    private func decideOrder(_ plan: inout AlternativesPlan, _ members: [Member], _ name: TypeName, _ source: Schema) {
        let ranks = members.indices.map { rank(members[$0], plan.cases[$0].type) }
        plan.order = members.indices.sorted { ranks[$0] == ranks[$1] ? $0 < $1 : ranks[$0] > ranks[$1] }
        for (position, index) in plan.order.enumerated() {
            for other in plan.order[(position + 1)...]
            where members[index].kinds.contains(.object) && members[other].kinds.contains(.object) {
                guard isAmbiguous(members[index], members[other]) else { continue }
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
    private func rank(_ member: Member, _ type: SwiftType) -> Int {
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

    /// Whether a value of `second` may decode as `first`, which is tried before it.
    private func isAmbiguous(_ first: Member, _ second: Member) -> Bool {
        let names = Set(second.effective.schema.properties.map(\.name))
        return first.effective.schema.required.allSatisfy { names.contains($0) }
    }

    /// A value may match several members of `anyOf`, and is read as the first that fits.
    private func warnOfOverlap(_ plan: AlternativesPlan, _ members: [Member], _ source: Schema) {
        guard let first = source.anyOf.first(where: { !$0.allowsOnlyNull }),
            members.contains(where: { $0.schema.location.isSame(as: first.location) })
        else { return }
        let objects = members.filter { member in
            if case .forbidden = member.effective.schema.additionalProperties { return false }
            return member.kinds.contains(.object)
        }
        guard objects.count > 1 else { return }
        log.warning(
            "overlapping-any-of",
            "an object that matches several members of this 'anyOf' is read as one of them; what only the others "
                + "describe is lost",
            at: source.location,
            help: "use 'oneOf' if only one of them ever matches, or one schema with optional properties if several may")
    }

    /// Names the alternatives that another, which is tried before, takes all values of.
    private func warnOfUnreachable(_ plan: AlternativesPlan, _ members: [Member]) {
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
    private func takesAll(_ kind: JSONKindPlan, _ first: Member, before second: Member) -> Bool {
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

    // MARK: Kinds

    /// The kinds of JSON value, beside null, that `schema` allows.
    private func kinds(of schema: Schema) -> Set<JSONKindPlan> {
        var visited: Set<SchemaID> = []
        return kinds(of: schema, &visited)
    }

    /// The same but for the schemas in `visited`, whose kinds are known already: alternatives may lead back to each other.
    private func kinds(of schema: Schema, _ visited: inout Set<SchemaID>) -> Set<JSONKindPlan> {
        if let id = merging.sole(schema)?.reference {
            if discriminators.bases[id] != nil { return [.object] }
            guard visited.insert(id).inserted else { return [] }
        }
        let effective = merging.effective(schema)
        if !effective.schema.types.isEmpty { return Set(effective.schema.types.map(Self.kind)) }
        let values = effective.schema.constant.map { [$0] } ?? effective.schema.enumValues ?? []
        let own = Set(values.compactMap { $0.value.scalarType }.map(Self.kind))
        if !own.isEmpty { return own }
        if effective.schema.shapesObject { return [.object] }
        if effective.schema.items != nil { return [.array] }
        var result = Self.allKinds
        let before = visited
        for group in effective.groups {
            // What one group has shown, another that holds as well has to show again.
            if effective.groups.count > 1 { visited = before }
            var own: Set<JSONKindPlan> = []
            for member in group { own.formUnion(kinds(of: member, &visited)) }
            result.formIntersection(own)
        }
        return result
    }

    private static let allKinds: Set<JSONKindPlan> = [.object, .array, .string, .number, .bool]

    private static func kind(_ type: JSONType) -> JSONKindPlan {
        switch type {
        case .object: .object
        case .array: .array
        case .string: .string
        case .number, .integer: .number
        case .boolean: .bool
        }
    }
}
