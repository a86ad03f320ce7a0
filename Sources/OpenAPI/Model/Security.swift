public import DocumentTree

/// OpenAPI 3.0.3 §4.7.27.
public struct SecurityScheme: Sendable {
    public enum Kind: Sendable {
        case apiKey(name: String, in: Parameter.Location)
        /// The scheme of RFC 9110, in lower case: `basic`, `bearer`, …
        case http(scheme: String, bearerFormat: String?)
        case oauth2(flows: [OAuthFlow])
        case openIDConnect(url: String)
        case mutualTLS
    }

    public struct OAuthFlow: Sendable {
        /// `implicit`, `password`, `clientCredentials`, `authorizationCode` or `deviceAuthorization`.
        public var name: String
        public var authorizationURL: String?
        /// OpenAPI 3.2.0 "OAuth Flow Object".
        public var deviceAuthorizationURL: String?
        public var tokenURL: String?
        public var refreshURL: String?
        public var scopes: [(name: String, description: String)]
    }

    public var name: String
    public var kind: Kind
    public var description: String?
    public var location: SourceLocation
    public var extensions: [Node.Member]
}

/// Schemes that must all be satisfied, OpenAPI 3.0.3 §4.7.30. An empty one means that no credential is needed.
public struct SecurityRequirement: Sendable {
    public struct Entry: Sendable {
        public var schemeName: String
        public var scopes: [String]
        public var location: SourceLocation
    }

    public var entries: [Entry]
    public var location: SourceLocation
}
