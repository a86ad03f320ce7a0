internal import OpenAPI

/// An operation's input as source text: what it is made of, and how it is put into a request and taken out of it.
struct InputCode {
    let plan: OperationPlan
    let context: LayoutContext

    /// The indentation of the struct's members.
    private let indentation = "            "
    private func text(_ type: SwiftType) -> String { context.speller.text(type, in: plan.name) }

    /// Path parameters, other required parameters, the body where it is required, then what may be left out.
    struct Member {
        var name: String
        var type: SwiftType
        var defaultValue: String?
        var documentation: [String]
        /// What it is a parameter of; nil for the body and its content type.
        var parameter: ParameterPlan?
    }

    var members: [Member] {
        var members = plan.parameters.map { parameter in
            Member(
                name: parameter.name, type: parameter.fullType,
                defaultValue: parameter.defaultValue ?? (parameter.isOptional ? "nil" : nil),
                documentation: parameter.documentation, parameter: parameter)
        }
        guard let body = plan.body else { return members }
        let position = members.firstIndex { $0.defaultValue != nil } ?? members.count
        members.insert(
            Member(
                name: body.name, type: body.fullType, defaultValue: body.isRequired ? nil : "nil",
                documentation: body.documentation),
            at: position)
        return members
    }

    /// Whether a JSON body is all there is, for which the runtime has a type.
    var isBody: Bool {
        guard plan.parameters.isEmpty, let body = plan.body, case .json = body.coding else { return false }
        return body.isRequired && body.name == "body" && body.contentType == body.coding.contentType
    }

    // MARK: Functions

    /// The members of the struct that are functions.
    var functions: String {
        let members = members
        return LineFitting.blocks(
            [initializer(members), reading(members), writing] + formats, indentation: indentation)
    }

    private func initializer(_ members: [Member]) -> CodeBlock {
        let parameters = members.map { member in
            "\(Naming.escaped(member.name)): \(text(member.type))" + (member.defaultValue.map { " = \($0)" } ?? "")
        }
        return CodeBlock(
            LineFitting.signature("public init(", parameters, ["{"], indentation: indentation),
            LineFitting.assignments(
                members.map { ("self.\($0.name)", Naming.escaped($0.name)) }, indentation: indentation + "    "))
    }

    private func reading(_ members: [Member]) -> CodeBlock {
        CodeBlock(
            "public init(from request: inout RequestReader) throws(RequestFault) {",
            members.map { member in
                // A parameter may be called like the request here.
                let name = member.name == "request" ? "self.request" : Naming.escaped(member.name)
                return reading(member, "\(name) = ")
            })
    }

    private func reading(_ member: Member, _ target: String) -> String {
        let fallback = member.defaultValue.flatMap { $0 == "nil" ? nil : " ?? \($0)" } ?? ""
        if let parameter = member.parameter {
            let kind =
                switch parameter.shape {
                case .value: ""
                case .json: "JSON"
                case .object: "Object"
                case .array: "Array"
                }
            let call = "try request.\(parameter.place.rawValue)\(kind)\(parameter.isRequired ? "" : "IfPresent")("
            let arguments = [Literals.string(parameter.wireName)] + parameter.options
            return statement("\(target)\(call)", arguments, ")\(fallback)")
        }
        guard let body = plan.body else { return "" }
        let suffix = body.isRequired ? "" : "IfPresent"
        return switch body.coding {
        case .json: "\(target)try request.json\(suffix)()"
        case .text: "\(target)try request.text\(suffix)()"
        case .stream, .bytes: "\(target)request.stream\(suffix)()"
        case .formats(let formats): statement("\(target)try request.body\(suffix)(", [self.formats(formats)], ")")
        }
    }

    private var writing: CodeBlock {
        var statements = plan.parameters.map { parameter in
            let method = parameter.place.rawValue + (parameter.shape == .json ? "JSON" : "")
            let arguments = [Literals.string(parameter.wireName), value(parameter.name)] + parameter.options
            return statement(
                "request.\(method)(", arguments + (parameter.allowsReserved ? ["allowReserved: true"] : []), ")")
        }
        if let body = plan.body {
            var arguments = [value(body.name)]
            if case .formats(let formats) = body.coding {
                arguments.append(self.formats(formats))
            } else if body.contentType != body.coding.contentType {
                arguments.append("contentType: \(Literals.string(body.contentType))")
            }
            let method = body.coding.method + (body.isRequired ? "" : "IfPresent")
            statements.append(statement("request.\(method)(", arguments, ")"))
        }
        return CodeBlock("public func write(to request: inout RequestWriter) {", statements)
    }

    private func statement(_ head: String, _ arguments: [String], _ tail: String) -> String {
        LineFitting.call(head, arguments, tail, indentation: indentation + "    ")
    }

    private func formats(_ plan: BodyFormatsPlan) -> String {
        plan.enumName == nil
            ? "Self.formats"
            : FormatCode.formats(
                plan, context, in: TypeName("Input", in: self.plan.name), indentation: indentation)
    }

    /// The formats of the body, where the body's type does not have them.
    private var formats: [CodeBlock] {
        guard let body = plan.body, case .formats(let formats) = body.coding, formats.enumName == nil else { return [] }
        let list = FormatCode.formats(formats, context, in: plan.name, indentation: indentation + "    ")
        return [CodeBlock("static var formats: [BodyFormat<\(text(body.type))>] {", [list])]
    }

    private func value(_ name: String) -> String {
        name == "request" || name == "self" ? "self.\(name)" : Naming.escaped(name)
    }
}

extension BodyCoding {
    /// The function of readers and writers, and the last part of its name in `FailureResponse`.
    var method: String {
        switch self {
        case .json: "json"
        case .text: "text"
        case .stream, .bytes: "bytes"
        case .formats: "body"
        }
    }

    /// The media type that goes without saying.
    var contentType: String {
        switch self {
        case .json: "application/json"
        case .text: "text/plain; charset=utf-8"
        case .stream, .bytes: "application/octet-stream"
        case .formats: ""
        }
    }
}
