internal import OpenAPI

/// What a parameter, or a header field of a part, is held against, as the runtime's `SchemaSet` takes it.
struct ParameterText {
    private let name: String
    private let location: Parameter.Location
    private let content: Parameter.Content
    private let isRequired: Bool
    private var allowsEmptyValue = false

    init(_ parameter: Parameter) {
        name = parameter.name
        location = parameter.location
        content = parameter.content
        isRequired = parameter.isRequired
        allowsEmptyValue = parameter.allowsEmptyValue
    }

    init(_ header: Header) {
        name = header.name
        location = .header
        content = header.content
        isRequired = header.isRequired
    }

    /// Nil where every text is valid.
    func text(_ schemas: inout SchemaText) -> JSONLiteral? {
        var members: [(String, JSONLiteral)] = [("name", .string(name)), ("in", .string(location.rawValue))]
        let schema: Schema
        switch content {
        case .schema(let described, let style, let explode, _):
            schema = described
            let usual: Parameter.Style = [.path, .header].contains(location) ? .simple : .form
            if style != usual { members.append(("style", .string(style.rawValue))) }
            if explode != (style == .form) { members.append(("explode", JSONLiteral(explode ? "true" : "false"))) }
        case .mediaType(let mediaType):
            guard MediaTypeKind(mediaType).coding == .json, let described = mediaType.schema else { return nil }
            schema = described
            members.append(("content", .string("json")))
        }
        var text = schemas.text(schema)
        let isAlways = location == .path || !isRequired
        let isText = text == .string("string") || text == SchemaText.anything
        if isAlways, isText { return nil }
        if allowsEmptyValue {
            text = .object([("anyOf", .array([.object([("const", .string(""))]), text]))])
        }
        if isRequired { members.append(("required", JSONLiteral("true"))) }
        return .object(members + [("schema", text)])
    }
}
