/// The file of the types' old names.
struct AliasFileSubject: TemplateSubject {
    let header: String
    let aliases: [AliasSubject]

    static let members: [TemplateMember] = [
        .header,
        .list("aliases", of: AliasSubject.self, "The old names."),
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "header": .text(header)
        case "aliases": .list(aliases)
        default: .text("")
        }
    }
}

/// An old name of a type.
struct AliasSubject: TemplateSubject {
    let plan: AliasPlan
    let speller: TypeSpeller

    static let members: [TemplateMember] = [
        .text("owner", "The type that the old name is declared in; empty at the file's top level."),
        .text("attribute", "The line that says what to use instead."),
        .text("declaration", "The alias, with its indentation."),
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "owner": .text(plan.name.parent?.path ?? "")
        case "attribute": .text("\(indentation)@available(*, deprecated, renamed: \(Literals.string(newName)))")
        case "declaration":
            .text("\(indentation)public typealias \(Naming.escaped(String(plan.name.simple))) = \(type)")
        default: .text("")
        }
    }

    private var indentation: String { plan.name.parent == nil ? "" : "    " }

    private var type: String { speller.text(plan.target, in: plan.name.parent) }

    /// The name to use, where the old one could be used.
    private var newName: String {
        plan.target.parent == plan.name.parent ? String(plan.target.simple) : plan.target.path
    }
}
