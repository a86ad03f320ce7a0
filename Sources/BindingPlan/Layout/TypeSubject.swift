/// A type as templates see it; exactly one of the members that name its kind is there.
struct TypeSubject: TemplateSubject {
    let plan: TypePlan
    let context: LayoutContext
    let indentation: String
    private let children: [TypeSubject]

    init(_ plan: TypePlan, _ context: LayoutContext, indentation: String) {
        self.plan = plan
        self.context = context
        self.indentation = indentation
        children = plan.children.compactMap { name in
            context.types[name].map { TypeSubject($0, context, indentation: indentation + "    ") }
        }
    }

    static let members: [TemplateMember] = [
        .documentation,
        .indent,
        .text("name", "The type's own name, in backticks where it is a keyword."),
        .text("conformances", "The protocols, with commas between them."),
        .list("children", of: TypeSubject.self, "The types that are declared within it."),
        .subject("structure", StructureSubject.self, "What is particular to it where it is a struct."),
        .subject(
            "openEnum", OpenEnumSubject.self, "The same for a struct around a raw value, which takes unknown ones."),
        .subject("closedEnum", OpenEnumSubject.self, "The same for an enum of raw values."),
        .subject("alternatives", AlternativesSubject.self, "The same for an enum of alternatives."),
        .text("alias", "The type that it is an alias of, where it is one."),
        .text("wrapper", "The type of the one value that it wraps, where it does."),
        .subject(
            "contents", ContentsSubject.self, "What is particular to an enum of kinds of bodies, or of parts of one."),
        .extensions,
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "documentation": .text(Documentation.comment(plan.documentation, indentation: indentation))
        case "indent": .text(indentation)
        case "extensions": plan.extensions.subjects
        case "name": .text(Naming.escaped(String(plan.name.simple)))
        case "conformances": .text(conformances)
        case "children": .list(children)
        case "structure": .subject(structure)
        case "openEnum": .subject(enumeration(isClosed: false))
        case "closedEnum": .subject(enumeration(isClosed: true))
        case "alternatives": .subject(alternatives)
        case "contents": .subject(contents)
        case "alias": .text(target { if case .alias(let type) = $0 { type } else { nil } })
        case "wrapper": .text(target { if case .wrapper(let type) = $0 { type } else { nil } })
        default: .text("")
        }
    }

    private var conformances: String {
        var names: [String]
        if case .openEnum(let plan) = plan.kind {
            names = [plan.isClosed ? "ClosedEnum" : "OpenEnum"]
        } else {
            names = ["JSONModel"] + context.configuration.modelConformances
        }
        for name in plan.conformances where !names.contains(name) { names.append(name) }
        return names.joined(separator: ", ")
    }

    private var structure: StructureSubject? {
        guard case .structure(let structure) = plan.kind else { return nil }
        return StructureSubject(
            code: StructureCode(
                plan: structure, name: plan.name, speller: context.speller, defaults: context.defaults,
                indentation: indentation))
    }

    private func enumeration(isClosed: Bool) -> OpenEnumSubject? {
        guard case .openEnum(let plan) = plan.kind, plan.isClosed == isClosed else { return nil }
        return OpenEnumSubject(plan: plan, indentation: indentation)
    }

    private var alternatives: AlternativesSubject? {
        guard case .alternatives(let alternatives) = plan.kind else { return nil }
        return AlternativesSubject(
            code: AlternativesCode(
                plan: alternatives, name: plan.name, speller: context.speller, defaults: context.defaults,
                indentation: indentation,
                parameterProtocol: plan.conformances.first { $0.hasSuffix("ParameterValue") }))
    }

    private var contents: ContentsSubject? {
        guard case .contents(let contents) = plan.kind else { return nil }
        return ContentsSubject(plan: contents, name: plan.name, context: context, indentation: indentation)
    }

    private func target(_ type: (TypePlan.Kind) -> SwiftType?) -> String {
        type(plan.kind).map { context.speller.text($0, in: plan.name.parent) } ?? ""
    }
}

/// What is particular to a struct.
struct StructureSubject: TemplateSubject {
    let code: StructureCode

    static let members: [TemplateMember] = [
        .list("properties", of: PropertySubject.self, "The stored properties."),
        .flag("hasProperties", "Whether there are any."),
        .text("memberwise", "The initialiser."),
        .text("keyTable", "The table of the members' names on the wire."),
        .text("decoding", "The statements that read it."),
        .text("encoding", "The statements that write it."),
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "properties": .list(properties)
        case "hasProperties": .flag(!code.plan.properties.isEmpty || code.plan.additional != nil)
        case "memberwise": .text(code.memberwise)
        case "keyTable": .text(code.keyTable)
        case "decoding": .text(code.decoding)
        case "encoding": .text(code.encoding)
        default: .text("")
        }
    }

    private static func attribute(_ property: PropertyPlan) -> String {
        guard property.isIndirect else { return "" }
        return property.isOptional && !property.hasThreeStates ? "@IndirectOptional " : "@Indirect "
    }

    private var properties: [PropertySubject] {
        let inner = code.indentation + "    "
        var subjects = code.plan.properties.map { property in
            let type = code.speller.text(property, in: code.name)
            let attribute = Self.attribute(property)
            let initial = property.decodingDefault.map { " = \($0)" } ?? ""
            let stored = code.stored(property)
            let accessors = ["get { \(stored) }", "set { \(stored) = newValue }"]
            let head = "public var \(Naming.escaped(property.name)): \(type)"
            return PropertySubject(
                documentation: Documentation.comment(property.documentation, indentation: inner),
                attribute: property.isDeprecated ? "@available(*, deprecated)\n\(inner)" : attribute,
                name: Naming.escaped(property.name), type: type,
                initial: property.isDeprecated
                    ? " " + LineFitting.body(of: head, accessors, indentation: inner) + "\n"
                        + "\(inner)\(attribute)private var \(stored): \(type)\(initial)"
                    : initial,
                extensions: property.extensions)
        }
        if let additional = code.plan.additional {
            subjects.append(
                PropertySubject(
                    documentation: Documentation.comment(
                        ["The members without a property of their own."], indentation: inner),
                    attribute: "", name: additional.name,
                    type: "[String: \(code.speller.text(additional.type, in: code.name))]", initial: " = [:]"))
        }
        return subjects
    }
}

/// A stored property.
struct PropertySubject: TemplateSubject {
    let documentation: String
    let attribute: String
    let name: String
    let type: String
    /// What it begins as: a space, an equals sign and the value, or nothing; for a deprecated one, where it is kept.
    var initial = ""
    var extensions: [ExtensionPlan] = []

    static let members: [TemplateMember] = [
        .documentation,
        .text("attribute", "Attributes, with what separates them from the declaration."),
        .text("name", "The name, in backticks where it is a keyword."),
        .text("type", "The type, `Optional` or `Presence` included."),
        .text(
            "initial", "What follows the type: an equals sign and the value, or where a deprecated property is kept."),
        .extensions,
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "documentation": .text(documentation)
        case "attribute": .text(attribute)
        case "name": .text(self.name)
        case "type": .text(type)
        case "initial": .text(initial)
        case "extensions": extensions.subjects
        default: .text("")
        }
    }
}

/// What is particular to an enum, open or closed.
struct OpenEnumSubject: TemplateSubject {
    let plan: EnumPlan
    let indentation: String

    static let members: [TemplateMember] = [
        .text("rawType", "The type of the raw value."),
        .list("cases", of: EnumCaseSubject.self, "The values that the document lists."),
        .text("known", "The body of the getter that lists them, in braces."),
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "rawType": .text(rawType)
        case "cases": .list(plan.cases.map { EnumCaseSubject(plan: $0, indentation: indentation + "    ") })
        case "known": .text(known)
        default: .text("")
        }
    }

    private var rawType: String { TypeSpeller(module: "", types: [], tags: []).text(plan.rawType, in: nil) }

    /// The getter's body, in the braces of the property.
    private var known: String {
        let own = indentation + "    "
        let names = plan.cases.map { $0.isDeprecated ? "Self(rawValue: \($0.literal))" : ".\($0.name)" }
        let line = "[\(names.joined(separator: ", "))]"
        if own.utf8.count + line.utf8.count + 42 <= LineFitting.width { return "{ \(line) }" }
        return "{\n\(own)    " + LineFitting.fill("[", names, "]", indentation: own + "    ") + "\n\(own)}"
    }
}

/// One known value of an enum.
struct EnumCaseSubject: TemplateSubject {
    let plan: EnumPlan.Case
    let indentation: String

    static let members: [TemplateMember] = [
        .documentation,
        .text("attribute", "`@available(*, deprecated)` with a space, or nothing."),
        .text("name", "The name, in backticks where it is a keyword."),
        .text("literal", "The value as a literal of Swift."),
        .text("value", "The body of its getter, in braces."),
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "documentation": .text(Documentation.comment(plan.documentation, indentation: indentation))
        case "attribute": .text(attribute)
        case "name": .text(Naming.escaped(plan.name))
        case "literal": .text(plan.literal)
        case "value": .text(value)
        default: .text("")
        }
    }

    private var attribute: String { plan.isDeprecated ? "@available(*, deprecated) " : "" }

    /// The getter's body, in the braces of the property.
    private var value: String {
        let head = "\(attribute)public static var \(Naming.escaped(plan.name)): Self"
        return LineFitting.body(of: head, ["Self(rawValue: \(plan.literal))"], indentation: indentation)
    }
}

/// What is particular to an enum of alternatives.
struct AlternativesSubject: TemplateSubject {
    let code: AlternativesCode

    static let members: [TemplateMember] = [
        .list("cases", of: AlternativeSubject.self, "The alternatives."),
        .text("unknownCase", "The case of what is none or several of them."),
        .text("sharedProperties", "The getters of what all have, and what makes it a parameter's type."),
        .text("decoding", "The statements that read it."),
        .text("encoding", "The statements that write it."),
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "cases": .list(cases)
        case "unknownCase": .text(code.unknownCase)
        case "sharedProperties": .text(code.sharedProperties + code.parameterMembers)
        case "decoding": .text(code.decoding)
        case "encoding": .text(code.encoding)
        default: .text("")
        }
    }

    private var cases: [AlternativeSubject] {
        code.plan.cases.map { alternative in
            AlternativeSubject(
                documentation: Documentation.comment(alternative.documentation, indentation: code.indentation + "    "),
                indirect: alternative.isIndirect ? "indirect " : "", name: Naming.escaped(alternative.name),
                type: code.speller.text(alternative.type, in: code.name))
        }
    }
}

/// One alternative.
struct AlternativeSubject: TemplateSubject {
    let documentation: String
    let indirect: String
    let name: String
    let type: String

    static let members: [TemplateMember] = [
        .documentation,
        .text("indirect", "`indirect` with a space, or nothing."),
        .text("name", "The name of the case, in backticks where it is a keyword."),
        .text("type", "The type of its value."),
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "documentation": .text(documentation)
        case "indirect": .text(indirect)
        case "name": .text(self.name)
        case "type": .text(type)
        default: .text("")
        }
    }
}
