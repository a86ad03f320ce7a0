/// Reads the schemas of an operation's input from the text of a ``SchemaSet``.
struct InputSchemaReader {
    private let compiler: SchemaCompiler
    private let scope: InputSchema.Scope
    private var tape: JSONTape { compiler.tape }

    init(_ compiler: SchemaCompiler, _ scope: InputSchema.Scope) {
        self.compiler = compiler
        self.scope = scope
    }

    func input(_ index: Int) throws(SchemaError) -> InputSchema {
        var input = InputSchema()
        for element in tape.member("parameters", of: index).map(tape.elements) ?? [] {
            input.parameters.append(try parameter(element))
        }
        if let description = tape.member("body", of: index) { input.body = try body(description) }
        input.isConstrained =
            input.parameters.contains { scope.isConstrained($0.schema.node) }
            || input.body.schemas.contains { $0?.isConstrained(scope) == true }
        return input
    }

    private func parameter(_ element: Int) throws(SchemaError) -> InputSchema.Parameter {
        guard let name = text("name", element),
            let place = text("in", element).flatMap(InputSchema.Parameter.Place.init),
            let schema = tape.member("schema", of: element)
        else { throw compiler.error("a parameter has a name, a place and a schema", element) }
        let described = try self.schema(schema)
        let usual: ParameterStyle = place == .path || place == .header ? .simple : .form
        return InputSchema.Parameter(
            name: name, place: place,
            style: ParameterStyle.allCases.first { "\($0)" == text("style", element) } ?? usual,
            explode: text("explode", element).map { $0 == "true" }, isRequired: isTrue("required", element),
            isJSON: text("content", element) == "json", shape: scope.shape(described.node), schema: described)
    }

    /// `schema` alone is that of JSON, whatever it calls itself.
    private func body(_ index: Int) throws(SchemaError) -> InputSchema.Body {
        var body = InputSchema.Body(isRequired: isTrue("required", index))
        if let schema = tape.member("schema", of: index) {
            body.mediaTypes = ["application/json"]
            body.schemas = [.content(try content(schema, isText: false))]
        }
        for name in tape.member("content", of: index).map(tape.keys) ?? [] {
            body.mediaTypes.append(tape.text(name))
            body.schemas.append(try tape.entries[name + 1].kind == .null ? nil : bodySchema(name + 1))
        }
        return body
    }

    private func bodySchema(_ index: Int) throws(SchemaError) -> BodySchema {
        if let content = try content(in: index) { return .content(content) }
        if let value = tape.member("value", of: index) { return .value(try schema(value)) }
        if let elements = tape.member("elements", of: index), let content = try content(in: elements) {
            return .elements(content)
        }
        guard let parts = tape.member("parts", of: index) else {
            throw compiler.error("a body has 'json', 'text', 'value', 'elements' or 'parts'", index)
        }
        var all: [PartSchemas.Part] = []
        for name in tape.keys(parts) { all.append(try part(name)) }
        return .parts(
            PartSchemas(
                parts: all, isClosed: isTrue("closed", index), minProperties: count("minProperties", index),
                maxProperties: count("maxProperties", index)))
    }

    private func part(_ name: Int) throws(SchemaError) -> PartSchemas.Part {
        let index = name + 1
        var headers: [InputSchema.Parameter] = []
        for header in tape.member("headers", of: index).map(tape.elements) ?? [] {
            headers.append(try parameter(header))
        }
        return PartSchemas.Part(
            name: tape.text(name), content: try content(in: index), isRequired: isTrue("required", index),
            headers: headers,
            isList: isTrue("list", index), minItems: count("minItems", index),
            maxItems: count("maxItems", index))
    }

    /// The schema under `json` or `text`.
    private func content(in index: Int) throws(SchemaError) -> ContentSchema? {
        if let schema = tape.member("json", of: index) { return try content(schema, isText: false) }
        return try tape.member("text", of: index).map { (schema) throws(SchemaError) in
            try content(schema, isText: true)
        }
    }

    private func content(_ index: Int, isText: Bool) throws(SchemaError) -> ContentSchema {
        let schema = try schema(index)
        return ContentSchema(schema: schema, isText: isText, isConstrained: scope.isConstrained(schema.node))
    }

    private func schema(_ index: Int) throws(SchemaError) -> JSONSchema {
        JSONSchema(node: try compiler.node(index), definitions: scope.definitions)
    }

    private func text(_ key: String, _ index: Int) -> String? { tape.member(key, of: index).map(tape.text) }
    private func count(_ key: String, _ index: Int) -> Int? { text(key, index).flatMap { Int($0) } }
    private func isTrue(_ key: String, _ index: Int) -> Bool { text(key, index) == "true" }
}

extension InputSchema {
    /// The named schemas, and which of them have more to check than types and required members, in them or in what they
    /// refer to.
    struct Scope {
        let definitions: [SchemaNode]
        private var isConstrained: [Bool]

        init(_ definitions: [SchemaNode]) {
            self.definitions = definitions
            isConstrained = definitions.map(\.isConstrained)
            let references = definitions.map(\.references)
            var users = [[Int]](repeating: [], count: definitions.count)
            for (index, targets) in references.enumerated() { for target in targets { users[target].append(index) } }
            var pending = isConstrained.indices.filter { isConstrained[$0] }
            while let index = pending.popLast() {
                for user in users[index] where !isConstrained[user] {
                    isConstrained[user] = true
                    pending.append(user)
                }
            }
        }

        func isConstrained(_ node: SchemaNode) -> Bool {
            node.isConstrained || node.references.contains { isConstrained[$0] }
        }

        /// The form that a parameter's value has, which decides how its text is taken apart.
        func shape(_ node: SchemaNode, depth: Int = 0) -> ParameterShape {
            if node.types.subtracting(.null) == .array { return .list }
            if node.types.subtracting(.null) == .object { return .map }
            guard node.types == .any, depth < 20 else { return .scalar }
            for assertion in node.assertions {
                let parts: [SchemaNode] =
                    switch assertion {
                    case .reference(let index): [definitions[index]]
                    case .allOf(let schemas), .anyOf(let schemas), .oneOf(let schemas): schemas
                    default: []
                    }
                if let shape = parts.map({ shape($0, depth: depth + 1) }).first(where: { $0 != .scalar }) {
                    return shape
                }
            }
            return .scalar
        }
    }
}
