internal import DocumentTree
internal import OpenAPI

extension Explanation {
    /// What a schema with a name becomes.
    func text(about entry: SchemaTable.Entry) -> String {
        let overrides = TypeOverrides(configuration.types, document: document)
        var text = heading("Schema '\(entry.name)' at '\(entry.id.pointer)'", entry.nameLocation)
        if let type = overrides[entry.id] {
            text += "  Swift: \(type.name)\n"
            text += section("Why", ["the configuration has this type for it" + rule(for: type)])
        } else {
            let own = plan.types.filter { $0.schemaName == entry.name && $0.location == entry.schema.location }
            if own.isEmpty { text += "  Swift: nothing, since 'include' or 'exclude' leaves it out\n" }
            for type in own { text += self.text(about: type, entry) }
        }
        return text + diagnostics(from: entry.nameLocation)
    }

    /// What a declared type is, why, and what it holds.
    func text(about type: TypePlan, _ entry: SchemaTable.Entry? = nil) -> String {
        var text = "  Swift: \(declaration(of: type))\(file(of: type.name).map { " in \($0)" } ?? "")\n"
        text += section("Why", reasons(entry, type))
        switch type.kind {
        case .structure(let plan): text += section("Members", table(members(of: plan, in: type.name)))
        case .openEnum(let plan):
            text += section("Cases", table(plan.cases.map { (".\($0.name)", "for \($0.literal)") }))
        case .alternatives(let plan):
            text += section(
                "Cases",
                table(
                    plan.cases.map { alternative in
                        let type = ".\(alternative.name)(\(speller.text(alternative.type, in: type.name)))"
                        let values = alternative.values.map { "'\($0)'" }
                        return (type, values.isEmpty ? "" : "for \(values.joined(separator: ", "))")
                    }))
        case .contents(let plan):
            let cases = plan.cases.map { (".\($0.name)(\(speller.text($0.type, in: type.name)))", "") }
            text += section("Cases", table(cases))
        case .alias, .wrapper: break
        }
        let children = type.children.compactMap { types[$0] }
        return text + section("Nested", children.map { declaration(of: $0) })
    }

    private func declaration(of type: TypePlan) -> String {
        let name = speller.text(type.name, in: nil)
        let level = configuration.accessLevel == .internal ? "" : "\(configuration.accessLevel.rawValue) "
        return switch type.kind {
        case .structure: "\(level)struct \(name)"
        case .openEnum(let plan): plan.isClosed ? "\(level)enum \(name)" : "\(level)struct \(name), an open enum"
        case .alternatives, .contents: "\(level)enum \(name)"
        case .alias(let target): "\(level)typealias \(name) = \(speller.text(target, in: type.name.parent))"
        case .wrapper(let target): "\(level)struct \(name) around \(speller.text(target, in: type.name.parent))"
        }
    }

    private func file(of name: TypeName) -> String? {
        let file = plan.files.first { file in
            if let models = file.subject as? ModelFileSubject {
                return models.types.contains { $0.plan.name.path == String(name.first) }
            }
            guard let operations = file.subject as? OperationFileSubject else { return false }
            return operations.operations.contains { name.path.hasPrefix($0.plan.name.path + ".") }
        }
        return file.map { place($0.path) }
    }

    // MARK: Members

    private func members(of plan: StructurePlan, in name: TypeName) -> [(String, String)] {
        var rows = plan.properties.map { property in
            var notes = ["'\(property.jsonName)'", property.isRequired ? "required" : "optional"]
            if property.isNullable { notes.append("nullable") }
            if property.isReadOnly { notes.append("read-only") }
            if property.isWriteOnly { notes.append("write-only") }
            if let value = property.decodingDefault { notes.append("default \(value)") }
            if property.isIndirect { notes.append("behind a pointer") }
            property.type.forEachExternal { notes.append("\($0.name) by the configuration\(rule(for: $0))") }
            notes.append("\(owners[property.location].map { "of '\($0)' " } ?? "")at \(property.location)")
            let type = speller.text(property.fullType, in: name)
            return ("\(Naming.escaped(property.name)): \(type)", notes.joined(separator: ", "))
        }
        if let additional = plan.additional {
            rows.append(
                ("\(additional.name): [String: \(speller.text(additional.type, in: name))]", "all other members"))
        }
        return rows
    }

    // MARK: Reasons

    private func reasons(_ entry: SchemaTable.Entry?, _ type: TypePlan) -> [String] {
        var reasons: [String] = []
        if let entry {
            reasons += naming(entry, type.name)
            reasons += composition(entry.schema)
        }
        switch type.kind {
        case .structure: reasons.append("an object with members is a struct")
        case .openEnum(let plan):
            let style = plan.isClosed ? "closed, as the configuration has it" : "open: it takes unknown values too"
            reasons.append("listed values are an enum, which is \(style)")
        case .alternatives(let plan): reasons += selection(plan)
        case .contents(let plan):
            reasons.append(
                plan.isMultipart
                    ? "the parts of a multipart body are an enum" : "a body in several media types is an enum")
        case .alias: reasons.append("it has no members or values of its own, and is another name for a type")
        case .wrapper: reasons.append("an alias would mean itself, so it is a struct around its value")
        }
        let conformances = type.conformances
        if !conformances.isEmpty { reasons.append("conforms to \(conformances.joined(separator: ", ")) as well") }
        return reasons
    }

    private func naming(_ entry: SchemaTable.Entry, _ name: TypeName) -> [String] {
        if let rule = configuration.schemaNames.first(where: { $0.renamed(entry.name) != nil }) {
            return ["named by the rule '\(rule.pattern)'" + (rule.location.map { " at \($0)" } ?? "")]
        }
        let usual = Naming.upperCamel(entry.name)
        guard name.path != usual else { return [] }
        if entry.schema.discriminator != nil, name.path.hasSuffix("Base"), types[TypeName(usual)] != nil {
            return ["it holds the members of the schema itself, beside the enum '\(usual)' of all its kinds"]
        }
        return ["named '\(name.path)', since '\(usual)' is taken or means something else in Swift"]
    }

    private func composition(_ schema: Schema) -> [String] {
        var reasons: [String] = []
        if let id = schema.reference { reasons.append("it refers to \(described(id))") }
        let parts = schema.allOf.map { part in
            part.reference.map { described($0) } ?? "one in place at \(part.location)"
        }
        if parts.count == 1 { reasons.append("'allOf' of one schema is that schema: \(parts[0])") }
        if parts.count > 1 { reasons.append("'allOf' is merged: \(parts.joined(separator: ", "))") }
        if !schema.oneOf.isEmpty { reasons.append("'oneOf' has \(schema.oneOf.count) alternatives") }
        if !schema.anyOf.isEmpty { reasons.append("'anyOf' has \(schema.anyOf.count) alternatives") }
        return reasons
    }

    private func described(_ id: SchemaID) -> String {
        document.schemas[id].map { "'\($0.name)' at \($0.nameLocation)" } ?? "'\(id.pointer)'"
    }

    private func selection(_ plan: AlternativesPlan) -> [String] {
        var reasons: [String]
        switch plan.selection {
        case .discriminator(let property):
            reasons = ["alternatives are an enum; the member '\(property)' tells them apart"]
        case .kinds:
            reasons = [
                "alternatives are an enum; the JSON type tells them apart, and among those of one type what keeps the most"
            ]
            if plan.hasBoth {
                reasons.append("'anyOf' lets a value be two alternatives at once, each with members of its own: 'both'")
            }
        }
        switch plan.unknown {
        case .none: break
        case .json: reasons.append("a value of another kind is kept as JSON in 'unknown'")
        case .base(let base):
            reasons.append(
                "the discriminator stands on this schema, so '\(speller.text(base, in: nil))' has its own members")
        }
        return reasons
    }

    private func rule(for type: ExternalType) -> String {
        configuration.types.first { $0.type == type }?.location.map { " at \($0)" } ?? ""
    }
}
