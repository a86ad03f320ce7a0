import DocumentTree

/// One parameter of Swagger 2.0 ("Parameter Object"), which may be what OpenAPI 3 calls a request body, or a part of
/// one.
enum SwaggerParameter {
    case parameter(Parameter)
    case body(SwaggerBody)
    case field(SwaggerFormField)

    static func read(_ node: Node, in context: ReadingContext) -> SwaggerParameter? {
        ObjectCursor.read(node, as: .parameter, in: context) { cursor in
            let name = cursor.requiredString("name")
            let place = readPlace(&cursor)
            let description = cursor.text("description")
            switch place {
            case .body: return readBody(name, description, &cursor)
            case .value(.formData): return readField(name, description, &cursor)
            case .value(let place): return readValue(name, description, place, &cursor)
            case nil:
                // Read as a query parameter, for the sake of its diagnostics.
                _ = readValue(name, description, .query, &cursor)
                return nil
            }
        }
    }

    // MARK: Places

    private enum Place {
        case body
        case value(SwaggerPlace)
    }

    private static func readPlace(_ cursor: inout ObjectCursor) -> Place? {
        guard let member = cursor.takeRequired("in") else { return nil }
        let context = cursor.context
        guard let text = member.value.stringText else {
            context.reportWrongType(member.value, of: "'in'", expected: "a string")
            return nil
        }
        if text == "body" { return .body }
        if let place = SwaggerPlace(rawValue: text) { return .value(place) }
        context.log.error(
            "unknown-location",
            "a parameter cannot be in '\(text.escapedForMessage)'",
            at: member.value.location,
            help: placeHelp(text)
        )
        return nil
    }

    private static func placeHelp(_ text: String) -> String {
        switch text {
        case "cookie": "Swagger 2.0 has no parameters in cookies; they need 'openapi: 3.0.0' or later"
        case "form": "did you mean 'formData'?"
        default: "the places are 'path', 'query', 'header', 'formData' and 'body'"
        }
    }

    // MARK: Kinds

    private static func readBody(
        _ name: String?,
        _ description: String?,
        _ cursor: inout ObjectCursor
    ) -> SwaggerParameter? {
        let context = cursor.context
        let isRequired = cursor.bool("required") ?? false
        let member = cursor.takeRequired("schema", help: "say what the body is")
        let schema = member.map { Schema.read($0.value, in: context) }
        guard let name else { return nil }
        return .body(
            SwaggerBody(
                name: name,
                description: description,
                isRequired: isRequired,
                schema: schema,
                location: cursor.location,
                extensions: cursor.extensions
            )
        )
    }

    private static func readField(
        _ name: String?,
        _ description: String?,
        _ cursor: inout ObjectCursor
    ) -> SwaggerParameter? {
        let isRequired = cursor.bool("required") ?? false
        let value = SwaggerValue.read(&cursor, in: .formData)
        let allowsEmptyValue = cursor.bool("allowEmptyValue") ?? false
        if allowsEmptyValue, let value, value.schema.types != [.string] {
            reportAllowEmptyValue(cursor, "a form field of OpenAPI 3 cannot be empty unless it is a string")
        }
        guard let name, var value else { return nil }
        value.schema.description = description
        value.schema.extensions = cursor.extensions
        return .field(
            SwaggerFormField(
                name: name,
                nameLocation: cursor.node["name"]?.location ?? cursor.location,
                isRequired: isRequired,
                value: value,
                location: cursor.location
            )
        )
    }

    private static func readValue(
        _ name: String?,
        _ description: String?,
        _ place: SwaggerPlace,
        _ cursor: inout ObjectCursor
    ) -> SwaggerParameter? {
        let context = cursor.context
        let location = Parameter.Location(rawValue: place.rawValue)
        let isRequired = Parameter.readRequired(&cursor, location)
        let allowsEmptyValue = cursor.bool("allowEmptyValue") ?? false
        if allowsEmptyValue, place != .query {
            reportAllowEmptyValue(cursor, "it is for parameters in 'query' and 'formData'")
        }
        let value = SwaggerValue.read(&cursor, in: place)
        if let name, place == .header {
            FieldName.check(name, at: cursor.node["name"]?.location ?? cursor.location, in: context)
        }
        guard let name, let value, let location else { return nil }
        return .parameter(
            Parameter(
                name: name,
                location: location,
                description: description,
                isRequired: isRequired,
                isDeprecated: false,
                allowsEmptyValue: allowsEmptyValue && place == .query,
                content: .schema(
                    value.schema,
                    style: value.style.style,
                    explode: value.style.explode,
                    allowReserved: false
                ),
                examples: [],
                sourceLocation: cursor.location,
                componentName: nil,
                extensions: cursor.extensions
            )
        )
    }

    private static func reportAllowEmptyValue(_ cursor: ObjectCursor, _ reason: String) {
        cursor.context.log.warning(
            "no-effect",
            "'allowEmptyValue' has no effect here; \(reason)",
            at: cursor.node["allowEmptyValue"]?.location ?? cursor.location
        )
    }
}
