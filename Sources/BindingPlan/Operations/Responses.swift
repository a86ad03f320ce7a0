internal import DocumentTree
internal import OpenAPI

/// Responses are what an operation gives back or throws. Every 2XX is a success; a redirection is one only where there is
/// no 2XX. One success is the output itself; several are an enum. Where only `default` is described, it is both.
extension OperationBinder {
    func responses(_ operation: OpenAPI.Operation, in name: TypeName) -> (output: OutputPlan, failures: [ResponsePlan])
    {
        let responses = operation.responses.map { withPermittedContent($0, method: operation.method) }
        let isSuccess: (Response) -> Bool = { response in
            switch response.status {
            case .code(let code): (200..<300).contains(code)
            case .range(let number): number == 2
            case .default: false
            }
        }
        let isRedirection: (Response) -> Bool = { response in
            switch response.status {
            case .code(let code): code < 400 && code >= 100
            case .range(let number): number < 4
            case .default: false
            }
        }
        var successes = responses.filter(isSuccess)
        if successes.isEmpty { successes = responses.filter(isRedirection) }
        var failures = responses.filter { response in
            !successes.contains { $0.status == response.status }
        }
        if successes.isEmpty {
            if let index = failures.firstIndex(where: { $0.status == .default }) {
                successes = [failures[index]]
            } else {
                log.warning(
                    "no-success-response", "no success is described; any 2XX without a body is bound",
                    at: operation.location, help: "describe the success under its status, such as '204'")
            }
        }
        successes.sort { order($0.status) < order($1.status) }
        failures.sort { order($0.status) < order($1.status) }
        var scope = NameScope(reserved: ["undocumented", "failed", "status", "body", "init"])
        let output = output(successes, in: name)
        let plannedFailures = failures.map { response in
            let caseName = scope.claim(caseCandidates(response))
            if case .single(let success) = output, success.status == response.status, let body = success.body,
                body.coding == .json, response.headers.isEmpty
            {
                var plan = success
                plan.caseName = caseName
                return plan
            }
            return plan(response, caseName: caseName, isSuccess: false, in: name)
        }
        return (output, plannedFailures)
    }

    /// The response without content where HTTP has none: to HEAD, and of some statuses (RFC 9110 §6.4.1).
    private func withPermittedContent(_ response: Response, method: String) -> Response {
        guard let content = response.content.first else { return response }
        let reason: String
        switch response.status {
        case _ where method == "HEAD": reason = "a response to HEAD"
        case .code(let code) where [204, 205, 304].contains(code) || code < 200: reason = "a response \(code)"
        case .range(1): reason = "a response 1XX"
        default: return response
        }
        log.warning(
            "content-not-permitted", "\(reason) has no content in HTTP; what is described is not bound",
            at: content.location, help: "leave out 'content', or describe the response under another status")
        var response = response
        response.content = []
        return response
    }

    private func output(_ successes: [Response], in name: TypeName) -> OutputPlan {
        if successes.count == 1 {
            // What may be null is an optional, which needs the name itself.
            let isNullable = successes[0].content.contains { $0.schema.map(binder.isNullable) ?? false }
            let hint = successes[0].headers.isEmpty && !isNullable ? "Output" : "OutputBody"
            return .single(plan(successes[0], caseName: "success", isSuccess: true, in: name, hint: hint))
        }
        guard !successes.isEmpty else { return .undocumented }
        var outputScope = NameScope(reserved: ["init"])
        let outputs = successes.map { response in
            plan(response, caseName: outputScope.claim(caseCandidates(response)), isSuccess: true, in: name)
        }
        return .several(outputs)
    }

    private func caseCandidates(_ response: Response) -> [String] {
        let name = response.status.caseName
        if case .code(let code) = response.status { return [name, "\(name)\(code)"] }
        return [name]
    }

    /// Exact codes before ranges before `default`.
    private func order(_ status: Response.Status) -> Int {
        switch status {
        case .code(let code): code
        case .range(let number): 10_000 + number
        case .default: 100_000
        }
    }

    private func plan(
        _ response: Response, caseName: String, isSuccess: Bool, in name: TypeName, hint: String? = nil
    ) -> ResponsePlan {
        let typeHint = Naming.upperCamel(response.status.caseName)
        var plan = ResponsePlan(
            status: response.status, caseName: caseName, headers: [],
            documentation: Documentation.lines(response.description), caseDocumentation: documentation(response))
        plan.headers = headers(response, in: name)
        let isSole = hint != nil
        let hint = hint ?? typeHint + "Body"
        let place = hint == "Output" ? outputPlace(name) : Place(parent: name, hint: hint, depth: 0)
        let bound = bind(
            response.content, "the response \(response.status.text)", in: name, at: place, streams: isSuccess,
            response.location)
        let format = response.content.first?.schema?.format
        plan.body = bound.map { .init(type: $0.type, coding: $0.coding, contentType: $0.contentType, format: format) }
        if !plan.headers.isEmpty {
            let candidates = isSole ? ["Output"] : [typeHint + "Response"]
            plan.payloadName = isSole ? TypeName("Output", in: name) : binder.store.declare(candidates, in: name)
        }
        return plan
    }

    private func documentation(_ response: Response) -> [String] {
        switch (response.status, response.description.isEmpty) {
        case (.default, true): ["Any other status."]
        case (.default, false): Documentation.lines(response.description)
        case (_, true): ["Status \(response.status.text)."]
        case (_, false): Documentation.lines("\(response.status.text): \(response.description)")
        }
    }

    /// A place whose own type is called `Output`, and whose inner types are called after it.
    private func outputPlace(_ name: TypeName) -> Place {
        var place = Place(parent: name, hint: "Output", depth: 0)
        place.declared = TypeName("Output", in: name)
        return place
    }

    private func headers(_ response: Response, in name: TypeName) -> [ResponsePlan.HeaderPlan] {
        var scope = NameScope(reserved: ["body", "status"])
        return response.headers.compactMap { header in
            guard header.name.lowercased() != "content-type" else { return nil }
            var plan = ResponsePlan.HeaderPlan(
                wireName: header.name, name: scope.claim(Naming.member(Naming.lowerCamel(header.name))), type: .string,
                isRequired: header.isRequired, shape: .value, documentation: Documentation.lines(header.description))
            let schema: Schema?
            switch header.content {
            case .schema(let own, _, let explode, _):
                schema = own
                if explode { plan.options = ["explode: true"] }
            case .mediaType(let mediaType):
                schema = MediaTypeKind.isTyped(mediaType) ? mediaType.schema : nil
                plan.shape = MediaTypeKind.shape(
                    mediaType, subject: "the header field '\(header.name)'", log: &log)
            }
            if let schema {
                let bound = binder.bind(schema, at: Place(parent: name, hint: header.name + "Header", depth: 0))
                plan.type = bound.type.unwrapped
                if plan.documentation.isEmpty { plan.documentation = Documentation.lines(schema.description) }
            }
            return plan
        }
    }
}
