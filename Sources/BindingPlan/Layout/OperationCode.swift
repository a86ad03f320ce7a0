internal import OpenAPI

/// The statements that put inputs and outputs into messages and take them out, as source text inside an operation's enum.
struct OperationCode {
    let plan: OperationPlan
    let context: LayoutContext

    /// The indentation of statements in the operation's functions.
    private let inner = "            "
    private var speller: TypeSpeller { context.speller }
    private func text(_ type: SwiftType) -> String { speller.text(type, in: plan.name) }

    // MARK: Declarations

    var route: String {
        let known = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"]
        let method =
            known.contains(plan.method) ? ".\(plan.method.lowercased())" : ".init(\(Literals.string(plan.method)))"
        var arguments = [method, Literals.string(plan.route.path)]
        if !plan.route.query.isEmpty {
            let constraints = plan.route.query.map { constraint in
                switch constraint {
                case .equals(let name, let value): ".equals(\(Literals.string(name)), \(Literals.string(value)))"
                case .present(let name): ".present(\(Literals.string(name)))"
                }
            }
            arguments.append("query: [\(constraints.joined(separator: ", "))]")
        }
        if let id = plan.operationID { arguments.append("operationID: \(Literals.string(id))") }
        if !plan.route.security.isEmpty {
            let sets = plan.route.security.map { "[\($0.map(Literals.string).joined(separator: ", "))]" }
            arguments.append("security: [\(sets.joined(separator: ", "))]")
        }
        return LineFitting.list("public static let route = Route(", arguments, ")", indentation: "        ")
    }

    /// Path parameters, other required parameters, the body where it is required, then what may be left out.
    struct Member {
        var name: String
        var type: SwiftType
        var defaultValue: String?
        var documentation: [String]
    }

    var members: [Member] {
        var members = plan.parameters.map { parameter in
            Member(
                name: parameter.name, type: parameter.fullType,
                defaultValue: parameter.defaultValue ?? (parameter.isOptional ? "nil" : nil),
                documentation: parameter.documentation)
        }
        guard let body = plan.body else { return members }
        let position = members.firstIndex { $0.defaultValue != nil } ?? members.count
        if let name = body.contentTypeName {
            let isMultipart = body.contentType.hasPrefix("multipart/")
            let text = isMultipart ? "The body's content type with its boundary." : "The body's content type."
            let value = isMultipart ? nil : Literals.string(body.contentType)
            members.insert(
                Member(name: name, type: .string, defaultValue: value, documentation: [text]),
                at: isMultipart ? position : members.count)
        }
        members.insert(
            Member(
                name: body.name, type: body.fullType, defaultValue: body.isRequired ? nil : "nil",
                documentation: body.documentation),
            at: position)
        return members
    }

    var inputInitializer: String {
        let parameters = members.map { member in
            "\(Naming.escaped(member.name)): \(text(member.type))" + (member.defaultValue.map { " = \($0)" } ?? "")
        }
        guard !parameters.isEmpty else { return "            public init() {}\n" }
        var code = inner + LineFitting.list("public init(", parameters, ") {", indentation: inner) + "\n"
        for member in members {
            let name = Naming.escaped(member.name)
            code += "\(inner)    self.\(member.name) = \(name)\n"
        }
        return code + "\(inner)}\n"
    }

    // MARK: Requests

    var writingInput: String {
        var code = ""
        for parameter in plan.parameters {
            let method = parameter.place.rawValue + (parameter.shape == .json ? "JSON" : "")
            let options = parameter.options + (parameter.allowsReserved ? ", allowReserved: true" : "")
            let name = Literals.string(parameter.wireName)
            code += "\(inner)request.\(method)(\(name), input.\(parameter.name)\(options))\n"
        }
        guard let body = plan.body else { return code }
        let suffix = body.isRequired ? "" : "IfPresent"
        let usual: String
        let method: String
        switch body.coding {
        case .json: (method, usual) = ("json", "application/json")
        case .text: (method, usual) = ("text", "text/plain; charset=utf-8")
        case .stream, .bytes: (method, usual) = ("bytes", "application/octet-stream")
        }
        var type = body.contentType == usual ? "" : ", contentType: \(Literals.string(body.contentType))"
        if let name = body.contentTypeName { type = ", contentType: input.\(name)" }
        return code + "\(inner)request.\(method)\(suffix)(input.\(body.name)\(type))\n"
    }

    var readingInput: String {
        var arguments: [String] = []
        for member in members {
            if let parameter = plan.parameters.first(where: { $0.name == member.name }) {
                let fallback = parameter.defaultValue.map { " ?? \($0)" } ?? ""
                arguments.append("\(Naming.label(member.name)): try \(reading(parameter))\(fallback)")
            } else if let body = plan.body, member.name == body.contentTypeName {
                let isRequired = member.defaultValue == nil
                let call = "request.header\(isRequired ? "" : "IfPresent")(\"Content-Type\", String.self)"
                arguments.append("\(member.name): try \(call)" + (member.defaultValue.map { " ?? \($0)" } ?? ""))
            } else if let body = plan.body {
                arguments.append("\(body.name): \(reading(body))")
            }
        }
        return inner + LineFitting.list("Input(", arguments, ")", indentation: inner) + "\n"
    }

    private func reading(_ parameter: ParameterPlan) -> String {
        let suffix = parameter.isRequired ? "" : "IfPresent"
        var type = parameter.type
        let kind: String
        switch parameter.shape {
        case .value: kind = ""
        case .json: kind = "JSON"
        case .object: kind = "Object"
        case .array:
            kind = "Array"
            if case .array(let element) = context.defaults.resolved(type) { type = element }
        }
        let name = Literals.string(parameter.wireName)
        return "request.\(parameter.place.rawValue)\(kind)\(suffix)(\(name), \(text(type)).self\(parameter.options))"
    }

    private func reading(_ body: BodyPlan) -> String {
        let suffix = body.isRequired ? "" : "IfPresent"
        return switch body.coding {
        case .json: "try request.json\(suffix)(\(text(body.type)).self)"
        case .text: "try request.text\(suffix)()"
        case .stream, .bytes: "request.stream\(suffix)()"
        }
    }

    // MARK: Responses

    /// The pattern of a case with what it carries: `let body`, `let body, let status`, or nothing.
    private func pattern(_ response: ResponsePlan, body: String? = "body", status: String? = "status") -> String {
        var parts: [String] = []
        if response.payload != nil { parts.append(body.map { "let \($0)" } ?? "_") }
        if response.carriesStatus { parts.append(status.map { "let \($0)" } ?? "_") }
        let isIgnored = !parts.contains { $0 != "_" }
        return ".\(response.caseName)" + (parts.isEmpty || isIgnored ? "" : "(\(parts.joined(separator: ", ")))")
    }

    func declaration(_ response: ResponsePlan) -> String {
        var parts = response.payload.map { [text($0)] } ?? []
        if response.carriesStatus { parts.append("status: Int") }
        return Naming.escaped(response.caseName) + (parts.isEmpty ? "" : "(\(parts.joined(separator: ", ")))")
    }

    var failureStatus: String {
        var code = ""
        for response in plan.failures {
            let status = if case .code(let code) = response.status { String(code) } else { "status" }
            code += "                case \(pattern(response, body: nil)): \(status)\n"
        }
        return code
    }

    /// The cases of the getter `body` that give something.
    var failureBodies: String {
        var code = ""
        for response in plan.failures where response.body?.coding == .json {
            let value = response.payloadName == nil ? "body" : "body.body"
            code += "                case \(pattern(response, status: nil)): \(value)\n"
        }
        let others = plan.failures.filter { $0.body?.coding != .json }.map { ".\($0.caseName)" }
        return code + "                case \((others + [".undocumented", ".failed"]).joined(separator: ", ")): nil\n"
    }

    var writingOutput: String {
        switch plan.output {
        case .undocumented: return "\(inner)response.status(200)\n"
        case .single(let response):
            let status = if case .code(let code) = response.status { String(code) } else { "200" }
            return writing(response, value: "output", status: status, indentation: inner)
        case .several(let responses):
            var code = "\(inner)switch output {\n"
            for response in responses { code += writingCase(response) }
            return code + "\(inner)}\n"
        }
    }

    var writingFailure: String {
        var code = "\(inner)switch failure {\n"
        for response in plan.failures { code += writingCase(response) }
        code += "\(inner)case .undocumented(let undocumented): response.undocumented(undocumented)\n"
        return code + "\(inner)case .failed(let failed): response.failed(failed)\n\(inner)}\n"
    }

    private func writingCase(_ response: ResponsePlan) -> String {
        let status = if case .code(let code) = response.status { String(code) } else { "status" }
        let statements = writing(response, value: "body", status: status, indentation: inner + "    ")
        let carries = response.payload == nil && !response.carriesStatus ? ".\(response.caseName)" : pattern(response)
        return "\(inner)case \(carries):\n\(statements)"
    }

    private func writing(_ response: ResponsePlan, value: String, status: String, indentation: String) -> String {
        var code = ""
        for header in response.headers {
            let method = header.shape == .json ? "headerJSON" : "header"
            let name = Literals.string(header.wireName)
            code += "\(indentation)response.\(method)(\(name), \(value).\(header.name)\(header.options))\n"
        }
        guard let body = response.body else { return code + "\(indentation)response.status(\(status))\n" }
        let content = response.payloadName == nil ? value : "\(value).body"
        let (method, usual) =
            switch body.coding {
            case .json: ("json", "application/json")
            case .text: ("text", "text/plain; charset=utf-8")
            case .stream, .bytes: ("bytes", "application/octet-stream")
            }
        let type = body.contentType == usual ? "" : ", contentType: \(Literals.string(body.contentType))"
        return code + "\(indentation)response.\(method)(\(content), status: \(status)\(type))\n"
    }

    var readingResponse: String {
        var code = "\(inner)switch response.status {\n"
        var hasDefault = false
        var entries: [(response: ResponsePlan, isSuccess: Bool, isCase: Bool)] = []
        switch plan.output {
        case .undocumented: code += "\(inner)case 200..<300: return .success(())\n"
        case .single(let response): entries.append((response, true, false))
        case .several(let responses): entries += responses.map { ($0, true, true) }
        }
        entries += plan.failures.map { ($0, false, true) }
        for entry in entries.sorted(by: { order($0.response.status) < order($1.response.status) }) {
            let pattern: String
            switch entry.response.status {
            case .code(let status): pattern = "case \(status)"
            case .range(let number): pattern = "case \(number)00..<\(number + 1)00"
            case .default where entry.isSuccess: pattern = "case 200..<300"
            case .default:
                hasDefault = true
                pattern = "default"
            }
            let head = "\(pattern): return \(entry.isSuccess ? ".success(" : ".failure(")"
            code += inner + reading(entry.response, isCase: entry.isCase, head: head) + "\n"
        }
        if !hasDefault { code += "\(inner)default: return .failure(.undocumented(response.undocumented()))\n" }
        return code + "\(inner)}\n"
    }

    private func order(_ status: Response.Status) -> Int {
        switch status {
        case .code(let code): code
        case .range(let number): 1_000 + number
        case .default: 10_000
        }
    }

    /// What a response is read into, after `head`, which opens one parenthesis.
    private func reading(_ response: ResponsePlan, isCase: Bool, head: String) -> String {
        var head = head
        var tail = ")"
        if isCase {
            guard response.payload != nil || response.carriesStatus else { return "\(head).\(response.caseName))" }
            head += ".\(response.caseName)("
            tail = (response.carriesStatus ? "status: response.status" : "") + "))"
            if response.payload == nil { return head + tail }
            if response.carriesStatus { tail = ", " + tail }
        }
        guard let payload = response.payloadName else { return head + (response.body.map(reading) ?? "()") + tail }
        var arguments = response.body.map { ["body: \(reading($0))"] } ?? []
        for header in response.headers {
            arguments.append("\(Naming.label(header.name)): try \(reading(header))")
        }
        head += "\(speller.text(payload, in: plan.name))("
        return LineFitting.list(head, arguments, ")" + tail, indentation: inner)
    }

    private func reading(_ body: ResponsePlan.Body) -> String {
        switch body.coding {
        case .json:
            if case .optional(let wrapped) = body.type { return "try response.jsonIfPresent(\(text(wrapped)).self)" }
            return "try response.json(\(text(body.type)).self)"
        case .text: return "try response.text()"
        case .stream: return "response.stream()"
        case .bytes: return "response.bytes()"
        }
    }

    private func reading(_ header: ResponsePlan.HeaderPlan) -> String {
        let suffix = header.isRequired ? "" : "IfPresent"
        var type = header.type
        let kind: String
        switch header.shape {
        case .value: kind = ""
        case .json: kind = "JSON"
        case .object: kind = "Object"
        case .array:
            kind = "Array"
            if case .array(let element) = context.defaults.resolved(type) { type = element }
        }
        let name = Literals.string(header.wireName)
        return "response.header\(kind)\(suffix)(\(name), \(text(type)).self\(header.options))"
    }

    /// The flags of the operation that differ from what is usual.
    var flags: String {
        var code = ""
        if plan.body?.coding == .stream {
            code += "        public static var requestBody: RequestBodyMode { .stream }\n"
        }
        let successes = plan.output.responses
        guard successes.contains(where: { $0.body?.coding == .stream }) else { return code }
        code += "        public static var streamsResponse: Bool { true }\n"
        guard successes.contains(where: { $0.body.map { $0.coding != .stream } ?? false }) else { return code }
        return code + streamingStatuses(successes)
    }

    /// The function that says which successes are streamed, where others are not.
    private func streamingStatuses(_ successes: [ResponsePlan]) -> String {
        var code = "        public static func streamsResponse(withStatus status: Int) -> Bool {\n"
        code += "\(inner)switch status {\n"
        for response in successes.sorted(by: { order($0.status) < order($1.status) }) {
            let pattern =
                switch response.status {
                case .code(let code): String(code)
                case .range(let number): "\(number)00..<\(number + 1)00"
                case .default: "200..<300"
                }
            code += "\(inner)case \(pattern): \(response.body?.coding == .stream)\n"
        }
        return code + "\(inner)default: false\n\(inner)}\n        }\n"
    }
}
