/// Keys of OpenAPI 3 in a Swagger 2.0 document, and keys of Swagger 2.0 where they do not belong: what they say would
/// be lost.
enum LaterKeys {
    /// What to do about a key, where it is one of these.
    static func help(_ key: String, in kind: ObjectKind) -> String? {
        switch kind {
        case .swaggerDocument: document(key)
        case .pathItem: pathItem(key)
        case .operation: operation(key)
        case .parameter, .items, .header: value(key, kind)
        case .response: response(key)
        case .securityScheme: securityScheme(key)
        case .license where key == "identifier": "the key needs 'openapi: 3.1.0' or later"
        default: nil
        }
    }

    private static func document(_ key: String) -> String? {
        switch key {
        case "servers": "Swagger 2.0 has it as 'host', 'basePath' and 'schemes'"
        case "components": "Swagger 2.0 has 'definitions', 'parameters', 'responses' and 'securityDefinitions'"
        case "webhooks", "jsonSchemaDialect": "the key needs 'openapi: 3.1.0' or later"
        case "$self": "the key needs 'openapi: 3.2.0'"
        default: nil
        }
    }

    private static func pathItem(_ key: String) -> String? {
        switch key {
        case "trace": "the method needs 'openapi: 3.0.0' or later"
        case "query", "additionalOperations": "the key needs 'openapi: 3.2.0'"
        case "servers": "Swagger 2.0 has 'host', 'basePath' and 'schemes' of the document, and 'schemes' of operations"
        default:
            key != key.lowercased() && PathItem.swaggerMethods.contains(key.lowercased())
                ? "write '\(key.lowercased())'" : nil
        }
    }

    private static func operation(_ key: String) -> String? {
        switch key {
        case "requestBody": "Swagger 2.0 has it as a parameter with 'in: body', or several with 'in: formData'"
        case "servers": "Swagger 2.0 has 'host', 'basePath' and 'schemes' of the document, and 'schemes' here"
        case "callbacks": "the key needs 'openapi: 3.0.0' or later"
        default: nil
        }
    }

    private static func value(_ key: String, _ kind: ObjectKind) -> String? {
        switch key {
        case "schema", "content":
            kind == .parameter ? "only a parameter with 'in: body' has a 'schema'" : "write its 'type' here"
        case "style", "explode": "Swagger 2.0 has it as 'collectionFormat'"
        case "nullable": "write 'x-nullable: true'"
        case "allowReserved": "the key needs 'openapi: 3.0.0' or later"
        case "type", "format", "items", "collectionFormat", "enum", "default", "pattern", "minimum", "maximum",
            "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems",
            "multipleOf":
            // Left over only where the parameter is in the body.
            "put it under 'schema'"
        case "$ref", "properties", "additionalProperties", "allOf", "oneOf", "anyOf":
            "values outside of bodies are plain; only a parameter with 'in: body' has a 'schema' that can say so"
        default: nil
        }
    }

    private static func response(_ key: String) -> String? {
        switch key {
        case "content": "Swagger 2.0 has it as 'schema' here and 'produces' of the operation or the document"
        case "links": "the key needs 'openapi: 3.0.0' or later"
        default: nil
        }
    }

    private static func securityScheme(_ key: String) -> String? {
        switch key {
        case "flows": "Swagger 2.0 has one 'flow', with 'authorizationUrl', 'tokenUrl' and 'scopes' beside it"
        case "refreshUrl", "scheme", "bearerFormat", "openIdConnectUrl": "the key needs 'openapi: 3.0.0' or later"
        default: nil
        }
    }
}
