import DocumentTree

extension SecurityScheme {
    /// An entry of `securityDefinitions`, Swagger 2.0 "Security Scheme Object".
    static func readSwagger(_ member: Node.Member, in context: ReadingContext) -> SecurityScheme? {
        ObjectCursor.read(member.value, as: .securityScheme, in: context) { cursor in
            let description = cursor.text("description")
            guard let kind = Kind.readSwagger(&cursor) else { return nil }
            return SecurityScheme(
                name: member.key,
                kind: kind,
                description: description,
                location: member.value.location,
                extensions: cursor.extensions
            )
        }
    }
}

extension SecurityScheme.Kind {
    private static let swaggerTypes = ["basic", "apiKey", "oauth2"]

    /// The fields that the scheme's `type` asks for; those of other types are left over, and reported.
    fileprivate static func readSwagger(_ cursor: inout ObjectCursor) -> Self? {
        let context = cursor.context
        let types = "the types are basic, apiKey and oauth2"
        guard let type = cursor.takeRequired("type", help: types) else { return nil }
        switch type.value.stringText {
        case "basic": return .http(scheme: "basic", bearerFormat: nil)
        case "apiKey": return readAPIKey(&cursor, places: [.query, .header])
        case "oauth2": return SecurityScheme.OAuthFlow.readSwagger(&cursor).map { .oauth2(flows: [$0]) }
        case "http", "openIdConnect", "mutualTLS":
            _ = cursor.takeAll()
            reportUnknown(type, help: "the type needs 'openapi: 3.0.0' or later; \(types)", in: context)
        case let other?:
            _ = cursor.takeAll()
            let near = Spelling.closest(to: other, among: swaggerTypes)
            reportUnknown(type, help: near.map { "did you mean '\($0)'?" } ?? types, in: context)
        case nil:
            context.reportWrongType(type.value, of: "'type'", expected: "a string")
        }
        return nil
    }
}

extension SecurityScheme.OAuthFlow {
    /// The flows' names in Swagger 2.0 and in OpenAPI 3.
    private static let swaggerNames = [
        "implicit": "implicit", "password": "password", "application": "clientCredentials",
        "accessCode": "authorizationCode",
    ]

    fileprivate static func readSwagger(_ cursor: inout ObjectCursor) -> Self? {
        let context = cursor.context
        let names = "the flows are implicit, password, application and accessCode"
        guard let member = cursor.takeRequired("flow", help: names) else { return nil }
        guard let text = member.value.stringText, let name = swaggerNames[text] else {
            _ = cursor.takeAll()
            context.log.error(
                "unknown-flow",
                "there is no flow '\(member.value.stringText?.escapedForMessage ?? member.value.shape)'",
                at: member.value.location,
                help: member.value.stringText.flatMap { text in
                    swaggerNames.first { $0.value == text }.map { "Swagger 2.0 calls it '\($0.key)'" }
                } ?? names
            )
            return nil
        }
        let needsAuthorization = name == "implicit" || name == "authorizationCode"
        if cursor.node["scopes"] == nil { cursor.reportMissing("scopes") }
        return Self(
            name: name,
            authorizationURL: needsAuthorization
                ? cursor.requiredString("authorizationUrl") : cursor.string("authorizationUrl"),
            tokenURL: name == "implicit" ? cursor.string("tokenUrl") : cursor.requiredString("tokenUrl"),
            refreshURL: nil,
            scopes: readScopes(&cursor)
        )
    }
}
