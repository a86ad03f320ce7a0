/// A type of a schema, for custom outputs.
struct TypeOutline: TemplateSubject {
    let plan: TypePlan
    let outline: Outline

    static let members: [TemplateMember] = [
        .mark, .document,
        .text("name", "The full name, such as `Pet.Status`."),
        .text("schema", "The schema's name in the document; empty where it has none."),
        .text("kind", "`struct`, `open enum`, `closed enum`, `alternatives`, `alias`, `wrapper` or `contents`."),
        .summary, .description,
        .flag("hasProperties", "Whether it is a struct with properties."),
        .list("properties", of: PropertyOutline.self, "The properties of a struct."),
        .text("additional", "The type of the members that the document does not name, where a struct keeps them."),
        .list("values", of: ValueOutline.self, "The values that the document lists of an enum."),
        .list("alternatives", of: AlternativeOutline.self, "The alternatives, or the kinds of bodies."),
        .text("target", "The type that an alias or a wrapper stands for."),
        .extensions,
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "mark": .text(outline.mark)
        case "document": .subject(DocumentOutline(outline: outline))
        case "name": .text(plan.name.path)
        case "schema": .text(plan.schemaName ?? "")
        case "kind": .text(kind)
        case "summary": .text(Documentation.firstSentence(documentation).joined(separator: " "))
        case "description": .text(documentation)
        case "hasProperties": .flag(structure?.properties.isEmpty == false)
        case "properties": .list((structure?.properties ?? []).map { PropertyOutline(plan: $0, outline: outline) })
        case "additional": .text((structure?.additional).map { outline.text($0.type) } ?? "")
        case "values": .list(values)
        case "alternatives": .list(alternatives)
        case "target": .text(target)
        case "extensions": plan.extensions.subjects
        default: .text("")
        }
    }

    private var documentation: String { plan.documentation.joined(separator: "\n") }

    private var kind: String {
        switch plan.kind {
        case .structure: "struct"
        case .openEnum(let plan): plan.isClosed ? "closed enum" : "open enum"
        case .alternatives: "alternatives"
        case .alias: "alias"
        case .wrapper: "wrapper"
        case .contents: "contents"
        }
    }

    private var structure: StructurePlan? { if case .structure(let plan) = plan.kind { plan } else { nil } }

    private var values: [ValueOutline] {
        guard case .openEnum(let plan) = plan.kind else { return [] }
        return plan.cases.map(ValueOutline.init)
    }

    private var alternatives: [AlternativeOutline] {
        switch plan.kind {
        case .alternatives(let plan): plan.cases.map { AlternativeOutline(name: $0.name, type: outline.text($0.type)) }
        case .contents(let plan): plan.cases.map { AlternativeOutline(name: $0.name, type: outline.text($0.type)) }
        default: []
        }
    }

    private var target: String {
        switch plan.kind {
        case .alias(let type), .wrapper(let type): outline.text(type)
        default: ""
        }
    }
}

/// A property of a struct, for custom outputs.
struct PropertyOutline: TemplateSubject {
    let plan: PropertyPlan
    let outline: Outline

    static let members: [TemplateMember] = [
        .text("name", "The member's name on the wire."),
        .text("property", "The property's name."),
        .text("type", "Its type, without `Optional`."),
        .schemaType, .format,
        .flag("isRequired", "Whether each object must have it."),
        .flag("isNullable", "Whether it may be null."),
        .flag("isReadOnly", "Whether only responses have it."),
        .flag("isWriteOnly", "Whether only requests have it."),
        .isDeprecated, .description, .extensions,
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "name": .text(plan.jsonName)
        case "property": .text(plan.name)
        case "type": .text(outline.text(plan.type))
        case "schemaType": .text(outline.schemaType(plan.type))
        case "format": .text(plan.format ?? "")
        case "isRequired": .flag(plan.isRequired)
        case "isNullable": .flag(plan.isNullable)
        case "isReadOnly": .flag(plan.isReadOnly)
        case "isWriteOnly": .flag(plan.isWriteOnly)
        case "isDeprecated": .flag(plan.isDeprecated)
        case "description": .text(plan.documentation.joined(separator: "\n"))
        case "extensions": plan.extensions.subjects
        default: .text("")
        }
    }
}

/// A value of an enum, for custom outputs.
struct ValueOutline: TemplateSubject {
    let plan: EnumPlan.Case

    static let members: [TemplateMember] = [
        .text("value", "The value as the document writes it."),
        .text("name", "The name of its case or constant."),
        .isDeprecated, .description,
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "value": .text(plan.value)
        case "name": .text(plan.name)
        case "isDeprecated": .flag(plan.isDeprecated)
        case "description": .text(plan.documentation.joined(separator: "\n"))
        default: .text("")
        }
    }
}

/// An alternative, for custom outputs.
struct AlternativeOutline: TemplateSubject {
    let name: String
    let type: String

    static let members: [TemplateMember] = [
        .text("name", "The name of the case."), .text("type", "The type of its value."),
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "name": .text(self.name)
        case "type": .text(type)
        default: .text("")
        }
    }
}
