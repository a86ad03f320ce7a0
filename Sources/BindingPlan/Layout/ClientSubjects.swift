/// An operation as the client's templates see it.
struct ClientMethodSubject: TemplateSubject {
    let plan: OperationPlan
    let context: LayoutContext
    let speller: TypeSpeller
    /// The old name that the method keeps for the operation's own; nil for the operation's own.
    var formerName: String?

    static let members: [TemplateMember] = [
        .documentation,
        .text("attribute", "A line with `@available(*, deprecated)`, or nothing."),
        .text("signature", "The function up to the brace."),
        .text("call", "The statement that calls the operation."),
        .extensions,
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "documentation": .text(Documentation.comment(documentation, indentation: "    "))
        case "attribute": .text(attribute)
        case "signature": .text(signature)
        case "call": .text(formerName == nil ? call : forwarding)
        case "extensions": plan.extensions.subjects
        default: .text("")
        }
    }

    private var members: [InputCode.Member] { InputCode(plan: plan, context: context).members }

    private var documentation: [String] {
        formerName == nil ? OperationDocumentation(plan: plan).text(members) : ["Another name of ``\(fullName)``."]
    }

    private var attribute: String {
        guard formerName == nil else {
            return "    @available(*, deprecated, renamed: \(Literals.string(fullName)))\n"
        }
        return plan.isDeprecated ? "    @available(*, deprecated)\n" : ""
    }

    /// The labels of the arguments.
    private var labels: [String] { (address == nil ? [] : ["at"]) + members.map { Naming.label($0.name) } }

    private var fullName: String { "\(plan.methodName)(\(labels.map { "\($0):" }.joined()))" }

    /// The call of the method by its own name.
    private var forwarding: String {
        let values = [address].compactMap(\.self) + members.map { Naming.escaped($0.name) }
        let arguments = zip(labels, values).map { "\($0): \($1)" }
        let head = "try await self.\(Naming.escaped(plan.methodName))("
        return "        \(LineFitting.call(head, arguments, ")", indentation: "        "))\n"
    }

    private var signature: String {
        let parameters = address.map { ["at \($0): String"] } ?? []
        let inputs = members.map { member in
            "\(Naming.escaped(member.name)): \(speller.text(member.type, in: nil))"
                + (member.defaultValue.map { " = \($0)" } ?? "")
        }
        let failure = plan.failureName.map { speller.text($0, in: nil) } ?? "UndocumentedFailure"
        let output = plan.outputType == .void ? "" : "-> \(speller.text(plan.outputType, in: nil)) "
        return LineFitting.signature(
            "public func \(Naming.escaped(formerName ?? plan.methodName))(", parameters + inputs,
            ["async throws(\(failure))", output + "{"], indentation: "    ")
    }

    /// The parameter of the URL to call at, where the document leaves it open.
    private var address: String? {
        guard plan.placeName != nil else { return nil }
        let taken = Set(members.map(\.name))
        return ["url", "address", "callURL"].first { !taken.contains($0) } ?? "_url"
    }

    private var call: String {
        let indentation = "        "
        let arguments = members.map { "\(Naming.label($0.name)): \(Naming.escaped($0.name))" }
        // A parameter may be called like the property.
        let client = members.contains { $0.name == "client" } ? "self.client" : "client"
        let head = "try await \(client).call("
        let operation = "\(speller.text(plan.name, in: nil)).self"
        let place = address.map { ["at: \($0)"] } ?? []
        let whole = LineFitting.call(
            head, [operation, ".init(\(arguments.joined(separator: ", ")))"] + place, ")", indentation: indentation)
        if !whole.split(separator: "\n").contains(where: { $0.utf8.count > LineFitting.width }) {
            return "\(indentation)\(whole)\n"
        }
        let inner = indentation + "    "
        let end = ([")"] + place).joined(separator: ", ") + ")"
        let input = LineFitting.call(".init(", arguments, end, indentation: inner)
        return "\(indentation)\(head)\n\(inner)\(operation),\n\(inner)\(input)\n"
    }
}

/// One tag's part of the client.
struct ClientFileSubject: TemplateSubject {
    let tag: TagPlan
    let header: String
    let imports: String
    let methods: [ClientMethodSubject]

    static let members: [TemplateMember] = [
        .header,
        .imports,
        .documentation,
        .text("name", "The name of the client's part."),
        .list("methods", of: ClientMethodSubject.self, "The operations as methods."),
        .extensions,
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "header": .text(header)
        case "imports": .text(imports)
        case "documentation": .text(Documentation.comment(tag.documentationLines, indentation: ""))
        case "name": .text(tag.clientName)
        case "methods": .list(methods)
        case "extensions": tag.extensions.subjects
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

    /// The first sentence of that, where the whole text stands elsewhere.
    var summaryLines: [String] { Documentation.firstSentence(documentationLines.joined(separator: "\n")) }
}
