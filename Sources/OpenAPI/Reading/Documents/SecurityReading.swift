import DocumentTree

extension SecurityScheme {
    /// OpenAPI 3.0.3 §4.7.27.
    static func read(_ node: Node, name: String, in context: ReadingContext) -> SecurityScheme? {
        ObjectCursor.read(node, as: .securityScheme, in: context) { cursor in
            let description = cursor.text("description")
            if context.version(at: node.location) == .v3_2 { _ = cursor.bool("deprecated") }
            guard let kind = Kind.read(&cursor) else { return nil }
            return SecurityScheme(
                name: name,
                kind: kind,
                description: description,
                location: node.location,
                extensions: cursor.extensions
            )
        }
    }
}

extension SecurityScheme.Kind {
    private static let types = ["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"]

    /// The fields that the scheme's `type` asks for; those of other types are left over, and reported.
    fileprivate static func read(_ cursor: inout ObjectCursor) -> SecurityScheme.Kind? {
        let context = cursor.context
        guard let type = cursor.takeRequired("type", help: "the types are \(types.joined(separator: ", "))") else {
            return nil
        }
        switch type.value.stringText {
        case "apiKey": return readAPIKey(&cursor, places: [.query, .header, .cookie])
        case "http": return readHTTP(&cursor)
        case "oauth2":
            if context.version(at: cursor.location) == .v3_2 { _ = cursor.string("oauth2MetadataUrl") }
            return cursor.takeRequired("flows").map {
                .oauth2(flows: SecurityScheme.OAuthFlow.readAll($0.value, in: context))
            }
        case "openIdConnect": return cursor.requiredString("openIdConnectUrl").map { .openIDConnect(url: $0) }
        case "mutualTLS": return .mutualTLS
        case let other?:
            let help =
                other == "basic"
                ? "write 'type: http' with 'scheme: basic'"
                : Spelling.closest(to: other, among: types).map { "did you mean '\($0)'?" }
                    ?? "the types are \(types.joined(separator: ", "))"
            reportUnknown(type, help: help, in: context)
            return nil
        case nil:
            context.reportWrongType(type.value, of: "'type'", expected: "a string")
            return nil
        }
    }

    static func reportUnknown(_ type: Node.Member, help: String, in context: ReadingContext) {
        context.log.error(
            "unknown-security-type",
            "there is no type '\(type.value.stringText?.escapedForMessage ?? "")' of security scheme",
            at: type.value.location,
            help: help
        )
    }

    /// - Parameter places: Where the version lets a key stand.
    static func readAPIKey(_ cursor: inout ObjectCursor, places: [Parameter.Location]) -> SecurityScheme.Kind? {
        let name = cursor.requiredString("name")
        guard let place = cursor.takeRequired("in") else { return nil }
        let location = place.value.stringText.flatMap(Parameter.Location.init)
        guard let location, places.contains(location) else {
            let names = places.map { "'\($0.rawValue)'" }
            cursor.context.log.error(
                "unknown-location",
                "'in' of an API key must be \(names.dropLast().joined(separator: ", ")) or \(names.last ?? "")",
                at: place.value.location
            )
            return nil
        }
        return name.map { .apiKey(name: $0, in: location) }
    }

    private static func readHTTP(_ cursor: inout ObjectCursor) -> SecurityScheme.Kind? {
        let scheme = cursor.requiredString("scheme")
        let bearerFormat = cursor.string("bearerFormat")
        return scheme.map { .http(scheme: $0.lowercased(), bearerFormat: bearerFormat) }
    }
}

extension SecurityScheme.OAuthFlow {
    /// OpenAPI 3.0.3 §4.7.28.
    fileprivate static func readAll(_ node: Node, in context: ReadingContext) -> [Self] {
        ObjectCursor.read(node, as: .oauthFlows, in: context) { cursor in
            let isLatest = context.version(at: node.location) == .v3_2
            let names = ["implicit", "password", "clientCredentials", "authorizationCode"]
            return (names + (isLatest ? ["deviceAuthorization"] : [])).compactMap { name in
                cursor.take(name).flatMap { read($0.value, name: name, in: context) }
            }
        } ?? []
    }

    /// OpenAPI 3.0.3 §4.7.29.
    private static func read(_ node: Node, name: String, in context: ReadingContext) -> Self? {
        ObjectCursor.read(node, as: .oauthFlow, in: context) { cursor in
            let needsAuthorization = name == "implicit" || name == "authorizationCode"
            let needsToken = name != "implicit"
            if cursor.take("scopes") == nil { cursor.reportMissing("scopes") }
            return Self(
                name: name,
                authorizationURL: needsAuthorization
                    ? cursor.requiredString("authorizationUrl") : cursor.string("authorizationUrl"),
                deviceAuthorizationURL: name == "deviceAuthorization"
                    ? cursor.requiredString("deviceAuthorizationUrl") : nil,
                tokenURL: needsToken ? cursor.requiredString("tokenUrl") : cursor.string("tokenUrl"),
                refreshURL: cursor.string("refreshUrl"),
                scopes: readScopes(&cursor)
            )
        }
    }

    /// The names of scopes with their descriptions.
    static func readScopes(_ cursor: inout ObjectCursor) -> [(name: String, description: String)] {
        cursor.map("scopes").filter { !$0.isExtension }.map { member in
            (name: member.key, description: member.value.stringText ?? "")
        }
    }
}

extension SecurityRequirement {
    /// OpenAPI 3.0.3 §4.7.30.
    static func read(_ node: Node, in context: ReadingContext) -> SecurityRequirement? {
        ObjectCursor.read(node, as: .securityRequirement, in: context) { cursor in
            let entries = cursor.takeAll().compactMap { member -> Entry? in
                guard case .sequence(let items) = member.value.value else {
                    context.reportWrongType(
                        member.value,
                        of: "'\(member.key.escapedForMessage)'",
                        expected: "a list of scopes",
                        help: "write '[]' where the scheme has none"
                    )
                    return nil
                }
                let scopes = items.compactMap { item -> String? in
                    if item.stringText == nil { context.reportWrongType(item, of: "a scope", expected: "a string") }
                    return item.stringText
                }
                return Entry(schemeName: member.key, scopes: scopes, location: member.keyLocation)
            }
            return SecurityRequirement(entries: entries, location: node.location)
        }
    }

    /// The `security` of a document or an operation; nil where it says nothing.
    static func readList(_ cursor: inout ObjectCursor) -> [SecurityRequirement]? {
        let context = cursor.context
        guard let member = cursor.take("security") else { return nil }
        guard case .sequence(let items) = member.value.value else {
            context.reportWrongType(member.value, of: "'security'", expected: "a list")
            return nil
        }
        return items.compactMap { read($0, in: context) }
    }
}
