public import DocumentTree

/// OpenAPI 3.0.3 §4.7.27.
public struct SecurityScheme: Sendable {
    /// Where and how a credential travels.
    public enum Kind: Sendable {
        /// As the value of a parameter.
        case apiKey(name: String, in: Parameter.Location)
        /// The scheme of RFC 9110, in lower case: `basic`, `bearer`, …
        case http(scheme: String, bearerFormat: String?)
        /// As a token that one of the flows gives (RFC 6749).
        case oauth2(flows: [OAuthFlow])
        /// As a token of the provider that the address describes.
        case openIDConnect(url: String)
        /// As a certificate of the client's, below HTTP.
        case mutualTLS
    }

    /// A way to a token, OpenAPI 3.0.3 §4.7.29.
    public struct OAuthFlow: Sendable {
        /// `implicit`, `password`, `clientCredentials`, `authorizationCode` or `deviceAuthorization`.
        public var name: String
        /// Where the user agrees.
        public var authorizationURL: String?
        /// OpenAPI 3.2.0 "OAuth Flow Object".
        public var deviceAuthorizationURL: String?
        /// Where the token is.
        public var tokenURL: String?
        /// Where to have it renewed.
        public var refreshURL: String?
        /// What a token can allow.
        public var scopes: [(name: String, description: String)]
    }

    /// The key under `components/securitySchemes`.
    public var name: String
    /// Where and how the credential travels.
    public var kind: Kind
    /// What it says of itself, in CommonMark.
    public var description: String?
    /// Where it stands.
    public var location: SourceLocation
    /// The specification extensions, OpenAPI 3.0.3 §4.9.
    public var extensions: [Node.Member]
}

/// Schemes that must all be satisfied, OpenAPI 3.0.3 §4.7.30. An empty one means that no credential is needed.
public struct SecurityRequirement: Sendable {
    /// A scheme with what its credential has to allow.
    public struct Entry: Sendable {
        /// The name of the scheme.
        public var schemeName: String
        /// The scopes that the credential must have.
        public var scopes: [String]
        /// Where it stands.
        public var location: SourceLocation
    }

    /// The schemes.
    public var entries: [Entry]
    /// Where it stands.
    public var location: SourceLocation
}
