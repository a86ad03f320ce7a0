internal import OpenAPI

/// A documented response as source text: a case of an enum, or all of an operation's output.
struct ResponseCode {
    let plan: ResponsePlan
    /// The type in which the text stands.
    let scope: TypeName
    let context: LayoutContext

    /// An operation's own failures name the types that stand beside them.
    private func text(_ type: SwiftType) -> String {
        let isInside = plan.payloadName.map { type == .named($0) } ?? false
        return context.speller.text(type, in: scope.simple == "Failure" && !isInside ? scope.parent : scope)
    }

    /// The case's declaration, without `case`.
    var declaration: String {
        var parts = plan.payload.map { [text($0)] } ?? []
        if plan.carriesStatus { parts.append("status: Int") }
        return Naming.escaped(plan.caseName) + (parts.isEmpty ? "" : "(\(parts.joined(separator: ", ")))")
    }

    /// The pattern of the case with what it carries: `.ok(let body)`.
    private var pattern: String {
        var parts: [String] = []
        if plan.payload != nil { parts.append("let body") }
        if plan.carriesStatus { parts.append("let status") }
        return ".\(plan.caseName)" + (parts.isEmpty ? "" : "(\(parts.joined(separator: ", ")))")
    }

    /// The statuses as a pattern; `successes` is what any status stands for.
    func statuses(default successes: String) -> String {
        switch plan.status {
        case .code(let code): "case \(code)"
        case .range(let number): "case \(number)00..<\(number + 1)00"
        case .default: successes
        }
    }

    // MARK: Writing

    /// The case of a `switch` that gives a `FailureResponse`.
    func failureCase(indentation: String) -> String {
        let head = "case \(pattern): .\(plan.body?.coding.method ?? "empty")("
        var arguments = [status("status")]
        if let body = plan.body {
            arguments.append(content("body"))
            if case .formats(let formats) = body.coding {
                arguments.append(FormatCode.formats(formats, context, in: scope, indentation: "                "))
            } else if body.contentType != body.coding.contentType {
                arguments.append("contentType: \(Literals.string(body.contentType))")
            }
        }
        let call = LineFitting.call(head, arguments, ")", indentation: indentation)
        let headers = headers("$0", "body")
        guard !headers.isEmpty else { return call }
        return LineFitting.block(CodeBlock(call + " {", headers), indentation: indentation)
    }

    /// The case of a `switch` over outputs.
    func outputCase(indentation: String) -> String {
        let inner = indentation + "    "
        return (["case \(pattern):"] + writing("body", status: status("status")).map { inner + $0 })
            .joined(separator: "\n")
    }

    /// The statements that put `value` into a response.
    func writing(_ value: String, status: String) -> [String] {
        guard let body = plan.body else { return headers("response", value) + ["response.status(\(status))"] }
        if case .formats(let formats) = body.coding {
            let list = FormatCode.formats(formats, context, in: scope, indentation: "                ")
            return headers("response", value) + ["response.body(\(content(value)), \(list), status: \(status))"]
        }
        let isUsual = body.contentType == body.coding.contentType
        let type = isUsual ? "" : ", contentType: \(Literals.string(body.contentType))"
        let call = "response.\(body.coding.method)(\(content(value)), status: \(status)\(type))"
        return headers("response", value) + [call]
    }

    private func status(_ open: String) -> String {
        if case .code(let code) = plan.status { String(code) } else { open }
    }

    private func content(_ value: String) -> String { plan.payloadName == nil ? value : "\(value).body" }

    private func headers(_ writer: String, _ value: String) -> [String] {
        plan.headers.map { header in
            let method = header.shape == .json ? "headerJSON" : "header"
            let arguments = [Literals.string(header.wireName), "\(value).\(header.name)"] + header.options
            return "\(writer).\(method)(\(arguments.joined(separator: ", ")))"
        }
    }

    // MARK: Reading

    /// The case that a response is read into.
    func readingCase(_ head: String, _ open: String = "", indentation: String) -> String {
        let arguments = payload + (plan.carriesStatus ? ["status: response.status"] : [])
        guard !arguments.isEmpty else { return "\(head) \(open).\(plan.caseName)" }
        return fitted(head, "\(open).\(plan.caseName)(", arguments, ")", indentation)
    }

    /// The payload as it is read out of a response, between `open` and `close`.
    func reading(_ head: String, _ open: String, _ close: String, indentation: String) -> String {
        fitted(head, open, payload.isEmpty ? ["()"] : payload, close, indentation)
    }

    /// The expression that reads the payload, in pieces between which a line may end; none where there is no payload.
    private var payload: [String] {
        guard let name = plan.payloadName else { return plan.body.map { [reading($0)] } ?? [] }
        var pieces = plan.body.map { ["body: \(reading($0))"] } ?? []
        pieces += plan.headers.map { "\(Naming.label($0.name)): try \(reading($0))" }
        pieces[0] = "\(context.speller.text(name, in: scope))(\(pieces[0])"
        pieces[pieces.count - 1] += ")"
        return pieces
    }

    /// A case of a `switch`, with what follows the pattern on lines of its own where that is too long for one line.
    /// - Parameter head: the pattern with its colon.
    private func fitted(
        _ head: String, _ open: String, _ arguments: [String], _ close: String, _ indentation: String
    ) -> String {
        let line = "\(head) \(open)\(arguments.joined(separator: ", "))\(close)"
        if indentation.utf8.count + line.utf8.count <= LineFitting.width { return line }
        let inner = indentation + "    "
        return "\(head)\n\(inner)" + LineFitting.call(open, arguments, close, indentation: inner)
    }

    private func reading(_ body: ResponsePlan.Body) -> String {
        switch body.coding {
        case .json:
            if case .optional(let wrapped) = body.type { return "try response.jsonIfPresent(\(text(wrapped)).self)" }
            return "try response.json(\(text(body.type)).self)"
        case .text: return "try response.text()"
        case .stream: return "response.stream()"
        case .bytes: return "response.bytes()"
        case .formats(let formats):
            return
                "try response.body(\(FormatCode.formats(formats, context, in: scope, indentation: "                ")))"
        }
    }

    private func reading(_ header: ResponsePlan.HeaderPlan) -> String {
        let kind =
            switch header.shape {
            case .value: ""
            case .json: "JSON"
            case .object: "Object"
            case .array: "Array"
            }
        let suffix = header.isRequired ? "" : "IfPresent"
        let arguments = [Literals.string(header.wireName)] + header.options
        return "response.header\(kind)\(suffix)(\(arguments.joined(separator: ", ")))"
    }
}
