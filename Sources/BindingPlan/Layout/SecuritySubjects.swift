/// A security scheme of the document, as a constant, and as a property of the credentials.
struct SchemeSubject: TemplateSubject {
    let plan: SecuritySchemePlan

    static let members: [TemplateMember] = [
        .documentation,
        .text("name", "The name, in backticks where it is a keyword."),
        .text("constant", "The name without backticks."),
        .text("value", "The expression of the scheme."),
        .text("provider", "The type of what gives the credential; empty where the transport does."),
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "documentation": .text(Documentation.comment(plan.documentation, indentation: "    "))
        case "name": .text(Naming.escaped(plan.name))
        case "constant": .text(plan.name)
        case "value": .text("SecurityScheme(\(Literals.string(plan.wireName)), \(plan.kind.code))")
        case "provider": .text(plan.kind.provider ?? "")
        default: .text("")
        }
    }
}

/// All security schemes of the document.
struct SecuritySubject: TemplateSubject {
    let module: String
    let plans: [SecuritySchemePlan]
    /// What most operations ask for.
    let usual: [[RoutePlan.Scheme]]

    static let members: [TemplateMember] = [
        .list("schemes", of: SchemeSubject.self, "The schemes."),
        .text("all", "The constant that lists them."),
        .text("usual", "The constant with what most operations ask for, or nothing."),
        .flag("hasCredentials", "Whether any credential comes from the caller."),
        .text("initializer", "The credentials' initialiser up to the brace."),
        .text("providers", "The list of schemes with what gives the credential of each."),
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "schemes": .list(plans.map(SchemeSubject.init))
        case "all":
            .text(
                LineFitting.fill(
                    "public static let schemes = [", plans.map { Naming.escaped($0.name) }, "]", indentation: "    "))
        case "usual":
            .text(
                usual.isEmpty
                    ? ""
                    : LineFitting.call(
                        "public static let usual: [SecurityRequirement] = ", RouteCode.requirements("", usual), "",
                        indentation: "    "))
        case "hasCredentials": .flag(!supplied.isEmpty)
        case "initializer": .text(initializer)
        case "providers": .text(providers)
        default: .text("")
        }
    }

    private var supplied: [SecuritySchemePlan] { plans.filter { $0.kind.provider != nil } }

    private var initializer: String {
        let parameters = supplied.map { "\(Naming.escaped($0.name)): \($0.kind.provider ?? "")? = nil" }
        return LineFitting.signature("public init(", parameters, ["{"], indentation: "    ")
    }

    private var providers: String {
        let entries = plans.map { plan in
            "(\(module)Security.\(Naming.escaped(plan.name)), \(plan.kind.provider == nil ? "nil" : Naming.escaped(plan.name)))"
        }
        return LineFitting.fill("[", entries, "]", indentation: "        ")
    }
}

extension SecuritySchemePlan.Kind {
    /// The runtime's kind as source text.
    var code: String {
        switch self {
        case .header(let name): ".header(\(Literals.string(name)))"
        case .query(let name): ".query(\(Literals.string(name)))"
        case .cookie(let name): ".cookie(\(Literals.string(name)))"
        case .basic: ".basic"
        case .bearer: ".bearer"
        case .http(let scheme): ".http(\(Literals.string(scheme)))"
        case .mutualTLS: ".mutualTLS"
        }
    }

    /// The type of what gives the credential; nil where the transport does.
    var provider: String? {
        switch self {
        case .basic: "PasswordProvider"
        case .mutualTLS: nil
        default: "SecretProvider"
        }
    }
}
