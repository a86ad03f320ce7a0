/// Keys that cannot be ignored where they stand, because what they say would be lost: leftovers of Swagger 2.0 and of
/// release candidates of OpenAPI 3.0, and keys that only a later version knows.
enum MisplacedKeys {
    /// What to do about a key, where it is one of these.
    static func help(_ key: String, in kind: ObjectKind, version: SpecificationVersion) -> String? {
        if version == .v2_0 { return LaterKeys.help(key, in: kind) }
        return switch kind {
        case .document: document(key, version)
        case .components: components(key, version)
        case .pathItem: pathItem(key, version)
        case .operation: operation(key)
        case .parameter, .header: parameter(key)
        case .requestBody: requestBody(key)
        case .response: response(key)
        case .securityScheme: securityScheme(key)
        case .mediaType where key == "itemSchema": "the key needs 'openapi: 3.2.0'"
        case .license where key == "identifier": "the key needs 'openapi: 3.1.0' or later"
        default: nil
        }
    }

    private static func document(_ key: String, _ version: SpecificationVersion) -> String? {
        switch key {
        case "webhooks" where version == .v3_0: "the key needs 'openapi: 3.1.0' or later"
        case "definitions": "OpenAPI 3 has it as 'components/schemas'"
        case "parameters", "responses": "OpenAPI 3 has it as 'components/\(key)'"
        case "securityDefinitions": "OpenAPI 3 has it as 'components/securitySchemes'"
        case "host", "basePath", "schemes": "OpenAPI 3 has it as 'servers', a list of objects with a 'url'"
        case "consumes", "produces": "OpenAPI 3 has it in the 'content' of each request body and response"
        default: nil
        }
    }

    private static func components(_ key: String, _ version: SpecificationVersion) -> String? {
        switch key {
        case "pathItems" where version == .v3_0: "the key needs 'openapi: 3.1.0' or later"
        case "mediaTypes": "the key needs 'openapi: 3.2.0'"
        case "definitions": "OpenAPI 3 has it as 'schemas'"
        case "securityDefinitions": "OpenAPI 3 has it as 'securitySchemes'"
        default: nil
        }
    }

    private static func pathItem(_ key: String, _ version: SpecificationVersion) -> String? {
        switch key {
        case "query", "additionalOperations": "the key needs 'openapi: 3.2.0'"
        default:
            // Methods are case-sensitive keys in lower case (OpenAPI 3.0.3 §4.7.9.1).
            key != key.lowercased() && PathItem.methods.contains(key.lowercased())
                ? "write '\(key.lowercased())'" : nil
        }
    }

    private static func operation(_ key: String) -> String? {
        switch key {
        case "consumes": "OpenAPI 3 has it in the 'content' of 'requestBody'"
        case "produces": "OpenAPI 3 has it in the 'content' of each response"
        case "schemes": "OpenAPI 3 has it as 'servers'"
        default: nil
        }
    }

    private static func parameter(_ key: String) -> String? {
        switch key {
        case "type", "items", "format", "enum", "default", "pattern", "minimum", "maximum", "minLength", "maxLength",
            "minItems", "maxItems", "uniqueItems", "multipleOf", "$ref", "oneOf", "anyOf", "allOf", "properties":
            "put it under 'schema'"
        case "collectionFormat": "OpenAPI 3 has it as 'style' and 'explode'"
        default: nil
        }
    }

    private static func requestBody(_ key: String) -> String? {
        switch key {
        case "schema", "application/json": "put it under 'content', as in 'content: {application/json: {schema: …}}'"
        default: nil
        }
    }

    private static func response(_ key: String) -> String? {
        switch key {
        case "schema", "application/json": "put it under 'content', as in 'content: {application/json: {schema: …}}'"
        default: nil
        }
    }

    private static func securityScheme(_ key: String) -> String? {
        switch key {
        case "flow", "authorizationUrl", "tokenUrl", "scopes": "put it into an object under 'flows'"
        default: nil
        }
    }
}
