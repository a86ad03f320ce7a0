internal import OpenAPI

/// An operation as the API module's templates see it.
struct OperationSubject: TemplateSubject {
    let code: OperationCode
    /// Whether no operation stands before it in the file.
    let isFirst: Bool

    private var plan: OperationPlan { code.plan }
    private var context: LayoutContext { code.context }

    static let memberNames = [
        "isFirst", "documentation", "name", "route", "flags", "inputs", "hasInputs", "inputInitializer", "outputAlias",
        "outputEnum", "payloads",
        "failures", "failureStatus", "failureBodies", "writingInput", "readingInput", "writingOutput", "writingFailure",
        "readingResponse", "types",
    ]

    static var memberSubjects: [String: [any TemplateSubject.Type]] {
        [
            "inputs": [PropertySubject.self], "outputEnum": [OutputEnumSubject.self],
            "failures": [ResponseCaseSubject.self], "payloads": [PayloadSubject.self], "types": [TypeSubject.self],
        ]
    }

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "isFirst": .flag(isFirst)
        case "documentation": .text(Documentation.comment(plan.documentation, indentation: "    "))
        case "name": .text(Naming.escaped(String(plan.name.simple)))
        case "route": .text(code.route)
        case "flags": .text(code.flags)
        case "inputs": .list(inputs)
        case "hasInputs": .flag(!code.members.isEmpty)
        case "inputInitializer": .text(code.inputInitializer)
        case "outputAlias": .text(outputAlias)
        case "outputEnum": .subject(outputEnum)
        case "payloads": .list(payloads)
        case "failures": .list(plan.failures.map { responseCase($0) })
        case "failureStatus": .text(code.failureStatus)
        case "failureBodies": .text(code.failureBodies)
        case "writingInput": .text(code.writingInput)
        case "readingInput": .text(code.readingInput)
        case "writingOutput": .text(code.writingOutput)
        case "writingFailure": .text(code.writingFailure)
        case "readingResponse": .text(code.readingResponse)
        case "types": .list(types)
        default: .text("")
        }
    }

    private var inputs: [PropertySubject] {
        code.members.map { member in
            PropertySubject(
                documentation: Documentation.comment(member.documentation, indentation: "            "), attribute: "",
                name: Naming.escaped(member.name), type: context.speller.text(member.type, in: plan.name))
        }
    }

    /// What `Output` is another name for; empty where it is a type of its own.
    private var outputAlias: String {
        switch plan.output {
        case .undocumented: return "Void"
        case .several: return ""
        case .single(let response):
            guard response.payloadName == nil else { return "" }
            guard let type = response.body?.type else { return "Void" }
            if case .named(let name) = type, name == TypeName("Output", in: plan.name) { return "" }
            return context.speller.text(type, in: plan.name)
        }
    }

    private var outputEnum: OutputEnumSubject? {
        guard case .several(let responses) = plan.output else { return nil }
        return OutputEnumSubject(cases: responses.map { responseCase($0) })
    }

    private func responseCase(_ response: ResponsePlan) -> ResponseCaseSubject {
        ResponseCaseSubject(
            documentation: Documentation.comment(response.caseDocumentation, indentation: "            "),
            declaration: code.declaration(response))
    }

    private var payloads: [PayloadSubject] {
        (plan.output.responses + plan.failures).compactMap { response in
            response.payloadName.map {
                PayloadSubject(name: $0, response: response, context: context, scope: plan.name)
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

    static let memberNames = ["cases"]

    static var memberSubjects: [String: [any TemplateSubject.Type]] { ["cases": [ResponseCaseSubject.self]] }

    func member(_ name: String) -> TemplateValue { name == "cases" ? .list(cases) : .text("") }
}

/// One case of an operation's `Output` or `Failure`.
struct ResponseCaseSubject: TemplateSubject {
    let documentation: String
    let declaration: String

    static let memberNames = ["documentation", "declaration"]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "documentation": .text(documentation)
        case "declaration": .text(declaration)
        default: .text("")
        }
    }
}

/// The struct around a response's body and header fields.
struct PayloadSubject: TemplateSubject {
    let name: TypeName
    let response: ResponsePlan
    let context: LayoutContext
    let scope: TypeName

    static let memberNames = ["name", "properties", "initializer"]

    static var memberSubjects: [String: [any TemplateSubject.Type]] { ["properties": [PropertySubject.self]] }

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "name": .text(String(self.name.simple))
        case "properties": .list(properties)
        case "initializer": .text(initializer)
        default: .text("")
        }
    }

    private var properties: [PropertySubject] {
        var subjects: [PropertySubject] = []
        if let body = response.body {
            subjects.append(
                PropertySubject(
                    documentation: "", attribute: "", name: "body", type: context.speller.text(body.type, in: self.name)
                ))
        }
        return subjects
            + response.headers.map { header in
                let lines =
                    header.documentation.isEmpty ? ["The header field `\(header.wireName)`."] : header.documentation
                return PropertySubject(
                    documentation: Documentation.comment(lines, indentation: "            "), attribute: "",
                    name: Naming.escaped(header.name), type: context.speller.text(header.fullType, in: self.name))
            }
    }

    private var initializer: String {
        let properties = properties
        let optional = Set(response.headers.filter { !$0.isRequired }.map { Naming.escaped($0.name) })
        let parameters = properties.map { property in
            "\(property.name): \(property.type)" + (optional.contains(property.name) ? " = nil" : "")
        }
        let indentation = "            "
        var code = indentation + LineFitting.list("public init(", parameters, ") {", indentation: indentation) + "\n"
        for property in properties { code += "\(indentation)    self.\(property.name) = \(property.name)\n" }
        return code + "\(indentation)}\n"
    }
}
