internal import DocumentTree
internal import OpenAPI

extension Explanation {
    /// What an operation becomes: its method, route, input, output and failures.
    func text(about operation: OpenAPI.Operation, _ item: PathItem) -> String {
        let name = operation.operationID.map { "'\($0)', " } ?? ""
        var text = heading("Operation \(name)\(operation.method) \(item.key)", operation.location)
        if let (tag, plan) = self.plan(of: operation) {
            text += "  Swift: \(declarations(of: plan, in: tag).joined(separator: "\n         "))\n"
            text += section("Why", reasons(operation, plan, in: tag))
            text += section("Route", route(plan.route))
            text += section("Input", table(inputs(of: plan)))
            text += section("Output", table(outputs(of: plan)))
            let failures = plan.failureName.map { "Failures, as '\($0.path)'" } ?? "Failures"
            text += section(failures, table(plan.failures.map { (".\($0.caseName)", described($0)) }))
        } else {
            text += "  Swift: nothing, since 'include' or 'exclude' leaves it out\n"
        }
        return text + diagnostics(from: operation.location)
    }

    private func declarations(of operation: OperationPlan, in tag: TagPlan) -> [String] {
        var lines: [String] = []
        for file in plan.files {
            if let subject = file.subject as? OperationFileSubject,
                subject.operations.contains(where: { $0.plan.name == operation.name })
            {
                lines.append("enum \(operation.name.path) in \(place(file.path))")
            } else if let client = file.subject as? ClientFileSubject,
                let method = client.methods.first(where: { $0.plan.name == operation.name }),
                case .text(let signature) = method.member("signature")
            {
                lines.append("\(tag.clientName).\(line(signature)) in \(place(file.path))")
            } else if let handler = file.subject as? HandlerFileSubject,
                let method = handler.methods.first(where: { $0.plan.name == operation.name }),
                case .text(let signature) = method.member("signature")
            {
                lines.append("\(tag.handlerName).\(line(signature)) in \(place(file.path))")
            }
        }
        return lines
    }

    /// A signature on one line, without what says that it begins a declaration.
    private func line(_ signature: String) -> String {
        var text = signature.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for prefix in ["public ", "func "] where text.hasPrefix(prefix) { text.removeFirst(prefix.count) }
        if text.hasSuffix(" {") { text.removeLast(2) }
        return text.replacing("( ", with: "(").replacing(" )", with: ")")
    }

    private func reasons(_ operation: OpenAPI.Operation, _ plan: OperationPlan, in tag: TagPlan) -> [String] {
        var reasons: [String] = []
        let name = operation.filterName(key: plan.pathKey)
        if let rule = configuration.operationNames.first(where: { $0.renamed(name) != nil }) {
            reasons.append("named by the rule '\(rule.pattern)'" + (rule.location.map { " at \($0)" } ?? ""))
        } else if operation.operationID?.isEmpty ?? true {
            reasons.append("named after method and path, since it has no 'operationId'")
        }
        if tag.origin != .paths {
            reasons.append("grouped under '\(tag.name.path)', since its address is given at run time")
        } else if let first = tag.tag {
            reasons.append("grouped under its first tag '\(first)'")
        } else {
            reasons.append("grouped under '\(tag.name.path)', since it has no tag")
        }
        return reasons
    }

    private func route(_ route: RoutePlan) -> [String] {
        var lines = ["path '\(route.path)'"]
        for constraint in route.query {
            switch constraint {
            case .equals(let name, let value): lines.append("query parameter '\(name)' is '\(value)'")
            case .present(let name): lines.append("query parameter '\(name)' is there")
            }
        }
        let schemes = route.security.map { $0.isEmpty ? "none" : $0.map(\.name).joined(separator: " and ") }
        if !schemes.isEmpty { lines.append("security: \(schemes.joined(separator: ", or "))") }
        return lines
    }

    private func inputs(of operation: OperationPlan) -> [(String, String)] {
        var rows = operation.parameters.map { parameter in
            var notes = ["\(parameter.place.rawValue) '\(parameter.wireName)'"]
            notes.append(parameter.isRequired ? "required" : "optional")
            if let value = parameter.defaultValue { notes.append("default \(value)") }
            notes.append("at \(parameter.location)")
            return (
                "\(Naming.escaped(parameter.name)): \(speller.text(parameter.fullType, in: operation.name))",
                notes.joined(separator: ", ")
            )
        }
        if let body = operation.body {
            rows.append(
                (
                    "\(body.name): \(speller.text(body.fullType, in: operation.name))",
                    "body, \(body.contentType), \(body.isRequired ? "required" : "optional")"
                ))
        }
        return rows
    }

    private func outputs(of operation: OperationPlan) -> [(String, String)] {
        switch operation.output {
        case .undocumented: [("Void", "any 2xx, since the document describes no success")]
        case .single(let response):
            [(response.payload.map { speller.text($0, in: operation.name) } ?? "Void", described(response))]
        case .several(let responses): responses.map { (".\($0.caseName)", described($0)) }
        }
    }

    /// The status and content of a response.
    private func described(_ response: ResponsePlan) -> String {
        let status =
            switch response.status {
            case .code(let code): String(code)
            case .range(let first): "\(first)XX"
            case .default: "every other status"
            }
        let body = response.body.map { "\(speller.text($0.type, in: nil)) as \($0.contentType)" } ?? "no body"
        let headers = response.headers.map { "'\($0.wireName)'" }.joined(separator: ", ")
        return "\(status), \(body)" + (headers.isEmpty ? "" : ", header fields \(headers)")
    }
}
