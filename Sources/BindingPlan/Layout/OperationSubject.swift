internal import OpenAPI

/// An operation as the API module's templates see it.
struct OperationSubject: TemplateSubject {
    let plan: OperationPlan
    let context: LayoutContext
    /// The tag whose operations it is declared with.
    let tag: TagPlan
    /// Whether no operation stands before it in the file.
    let isFirst: Bool

    private var input: InputCode { InputCode(plan: plan, context: context) }
    private var output: OutputCode { OutputCode(plan: plan, context: context) }

    static let members: [TemplateMember] = [
        .flag("isFirst", "Whether no operation stands before it in the file."),
        .documentation,
        .text("name", "The type's name, in backticks where it is a keyword."),
        .text("protocol", "The protocols of the runtime that it conforms to."),
        .text("declarations", "The members that take a line or two: route, schema, aliases."),
        .flag("hasInput", "Whether it has a type `Input` of its own."),
        .list("inputs", of: PropertySubject.self, "The properties of `Input`."),
        .text("inputFunctions", "The functions of `Input`."),
        .subject("outputEnum", OutputEnumSubject.self, "`Output`, where there are several successes."),
        .subject("ownFailure", FailureSubject.self, "`Failure`, where no other operation shares it."),
        .list("payloads", of: PayloadSubject.self, "The structs around bodies and header fields of successes."),
        .text("outputFunctions", "The functions that read and write responses."),
        .list("types", of: TypeSubject.self, "The types of schemas that are written in the operation."),
        .extensions,
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "isFirst": .flag(isFirst)
        case "documentation": .text(Documentation.comment(documentation, indentation: "    "))
        case "name": .text(Naming.escaped(String(plan.name.simple)))
        case "protocol": .text(output.protocolName + (plan.callbackAddress == nil ? "" : ", CallbackOperation"))
        case "declarations": .text(declarations.joined(separator: "\n        "))
        case "hasInput": .flag(hasInput)
        case "inputs": .list(inputs)
        case "inputFunctions": .text(input.functions)
        case "outputEnum": .subject(outputEnum)
        case "ownFailure": .subject(ownFailure)
        case "payloads": .list(payloads)
        case "outputFunctions": .text(output.functions)
        case "types": .list(types)
        case "extensions": plan.extensions.subjects
        default: .text("")
        }
    }

    /// The client's method has the whole text, where there is a client.
    private var documentation: [String] {
        guard context.configuration.outputs.contains(.client) else {
            return OperationDocumentation(plan: plan).text
        }
        return plan.summary.isEmpty ? [plan.address] : plan.summary
    }

    /// Whether the operation has a type of its own for its input.
    private var hasInput: Bool { plan.hasInput && !input.isBody }

    /// The runtime's type for its input.
    private var inputAlias: String? {
        guard plan.hasInput else { return "public typealias Input = NoInput" }
        guard let body = plan.body, input.isBody else { return nil }
        let documentation = Documentation.comment(body.documentation, indentation: "        ").dropFirst(8)
        return "\(documentation)\(documentation.isEmpty ? "" : "        ")public typealias Input ="
            + " BodyInput<\(context.speller.text(body.type, in: plan.name))>"
    }

    private var inputs: [PropertySubject] {
        guard hasInput else { return [] }
        return input.members.map { member in
            PropertySubject(
                documentation: Documentation.comment(member.documentation, indentation: "            "), attribute: "",
                name: Naming.escaped(member.name), type: context.speller.text(member.type, in: plan.name))
        }
    }

    /// All that is said in a line or two.
    private var declarations: [String] {
        var aliases: [String] = []
        if let target = output.alias { aliases.append("Output = \(target)") }
        let failure = plan.failureName ?? TypeName("UndocumentedFailure")
        if failure.parent == nil { aliases.append("Failure = \(context.speller.text(failure, in: plan.name))") }
        let address = plan.callbackAddress.map { "RuntimeExpression(\(Literals.string($0)))" }
        return [RouteCode.declaration(plan, in: tag, context, indentation: "        ")]
            + [address].compactMap(\.self).map { "public static let address = \($0)" }
            + context.inputSchema(of: plan.name).map {
                LineFitting.halves("public static let inputSchema =", $0, indentation: "        ")
            }
            + output.properties.map { "public static var \($0)" } + [inputAlias].compactMap(\.self)
            + aliases.map { "public typealias \($0)" }
    }

    private var ownFailure: FailureSubject? {
        guard let name = plan.failureName, name.parent != nil else { return nil }
        return FailureSubject(
            plan: FailurePlan(name: name, responses: plan.failures), context: context, indentation: "        ")
    }

    private var outputEnum: OutputEnumSubject? {
        guard case .several(let responses) = plan.output else { return nil }
        return OutputEnumSubject(
            cases: responses.map { response in
                ResponseCaseSubject(
                    documentation: Documentation.comment(response.caseDocumentation, indentation: "            "),
                    declaration: ResponseCode(plan: response, scope: plan.name, context: context).declaration)
            })
    }

    private var payloads: [PayloadSubject] {
        plan.output.responses.compactMap { response in
            response.payloadName.map {
                PayloadSubject(name: $0, response: response, context: context, indentation: "        ")
            }
        }
    }

    private var types: [TypeSubject] {
        context.types.isEmpty
            ? [] : context.children(of: plan.name).map { TypeSubject($0, context, indentation: "        ") }
    }
}

/// An operation's `Output` where it is one of several responses.
struct OutputEnumSubject: TemplateSubject {
    let cases: [ResponseCaseSubject]

    static let members: [TemplateMember] = [
        .list("cases", of: ResponseCaseSubject.self, "A case for each success.")
    ]

    func member(_ name: String) -> TemplateValue { name == "cases" ? .list(cases) : .text("") }
}

/// One case of an operation's `Output`, or of a failure.
struct ResponseCaseSubject: TemplateSubject {
    let documentation: String
    let declaration: String

    static let members: [TemplateMember] = [
        .documentation,
        .text("declaration", "The case with what it carries."),
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "documentation": .text(documentation)
        case "declaration": .text(declaration)
        default: .text("")
        }
    }
}
