import DocumentTree

extension Parameter {
    /// OpenAPI 3.0.3 §4.7.12.
    static func read(_ node: Node, in context: ReadingContext) -> Parameter? {
        ObjectCursor.read(node, as: .parameter, in: context) { cursor in
            let name = cursor.requiredString("name")
            let location = readLocation(&cursor)
            let isRequired = readRequired(&cursor, location)
            let description = cursor.text("description")
            let isDeprecated = cursor.bool("deprecated") ?? false
            let allowsEmptyValue = cursor.bool("allowEmptyValue") ?? false
            // Without a place the content is read as a query parameter's, for the sake of its diagnostics.
            let content = Content.read(&cursor, for: .parameter(location ?? .query))
            let examples = Example.readAll(&cursor)
            if let name, location == .header || location == .cookie {
                FieldName.check(name, at: cursor.node["name"]?.location ?? node.location, in: context)
            }
            guard let name, let location, let content else { return nil }
            return Parameter(
                name: name,
                location: location,
                description: description,
                isRequired: isRequired,
                isDeprecated: isDeprecated,
                allowsEmptyValue: allowsEmptyValue,
                content: content,
                examples: examples,
                sourceLocation: node.location,
                componentName: nil,
                extensions: cursor.extensions
            )
        }
    }

    private static func readLocation(_ cursor: inout ObjectCursor) -> Location? {
        guard let member = cursor.takeRequired("in") else { return nil }
        let context = cursor.context
        guard let text = member.value.stringText else {
            context.reportWrongType(member.value, of: "'in'", expected: "a string")
            return nil
        }
        if let location = Location(rawValue: text) { return location }
        if text == "querystring", context.version(at: member.value.location) == .v3_2 {
            // OpenAPI 3.2.0 "Parameter Object".
            context.log.error(
                "unsupported-location",
                "a parameter that is the whole query string is not supported",
                at: member.value.location,
                help: "describe its fields one by one, with 'in: query'"
            )
            return nil
        }
        context.log.error(
            "unknown-location",
            "a parameter cannot be in '\(text.escapedForMessage)'",
            at: member.value.location,
            help: locationHelp(text)
        )
        return nil
    }

    private static func locationHelp(_ text: String) -> String {
        switch text {
        case "body", "formData": "OpenAPI 3 has it as 'requestBody' of the operation"
        case "querystring": "a whole query string needs 'openapi: 3.2.0', and is not supported; use 'in: query'"
        default: "the places are 'path', 'query', 'header' and 'cookie'"
        }
    }

    /// Parameters in the path are always required, and must say so.
    static func readRequired(_ cursor: inout ObjectCursor, _ location: Location?) -> Bool {
        let stated = cursor.bool("required")
        guard location == .path else { return stated ?? false }
        if stated != true {
            cursor.context.log.error(
                "optional-path-parameter",
                "a parameter in the path must say 'required: true'",
                at: cursor.node["required"]?.location ?? cursor.location
            )
        }
        return true
    }
}
