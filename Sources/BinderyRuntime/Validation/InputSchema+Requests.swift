import HTTPTypes

extension InputSchema {
    /// Holds a request against the schemas: all of its parameters, and its body where that is JSON or plain text. Other
    /// bodies are held against theirs as they are read.
    /// - Returns: a report whose pointers begin with the part of the request.
    /// - Throws: ``RequestFault`` where a part is no JSON although it has to be.
    func validate(_ request: RequestReader) throws(RequestFault) -> ValidationReport {
        if let problem { return .refusal("schema", expected: "schemas that can be read", found: problem.description) }
        var report = ValidationReport()
        for parameter in parameters {
            report.append(try validate(parameter, request), below: "/\(parameter.place)/\(parameter.name)")
        }
        guard case .content(let content) = body.schema(for: request.headerFields[.contentType]) else { return report }
        let part = try validate(content, request)
        // A body that is missing and nothing else is told as where no schema is known.
        if part == .missing, report.isValid { throw RequestFault(.body, .missing) }
        report.append(part, below: "/body")
        return report
    }

    private func validate(_ content: ContentSchema, _ request: RequestReader) throws(RequestFault) -> ValidationReport {
        guard let bytes = request.wholeBody.availableBytes else { return ValidationReport() }
        // No bytes are a text, where there has to be one.
        if bytes.isEmpty, !body.isRequired || !content.isText {
            return body.isRequired ? .missing : ValidationReport()
        }
        do throws(JSONDecodingError) {
            let tape = try content.tape(of: bytes)
            if !body.isRequired, tape.entries[0].kind == .null { return ValidationReport() }
            return content.validate(tape)
        } catch {
            throw RequestFault(.body, .json(error))
        }
    }

    private func validate(
        _ parameter: Parameter, _ request: RequestReader
    ) throws(RequestFault) -> ValidationReport {
        do throws(JSONDecodingError) {
            return try parameter.validate(content(parameter, request))
        } catch {
            throw RequestFault(parameter.location, .json(error))
        }
    }

    private func content(_ parameter: Parameter, _ request: RequestReader) -> ParameterContent?? {
        let (name, style, explode) = (parameter.name, parameter.style, parameter.explode)
        let shape = parameter.isJSON ? .scalar : parameter.shape
        switch parameter.place {
        case .path: return request.pathContent(name, shape, style, explode ?? false)
        case .header: return request.headerContent(name, shape, style, explode ?? false)
        case .cookie: return request.cookieContent(name, shape, style, explode)
        case .query:
            let content = request.queryContent(name, shape, style, explode)
            guard case .some(.some(.map(let members))) = content, style == .form else { return content }
            // The members of an exploded object stand among the other parameters.
            let others = Set(parameters.filter { $0.place == .query && $0.name != name }.map(\.name))
            let own = members.filter { !others.contains($0.name) }
            return own.isEmpty ? nil : .some(.map(own))
        }
    }
}

extension InputSchema.Parameter {
    /// Holds a value against the schema.
    /// - Parameter content: what the parameter was sent as; nil where it is absent, `.some(nil)` where it does not follow its
    ///   style.
    /// - Throws: ``JSONDecodingError`` where it is no JSON although it has to be.
    func validate(_ content: ParameterContent??) throws(JSONDecodingError) -> ValidationReport {
        guard let content else { return isRequired ? .missing : ValidationReport() }
        guard let content else {
            return .refusal("style", expected: "a value in the style '\(style)'", found: "other text")
        }
        let tape = try JSONTape(isJSON ? content.text : content.json)
        return schema.validate(tape, options: isJSON ? [] : [.textScalars, .nullIsAbsence])
    }

    /// What is wrong with a header field of a part.
    func violations(in fields: HTTPFields) -> ValidationReport {
        let text = HTTPField.Name(name).flatMap { fields[$0] }
        let content = text.map {
            style.content(
                of: $0[...], name: name, shape: isJSON ? .scalar : shape, explode: explode ?? false, isEncoded: false)
        }
        do throws(JSONDecodingError) {
            return try validate(content)
        } catch {
            return .refusal("type", expected: "JSON", found: "\(error)")
        }
    }

    fileprivate var location: RequestFault.Location {
        switch place {
        case .path: .path(name)
        case .query: .query(name)
        case .header: .header(name)
        case .cookie: .cookie(name)
        }
    }
}

extension ParameterContent {
    /// The value as JSON whose scalars are all strings.
    fileprivate var json: [UInt8] {
        var writer = JSONWriter()
        switch self {
        case .scalar(let text): writer.value(text)
        case .list(let texts): texts.encode(json: &writer)
        case .map(let members):
            JSONObject(members.map { .init(key: $0.name, value: .string($0.value)) }).encode(json: &writer)
        }
        return writer.written()
    }

    fileprivate var text: [UInt8] {
        if case .scalar(let text) = self { Array(text.utf8) } else { json }
    }
}
