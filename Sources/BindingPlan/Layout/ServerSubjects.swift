/// An operation as the server's templates see it.
struct HandlerMethodSubject: TemplateSubject {
    let plan: OperationPlan
    let speller: TypeSpeller
    /// The old name that the method keeps for the operation's own; nil for the operation's own.
    var formerName: String?

    static let members: [TemplateMember] = [
        .documentation,
        .text("signature", "The requirement of the protocol."),
        .text("fallback", "The implementation that says that there is none."),
        .text("registration", "The statement that registers the operation."),
        .extensions,
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "documentation": .text(documentation)
        case "signature": .text(signature("func", "_ input", []))
        case "fallback": .text(fallback)
        case "registration": .text(registration)
        case "extensions": plan.extensions.subjects
        default: .text("")
        }
    }

    private var name: String { Naming.escaped(formerName ?? plan.methodName) }

    /// What a method does that is not implemented: it calls the one of the next older name.
    private var fallback: String {
        let names = [plan.methodName] + plan.formerNames
        let older = names.firstIndex(of: formerName ?? plan.methodName).map { names[($0 + 1)...] }?.first
        guard let older else { return signature("public func", "_", ["{ throw NotImplemented(context) }"]) }
        let call = "{ try await \(Naming.escaped(older))(input, context: context) }"
        return signature("public func", "_ input", [call])
    }

    private var documentation: String {
        if formerName != nil {
            let text = "Deprecated: the old name of ``\(plan.methodName)(_:context:)``, which calls it by default."
            return Documentation.comment([text], indentation: "    ")
        }
        return Documentation.comment(Documentation.ended(plan.summary, with: plan.address), indentation: "    ")
    }

    private func signature(_ keyword: String, _ parameter: String, _ body: [String]) -> String {
        let input = "\(parameter): \(speller.text(plan.inputType, in: nil))"
        let output = plan.outputType == .void ? [] : ["-> \(speller.text(plan.outputType, in: nil))"]
        return LineFitting.signature(
            "\(keyword) \(name)(", [input, "context: RequestContext"], ["async throws"] + output + body,
            indentation: "    ")
    }

    private var registration: String {
        LineFitting.block(
            CodeBlock(
                LineFitting.signature(
                    "router.on(", ["\(speller.text(plan.name, in: nil)).self"], ["{"], indentation: "        "),
                ["try await handler.\(name)($0, context: $1)"]),
            indentation: "        ")
    }
}

/// One tag's protocol in the server module.
struct HandlerFileSubject: TemplateSubject {
    let tag: TagPlan
    let header: String
    let imports: String
    let methods: [HandlerMethodSubject]

    static let members: [TemplateMember] = [
        .header,
        .imports,
        .documentation,
        .text("name", "The protocol's name."),
        .list("methods", of: HandlerMethodSubject.self, "The operations as methods."),
        .subject(
            "placement", PlacementSubject.self,
            "How webhooks and callbacks are registered, which have no path of their own."),
        .extensions,
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "extensions": tag.extensions.subjects
        case "placement":
            .subject(tag.origin == .paths ? nil : PlacementSubject(methods: methods.filter { $0.formerName == nil }))
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

    static let members: [TemplateMember] = [
        .documentation,
        .text("member", "The name of its property and label, in backticks where it is a keyword."),
        .text("accessor", "The property of the client."),
        .text("property", "The property of the handlers."),
        .text("call", "The statement that registers its operations where there is a handler."),
        .text("registration", "The function that does it, up to the brace."),
        .list(
            "methods", of: HandlerMethodSubject.self, "The operations as methods of the handler; none for the client."),
        .extensions,
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "extensions": tag.extensions.subjects
        case "documentation": .text(Documentation.comment(tag.summaryLines, indentation: "    "))
        case "member": .text(Naming.escaped(tag.memberName))
        case "accessor": .text(accessor)
        case "property": .text(property)
        case "call": .text(call)
        case "registration": .text(registration)
        case "methods": .list(methods)
        default: .text("")
        }
    }

    /// The client's property for the tag.
    private var accessor: String {
        let head = "public var \(Naming.escaped(tag.memberName)): \(tag.clientName) {"
        return LineFitting.block(CodeBlock(fitted(head), ["\(tag.clientName)(client)"]), indentation: "    ")
    }

    /// The server's property for the tag.
    private var property: String {
        fitted("public var \(Naming.escaped(tag.memberName)): (any \(tag.handlerName))?")
    }

    /// The call that registers the tag's operations where there is a handler.
    private var call: String {
        let name = Naming.escaped(tag.memberName)
        return LineFitting.block(
            CodeBlock("if let \(name) {", ["register(\(name), in: &router)"]), indentation: "        ")
    }

    /// The head of the function that does it.
    private var registration: String {
        LineFitting.signature(
            "private func register(", ["_ handler: any \(tag.handlerName)", "in router: inout Router"], ["{"],
            indentation: "    ")
    }

    private func fitted(_ line: String) -> String {
        line.utf8.count + 4 <= LineFitting.width ? line : LineFitting.brokenAfterLabel(line, indentation: "    ")
    }
}

/// The file that joins the parts of a client or server.
struct RootSubject: TemplateSubject {
    let header: String
    let imports: String
    let name: String
    let documentation: [String]
    let tags: [TagSubject]

    static let members: [TemplateMember] = [
        .header,
        .imports,
        .documentation,
        .text("name", "The name of the client, or of the handlers."),
        .list("tags", of: TagSubject.self, "The tags of operations that have a path."),
        .text("parameters", "The initialiser of the handlers, up to the brace."),
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "header": .text(header)
        case "imports": .text(imports)
        case "name": .text(self.name)
        case "documentation": .text(Documentation.comment(documentation, indentation: ""))
        case "tags": .list(tags)
        case "parameters": .text(parameters)
        default: .text("")
        }
    }

    private var parameters: String {
        let parameters = tags.map { "\(Naming.escaped($0.tag.memberName)): (any \($0.tag.handlerName))? = nil" }
        return LineFitting.signature("public init(", parameters, ["{"], indentation: "    ")
    }
}
