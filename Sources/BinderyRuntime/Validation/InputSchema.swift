/// What the parameters and the body of an operation's requests have to be.
public struct InputSchema: Sendable {
    /// One parameter, as OpenAPI describes it (3.0.3 §4.7.12).
    struct Parameter: Sendable {
        enum Place: String {
            case path, query, header, cookie
        }

        var name: String
        var place: Place
        var style: ParameterStyle
        var explode: Bool?
        var isRequired: Bool
        /// Whether its text is JSON (`content`).
        var isJSON: Bool
        var shape: ParameterShape
        var schema: JSONSchema
    }

    /// The media types of a body, as the operation's reader knows them, each with its schema where it is JSON.
    struct Body: Sendable {
        var mediaTypes: [String] = []
        var schemas: [JSONSchema?] = []

        /// The schema of bodies of a content type.
        func schema(for contentType: String?) -> JSONSchema? {
            mediaTypes.index(ofContentType: contentType).flatMap { schemas[$0] }
        }
    }

    let parameters: [Parameter]
    let body: Body
    let requiresBody: Bool
    /// The schemas of bodies that are held against them as values, once they have been read: by media type.
    var bodies: [String: JSONSchema] = [:]
    /// Whether there is more to check than what reading the input checks anyway.
    let isConstrained: Bool
    /// Why there are no schemas, where there should be.
    let problem: SchemaError?
}

extension InputSchema {
    /// What stands for schemas that cannot be read.
    init(problem: SchemaError) {
        parameters = []
        body = Body()
        requiresBody = false
        isConstrained = true
        self.problem = problem
    }

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

    init(_ compiler: SchemaCompiler, _ index: Int, _ scope: Scope) throws(SchemaError) {
        let tape = compiler.tape
        var parameters: [Parameter] = []
        var nodes: [SchemaNode] = []
        for element in tape.member("parameters", of: index).map(tape.elements) ?? [] {
            func text(_ key: String) -> String? { tape.member(key, of: element).map(tape.text) }
            guard let name = text("name"), let place = text("in").flatMap(Parameter.Place.init),
                let schema = tape.member("schema", of: element)
            else { throw compiler.error("a parameter has a name, a place and a schema", element) }
            let node = try compiler.node(schema)
            nodes.append(node)
            let usual: ParameterStyle = place == .path || place == .header ? .simple : .form
            parameters.append(
                Parameter(
                    name: name, place: place,
                    style: ParameterStyle.allCases.first { "\($0)" == text("style") } ?? usual,
                    explode: text("explode").map { $0 == "true" }, isRequired: text("required") == "true",
                    isJSON: text("content") == "json", shape: scope.shape(node),
                    schema: JSONSchema(node: node, definitions: scope.definitions)))
        }
        self.parameters = parameters
        var body = Body()
        let description = tape.member("body", of: index)
        requiresBody = description.flatMap { tape.member("required", of: $0) }.map(tape.text) == "true"
        for (mediaType, schema) in Self.content(tape, description) {
            body.mediaTypes.append(mediaType)
            guard tape.entries[schema].kind != .null else {
                body.schemas.append(nil)
                continue
            }
            let node = try compiler.node(schema)
            nodes.append(node)
            body.schemas.append(JSONSchema(node: node, definitions: scope.definitions))
        }
        self.body = body
        var bodies: [String: JSONSchema] = [:]
        for name in tape.member("bodies", of: index).map(tape.keys) ?? [] {
            let node = try compiler.node(name + 1)
            nodes.append(node)
            bodies[tape.text(name)] = JSONSchema(node: node, definitions: scope.definitions)
        }
        self.bodies = bodies
        isConstrained = nodes.contains { scope.isConstrained($0) }
        problem = nil
    }

    /// The media types of a body and the places of their schemas; `schema` alone is that of JSON.
    private static func content(_ tape: JSONTape, _ body: Int?) -> [(mediaType: String, schema: Int)] {
        guard let body else { return [] }
        if let schema = tape.member("schema", of: body) { return [("application/json", schema)] }
        return tape.member("content", of: body).map(tape.keys)?.map { (tape.text($0), $0 + 1) } ?? []
    }
}
