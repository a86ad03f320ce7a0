/// The objects of an OpenAPI description, as messages call them.
enum ObjectKind: String {
    case callback
    case components
    case contact
    case discriminator
    case document = "OpenAPI"
    case encoding
    case example
    case externalDocumentation = "external documentation"
    case header
    case info
    case items
    case license
    case link
    case mediaType = "media type"
    case oauthFlow = "oAuth flow"
    case oauthFlows = "oAuth flows"
    case operation
    case parameter
    case pathItem = "path item"
    case paths
    case requestBody = "request body"
    case response
    case responses
    case schema
    case securityRequirement = "security requirement"
    case securityScheme = "security scheme"
    case server
    case serverVariable = "server variable"
    case swaggerDocument = "Swagger"
    case tag
    case xml = "XML"

    /// The name with its article: `a media type object`.
    var phrase: String {
        switch self {
        case .document, .encoding, .example, .externalDocumentation, .info, .items, .oauthFlow, .oauthFlows, .operation,
            .xml:
            "an \(rawValue) object"
        case .callback, .components, .contact, .discriminator, .header, .license, .link, .mediaType, .parameter,
            .pathItem, .paths, .requestBody, .response, .responses, .schema, .securityRequirement, .securityScheme,
            .server, .serverVariable, .swaggerDocument, .tag:
            "a \(rawValue) object"
        }
    }

    /// The section of `components` that holds such objects (OpenAPI 3.1.1 §4.8.7, 3.2.0 "Components Object"); nil for
    /// those that have none.
    var componentSection: String? {
        switch self {
        case .schema: "schemas"
        case .response: "responses"
        case .parameter: "parameters"
        case .example: "examples"
        case .requestBody: "requestBodies"
        case .header: "headers"
        case .securityScheme: "securitySchemes"
        case .link: "links"
        case .callback: "callbacks"
        case .pathItem: "pathItems"
        case .mediaType: "mediaTypes"
        default: nil
        }
    }
}
