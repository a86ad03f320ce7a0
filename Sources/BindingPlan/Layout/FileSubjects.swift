/// A file of models.
struct ModelFileSubject: TemplateSubject {
    let header: String
    let imports: String
    let types: [TypeSubject]

    static let members: [TemplateMember] = [
        .header,
        .imports,
        .list("types", of: TypeSubject.self, "The types of the file."),
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "header": .text(header)
        case "imports": .text(imports)
        case "types": .list(types)
        default: .text("")
        }
    }
}

/// A file of operations: a tag's enum, or an extension of it.
struct OperationFileSubject: TemplateSubject {
    let header: String
    let imports: String
    let documentation: String
    let declaration: String
    /// The expression of the tag's name, where it is said here.
    let tag: String
    /// The expression of what its operations ask for, where that is said here.
    let usualSecurity: String
    let operations: [OperationSubject]
    /// The tag's extensions.
    let extensions: [ExtensionPlan]

    static let members: [TemplateMember] = [
        .header,
        .imports,
        .documentation,
        .text("declaration", "The enum that the operations stand in, or the extension of it, up to the brace."),
        .text("tag", "The tag as a literal of Swift, in the file that says it."),
        .text("usualSecurity", "What its operations ask for where they say nothing else, as an expression."),
        .list("operations", of: OperationSubject.self, "The operations."),
        .extensions,
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "header": .text(header)
        case "imports": .text(imports)
        case "documentation": .text(documentation)
        case "declaration": .text(declaration)
        case "tag": .text(tag)
        case "usualSecurity": .text(usualSecurity)
        case "extensions": extensions.subjects
        case "operations": .list(operations)
        default: .text("")
        }
    }
}

/// The file about the document itself.
struct DocumentFileSubject: TemplateSubject {
    let header: String
    let module: String
    let documentation: String
    let title: String
    let version: String
    let digest: String
    let servers: [ServerSubject]
    let security: SecuritySubject?
    /// The document's extensions, and those of its `info`.
    let extensions: [ExtensionPlan]

    static let members: [TemplateMember] = [
        .header,
        .imports,
        .text("module", "The name that the modules' names begin with."),
        .documentation,
        .text("title", "The document's title as a literal of Swift."),
        .text("version", "The document's version as a literal of Swift."),
        .text("digest", "The SHA-256 of the document's bytes as a literal of Swift."),
        .flag("hasServers", "Whether the document has servers."),
        .list("servers", of: ServerSubject.self, "The servers."),
        .subject("security", SecuritySubject.self, "The security schemes, where the document has any."),
        .extensions,
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "header": .text(header)
        case "imports": .text(security == nil ? "" : Imports().text)
        case "module": .text(module)
        case "documentation": .text(documentation)
        case "title": .text(Literals.string(title))
        case "version": .text(Literals.string(version))
        case "digest": .text(Literals.string(digest))
        case "hasServers": .flag(!servers.isEmpty)
        case "servers": .list(servers)
        case "security": .subject(security)
        case "extensions": extensions.subjects
        default: .text("")
        }
    }
}

/// A server of the document.
struct ServerSubject: TemplateSubject {
    let plan: ServerPlan

    static let members: [TemplateMember] = [
        .documentation,
        .text("declaration", "The constant, or the function of its variables."),
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "documentation": .text(Documentation.comment(documentation, indentation: "    "))
        case "declaration": .text(declaration)
        default: .text("")
        }
    }

    private var documentation: [String] {
        guard !plan.variables.isEmpty else { return plan.documentation }
        var lines = plan.documentation + ["", "- Parameters:"]
        for variable in plan.variables {
            let text = variable.documentation.filter { !$0.isEmpty }.joined(separator: " ")
            lines.append("  - \(variable.name):" + (text.isEmpty ? "" : " " + text))
        }
        return lines
    }

    private var declaration: String {
        let name = Naming.escaped(plan.name)
        guard !plan.variables.isEmpty else { return "public static let \(name) = \(Literals.string(plan.url))" }
        let parameters = plan.variables.map {
            "\(Naming.escaped($0.name)): String = \(Literals.string($0.defaultValue))"
        }
        var url = plan.url[...]
        var parts: [String] = []
        while let open = url.firstIndex(of: "{"), let close = url[open...].firstIndex(of: "}") {
            let variable = url[url.index(after: open)..<close]
            if open > url.startIndex { parts.append(Literals.string(String(url[..<open]))) }
            if let known = plan.variables.first(where: { $0.wireName == variable }) {
                parts.append(Naming.escaped(known.name))
            } else {
                parts.append(Literals.string("{\(variable)}"))
            }
            url = url[url.index(after: close)...]
        }
        if !url.isEmpty { parts.append(Literals.string(String(url))) }
        let head = LineFitting.list("public static func \(name)(", parameters, ") -> String {", indentation: "    ")
        return "\(head)\n        [\(parts.joined(separator: ", "))].joined()\n    }"
    }
}
