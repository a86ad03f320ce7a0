/// An operation as the server's templates see it.
struct HandlerMethodSubject: TemplateSubject {
    let plan: OperationPlan
    let speller: TypeSpeller

    static let memberNames = ["documentation", "signature", "operation", "method"]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "documentation": .text(Documentation.comment(plan.documentation, indentation: "    "))
        case "signature": .text(signature)
        case "operation": .text(speller.text(plan.name, in: nil))
        case "method": .text(Naming.escaped(plan.methodName))
        default: .text("")
        }
    }

    private var signature: String {
        let operation = speller.text(plan.name, in: nil)
        let name = Naming.escaped(plan.methodName)
        return LineFitting.list(
            "func \(name)(", ["_ input: \(operation).Input", "context: RequestContext"],
            ") async throws -> \(operation).Output", indentation: "    ")
    }
}

/// One tag's protocol in the server module.
struct HandlerFileSubject: TemplateSubject {
    let tag: TagPlan
    let header: String
    let imports: String
    let methods: [HandlerMethodSubject]

    static let memberNames = ["header", "imports", "documentation", "name", "methods"]

    static var memberSubjects: [String: [any TemplateSubject.Type]] { ["methods": [HandlerMethodSubject.self]] }

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "header": .text(header)
        case "imports": .text(imports)
        case "documentation": .text(Documentation.comment(tag.documentationLines, indentation: ""))
        case "name": .text(tag.handlerName)
        case "methods": .list(methods)
        default: .text("")
        }
    }
}

/// A tag as the files see it that join all tags.
struct TagSubject: TemplateSubject {
    let tag: TagPlan
    let methods: [HandlerMethodSubject]

    static let memberNames = ["documentation", "member", "client", "accessor", "handler", "methods"]

    static var memberSubjects: [String: [any TemplateSubject.Type]] { ["methods": [HandlerMethodSubject.self]] }

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "documentation": .text(Documentation.comment(tag.documentationLines, indentation: "    "))
        case "member": .text(Naming.escaped(tag.memberName))
        case "client": .text(tag.clientName)
        case "accessor": .text(accessor)
        case "handler": .text(tag.handlerName)
        case "methods": .list(methods)
        default: .text("")
        }
    }

    /// The client's property for the tag.
    private var accessor: String {
        let head = "public var \(Naming.escaped(tag.memberName)): \(tag.clientName) {"
        let line = "\(head) \(tag.clientName)(client) }"
        return line.utf8.count + 4 <= LineFitting.width ? line : "\(head)\n        \(tag.clientName)(client)\n    }"
    }
}

/// The file that joins the parts of a client or server.
struct RootSubject: TemplateSubject {
    let header: String
    let imports: String
    let name: String
    let title: String
    let tags: [TagSubject]

    static let memberNames = ["header", "imports", "name", "title", "tags", "parameters"]

    static var memberSubjects: [String: [any TemplateSubject.Type]] { ["tags": [TagSubject.self]] }

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "header": .text(header)
        case "imports": .text(imports)
        case "name": .text(self.name)
        case "title": .text(title)
        case "tags": .list(tags)
        case "parameters": .text(parameters)
        default: .text("")
        }
    }

    private var parameters: String {
        let parameters = tags.map { "\(Naming.escaped($0.tag.memberName)): (any \($0.tag.handlerName))? = nil" }
        return LineFitting.list("public init(", parameters, ") {", indentation: "    ")
    }
}
