internal import DocumentTree
internal import OpenAPI

/// `oneOf` and `anyOf` become an enum with a case per alternative. A value tells which one it is by a discriminator, by a
/// constant that each alternative has for the same member, by its JSON type, or, at last, by being tried: the one is taken
/// that keeps the most of a value, and of several the one that asks for more. What stands beside `oneOf` holds for each alternative and is merged into it.
extension SchemaBinder {
    func alternatives(_ effective: EffectiveSchema, at place: Place, source: Schema) -> BoundType {
        guard let group = effective.groups.first else { return BoundType(type: .json) }
        let isNullable = group.members.contains { $0.allowsOnlyNull || $0.isNullable }
        let discriminator = effective.schema.discriminator ?? source.discriminator
        var members = distinct(group.members).filter { !$0.allowsOnlyNull }.map { member($0, beside: effective) }
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
            if !group.isExclusive { plan.kindsOfBoth = kindsOfBoth(members) }
            decideOrder(&plan, members, isExclusive: group.isExclusive, source)
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
            // A base among the cases is meant as itself: its subtypes are cases as well.
            let type = baseNames[id].map { .named($0) } ?? reference(id).type
            let named = id == entry.id ? type : reference(id).type
            let candidates = caseNames(values: values, type: named, isMapped: values.first != schemas[id]?.name)
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

    // MARK: Cases

    private func cases(
        _ members: [AlternativeMember], in name: TypeName, _ place: Place, isMapped: Bool
    ) -> [AlternativesPlan.Case] {
        var scope = NameScope(reserved: ["unknown", "both", "init"])
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
        case .stream, .bytes, .part: "bytes"
        case .void: "nothing"
        case .array(let element), .sequence(let element): label(element) + "List"
        case .dictionary(let value): label(value) + "Map"
        case .optional(let wrapped), .event(let wrapped), .headed(let wrapped): label(wrapped)
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
}
