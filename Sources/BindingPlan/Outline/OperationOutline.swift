internal import OpenAPI

/// An operation, for custom outputs.
struct OperationOutline: TemplateSubject {
    let plan: OperationPlan
    let tag: TagPlan
    let outline: Outline

    static let members: [TemplateMember] = [
        .mark, .document,
        .text("tag", "The tag in the document; empty where it has none."),
        .text("method", "The method, in capitals."),
        .text("path", "The key of `paths`, the name of the webhook, or the callback's expression."),
        .text("operationId", "The document's id, where it has one."),
        .summary, .description, .isDeprecated,
        .text("type", "The type that stands for it."),
        .text("name", "The name of its method."),
        .text("property", "The property of the client that has the method."),
        .text("output", "The type of what the method returns; empty where it returns nothing."),
        .text("failure", "The type of what it throws."),
        .flag("hasParameters", "Whether there are parameters."),
        .list("parameters", of: ParameterOutline.self, "The parameters."),
        .subject("body", BodyOutline.self, "The request's body, where it has one."),
        .list("successes", of: ResponseOutline.self, "The responses that are a success."),
        .list("failures", of: ResponseOutline.self, "The other responses."),
        .flag("hasSecurity", "Whether it asks for a credential."),
        .list("security", of: RequirementOutline.self, "The requirements, of which one suffices."),
        .extensions,
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "mark": .text(outline.mark)
        case "document": .subject(DocumentOutline(outline: outline))
        case "tag": .text(tag.tag ?? "")
        case "method": .text(plan.method)
        case "path": .text(plan.pathKey)
        case "operationId": .text(plan.operationID ?? "")
        case "summary": .text(plan.summary.joined(separator: " "))
        case "description": .text(plan.documentation.joined(separator: "\n"))
        case "isDeprecated": .flag(plan.isDeprecated)
        case "hasParameters": .flag(!plan.parameters.isEmpty)
        case "parameters": .list(plan.parameters.map { ParameterOutline(plan: $0, outline: outline) })
        case "body": .subject(plan.body.map { BodyOutline(plan: $0, outline: outline) })
        case "successes": .list(plan.output.responses.map { ResponseOutline(plan: $0, outline: outline) })
        case "failures": .list(plan.failures.map { ResponseOutline(plan: $0, outline: outline) })
        case "hasSecurity": .flag(!plan.route.security.isEmpty)
        case "security": .list(plan.route.security.map(RequirementOutline.init))
        case "extensions": plan.extensions.subjects
        default: .text(code(name))
        }
    }

    /// The members that name something of the generated code.
    private func code(_ name: String) -> String {
        switch name {
        case "type": plan.name.path
        case "name": plan.methodName
        case "property": tag.memberName
        case "output": plan.outputType == .void ? "" : outline.text(plan.outputType)
        case "failure": plan.failureName.map { outline.text(.named($0)) } ?? "UndocumentedFailure"
        default: ""
        }
    }
}

/// A parameter, for custom outputs.
struct ParameterOutline: TemplateSubject {
    let plan: ParameterPlan
    let outline: Outline

    static let members: [TemplateMember] = [
        .text("name", "The name on the wire."),
        .text("place", "`path`, `query`, `header` or `cookie`."),
        .text("property", "The name of the method's parameter."),
        .text("type", "Its type, without `Optional`."),
        .schemaType,
        .flag("isRequired", "Whether each request must have it."),
        .text("default", "What it is where it is missing, as an expression; empty where the document says nothing."),
        .description,
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "name": .text(plan.wireName)
        case "place": .text(plan.place.rawValue)
        case "property": .text(plan.name)
        case "type": .text(outline.text(plan.type))
        case "schemaType": .text(outline.schemaType(plan.type))
        case "isRequired": .flag(plan.isRequired)
        case "default": .text(plan.defaultValue ?? "")
        case "description": .text(plan.documentation.joined(separator: "\n"))
        default: .text("")
        }
    }
}

/// A request's body, for custom outputs.
struct BodyOutline: TemplateSubject {
    let plan: BodyPlan
    let outline: Outline

    static let members: [TemplateMember] = [
        .text("property", "The name of the method's parameter."),
        .text("type", "Its type, without `Optional`."),
        .schemaType,
        .text("contentType", "The media types, with commas between them."),
        .flag("isRequired", "Whether each request must have it."),
        .flag("hasProperties", "Whether it is an object of a schema that stands in the operation."),
        .list("properties", of: PropertyOutline.self, "The properties of such an object."),
        .description,
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "property": .text(plan.name)
        case "type": .text(outline.text(plan.type))
        case "schemaType": .text(outline.schemaType(plan.type))
        case "contentType": .text(plan.coding.mediaTypes ?? plan.contentType)
        case "isRequired": .flag(plan.isRequired)
        case "hasProperties": .flag(!properties.isEmpty)
        case "properties": .list(properties.map { PropertyOutline(plan: $0, outline: outline) })
        case "description": .text(plan.documentation.joined(separator: "\n"))
        default: .text("")
        }
    }
}

extension BodyOutline {
    private var properties: [PropertyPlan] { outline.unnamedStructure(plan.type)?.properties ?? [] }
}

/// A response, for custom outputs.
struct ResponseOutline: TemplateSubject {
    let plan: ResponsePlan
    let outline: Outline

    static let members: [TemplateMember] = [
        .text("status", "The status, a range such as `4XX`, or `default`."),
        .text("case", "The case of the enum of outputs or failures."),
        .text("type", "The type of the body; empty where there is none."),
        .schemaType, .format,
        .text("contentType", "The media types, with commas between them; empty where there is no body."),
        .list("headers", of: HeaderOutline.self, "The header fields."),
        .description,
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "status": .text(plan.status == .default ? "default" : plan.status.text)
        case "case": .text(plan.caseName)
        case "type": .text(plan.body.map { outline.text($0.type) } ?? "")
        case "schemaType": .text(plan.body.map { outline.schemaType($0.type) } ?? "")
        case "format": .text(plan.body?.format ?? "")
        case "contentType": .text(plan.body.map { $0.coding.mediaTypes ?? $0.contentType } ?? "")
        case "headers": .list(plan.headers.map { HeaderOutline(plan: $0, outline: outline) })
        case "description": .text(plan.documentation.joined(separator: "\n"))
        default: .text("")
        }
    }
}

/// A header field of a response, for custom outputs.
struct HeaderOutline: TemplateSubject {
    let plan: ResponsePlan.HeaderPlan
    let outline: Outline

    static let members: [TemplateMember] = [
        .text("name", "The name of the field."),
        .text("property", "The name of the property."),
        .text("type", "Its type, without `Optional`."),
        .flag("isRequired", "Whether each response must have it."),
        .description,
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "name": .text(plan.wireName)
        case "property": .text(plan.name)
        case "type": .text(outline.text(plan.type))
        case "isRequired": .flag(plan.isRequired)
        case "description": .text(plan.documentation.joined(separator: "\n"))
        default: .text("")
        }
    }
}

/// A set of security schemes that an operation asks for together, for custom outputs.
struct RequirementOutline: TemplateSubject {
    let plan: [RoutePlan.Scheme]

    static let members: [TemplateMember] = [
        .list("schemes", of: RequiredSchemeOutline.self, "The schemes; none where no credential is needed.")
    ]

    func member(_ name: String) -> TemplateValue {
        name == "schemes" ? .list(plan.map(RequiredSchemeOutline.init)) : .text("")
    }
}

/// One of them, for custom outputs.
struct RequiredSchemeOutline: TemplateSubject {
    let plan: RoutePlan.Scheme

    static let members: [TemplateMember] = [
        .text("name", "The scheme's name in the document."),
        .text("scopes", "What the credential must allow, with commas between the scopes."),
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "name": .text(plan.name)
        case "scopes": .text(plan.scopes.joined(separator: ", "))
        default: .text("")
        }
    }
}

extension BodyCoding {
    /// The media types, where there can be several.
    var mediaTypes: String? {
        guard case .formats(let plan) = self else { return nil }
        return plan.formats.map(\.mediaType).joined(separator: ", ")
    }
}
