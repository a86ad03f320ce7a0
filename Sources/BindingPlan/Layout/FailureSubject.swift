internal import OpenAPI

/// An enum of failures as templates see it.
struct FailureSubject: TemplateSubject {
    let plan: FailurePlan
    let context: LayoutContext
    let indentation: String

    static let members: [TemplateMember] = [
        .documentation,
        .indent,
        .text("name", "The enum's name."),
        .list("cases", of: ResponseCaseSubject.self, "A case for each documented response."),
        .text("responses", "The cases of the switch that gives the response to write."),
        .text("readings", "The cases of the switch that reads a response."),
        .list("payloads", of: PayloadSubject.self, "The structs around bodies and header fields."),
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "documentation": .text(plan.name.parent == nil ? documentation : "")
        case "indent": .text(indentation)
        case "name": .text(String(plan.name.simple))
        case "cases": .list(codes.map { ResponseCaseSubject(documentation: "", declaration: $0.declaration) })
        case "responses": .text(codes.map { "\(inner)\($0.failureCase(indentation: inner))\n" }.joined())
        case "readings": .text(readings)
        case "payloads": .list(payloads)
        default: .text("")
        }
    }

    private var inner: String { indentation + "        " }

    private var codes: [ResponseCode] {
        plan.responses.map { ResponseCode(plan: $0, scope: plan.name, context: context) }
    }

    private var documentation: String {
        var statuses = plan.responses.map { $0.status.text }
        if let last = statuses.popLast() {
            statuses = [(statuses.isEmpty ? "" : statuses.joined(separator: ", ") + " or ") + last]
        }
        let text = "What operations throw that may fail with \(statuses.joined())."
        return Documentation.comment(Documentation.lines(text), indentation: indentation)
    }

    private var readings: String {
        var readings = codes.map { code in
            code.readingCase("\(code.statuses(default: "default")):", indentation: inner)
        }
        if !plan.responses.contains(where: { $0.status == .default }) {
            readings.append("default: .undocumented(response.undocumented())")
        }
        return readings.map { "\(inner)\($0)\n" }.joined()
    }

    private var payloads: [PayloadSubject] {
        plan.responses.compactMap { response in
            response.payloadName.map {
                PayloadSubject(name: $0, response: response, context: context, indentation: indentation + "    ")
            }
        }
    }
}

/// A file of failures.
struct FailureFileSubject: TemplateSubject {
    let header: String
    let imports: String
    let failures: [FailureSubject]

    static let members: [TemplateMember] = [
        .header,
        .imports,
        .list("failures", of: FailureSubject.self, "The enums of failures."),
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "header": .text(header)
        case "imports": .text(imports)
        case "failures": .list(failures)
        default: .text("")
        }
    }
}
