/// An operation as the client's templates see it.
struct ClientMethodSubject: TemplateSubject {
    let plan: OperationPlan
    let context: LayoutContext
    let speller: TypeSpeller

    static let memberNames = ["documentation", "attribute", "signature", "call"]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "documentation": .text(Documentation.comment(documentation, indentation: "    "))
        case "attribute": .text(plan.isDeprecated ? "    @available(*, deprecated)\n" : "")
        case "signature": .text(signature)
        case "call": .text(call)
        default: .text("")
        }
    }

    private var code: OperationCode { OperationCode(plan: plan, context: context) }

    private var documentation: [String] {
        var lines = plan.documentation
        lines.append("")
        let described = code.members.filter { !$0.documentation.isEmpty }
        if !described.isEmpty { lines.append("- Parameters:") }
        for member in described {
            let text = member.documentation.prefix { !$0.isEmpty }
            lines.append("  - \(member.name):" + (text.first.map { " \($0)" } ?? ""))
            lines += text.dropFirst().map { "    \($0)" }
        }
        let throwing = "- Throws: `\(speller.text(plan.name, in: nil)).Failure`"
        if case .undocumented = plan.output { return lines + [throwing] }
        let text = plan.output.responses.first?.documentation.prefix { !$0.isEmpty } ?? []
        if plan.output.responses.count == 1, plan.output.responses[0].payload != nil, let first = text.first {
            lines.append("- Returns: \(first)")
            lines += text.dropFirst().map { "  \($0)" }
        }
        return lines + [throwing]
    }

    private var signature: String {
        let parameters = code.members.map { member in
            "\(Naming.escaped(member.name)): \(speller.text(member.type, in: nil))"
                + (member.defaultValue.map { " = \($0)" } ?? "")
        }
        let operation = speller.text(plan.name, in: nil)
        let result = hasOutput ? " -> \(operation).Output" : ""
        return LineFitting.list(
            "public func \(Naming.escaped(plan.methodName))(", parameters,
            ") async throws(\(operation).Failure)\(result) {", indentation: "    ")
    }

    private var hasOutput: Bool {
        switch plan.output {
        case .undocumented: false
        case .single(let response): response.payload != nil
        case .several: true
        }
    }

    private var call: String {
        let arguments = code.members.map { "\(Naming.label($0.name)): \(Naming.escaped($0.name))" }
        let operation = speller.text(plan.name, in: nil)
        let indentation = "        "
        // A parameter may be called like the property.
        let client = code.members.contains { $0.name == "client" } ? "self.client" : "client"
        let line = "try await \(client).call(\(operation).self, .init(\(arguments.joined(separator: ", "))))"
        if indentation.utf8.count + line.utf8.count <= LineFitting.width { return "\(indentation)\(line)\n" }
        let inner = indentation + "    "
        let input = LineFitting.list(".init(", arguments, ")", indentation: inner)
        let first = "\(operation).self,"
        let isShort =
            !input.contains("\n") && inner.utf8.count + first.utf8.count + input.utf8.count < LineFitting.width
        let separator = isShort ? " " : "\n\(inner)"
        return "\(indentation)try await \(client).call(\n\(inner)\(first)\(separator)\(input)\n\(indentation))\n"
    }
}

/// One tag's part of the client.
struct ClientFileSubject: TemplateSubject {
    let tag: TagPlan
    let header: String
    let imports: String
    let methods: [ClientMethodSubject]

    static let memberNames = ["header", "imports", "documentation", "name", "methods"]

    static var memberSubjects: [String: [any TemplateSubject.Type]] { ["methods": [ClientMethodSubject.self]] }

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "header": .text(header)
        case "imports": .text(imports)
        case "documentation": .text(Documentation.comment(tag.documentationLines, indentation: ""))
        case "name": .text(tag.clientName)
        case "methods": .list(methods)
        default: .text("")
        }
    }
}

extension TagPlan {
    /// The documentation of whatever stands for the tag.
    var documentationLines: [String] {
        if !documentation.isEmpty { return documentation }
        return [tag.map { "The operations of `\($0)`." } ?? "The operations without a tag."]
    }
}
