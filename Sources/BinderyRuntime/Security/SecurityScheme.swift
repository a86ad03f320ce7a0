/// A way of showing who sends a request, as a document describes it (OpenAPI 3.0.3 §4.7.27).
public struct SecurityScheme: Sendable, Hashable {
    /// Where and how a credential travels.
    public enum Kind: Sendable, Hashable {
        /// In a header field of this name.
        case header(String)
        /// In a query parameter of this name.
        case query(String)
        /// In a cookie of this name.
        case cookie(String)
        /// As user name and password (RFC 7617).
        case basic
        /// As a bearer token (RFC 6750): HTTP's scheme `bearer`, OAuth 2.0, and OpenID Connect.
        case bearer
        /// In the field `Authorization` behind the name of another HTTP scheme, such as `Digest`.
        case http(String)
        /// As a certificate of the connection: a matter of the transport.
        case mutualTLS
    }

    /// The scheme's name in the document.
    public let name: String
    /// Where and how a credential travels.
    public let kind: Kind

    /// Makes a scheme.
    /// - Parameters:
    ///   - name: the scheme's name in the document.
    ///   - kind: where and how a credential travels.
    public init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
    }
}

/// Schemes that are all needed together (OpenAPI 3.0.3 §4.7.30); none means that anybody may call.
///
/// Of the requirements of an operation any one suffices: `[["key"], ["oauth"]]`.
public struct SecurityRequirement: Sendable, Hashable, ExpressibleByArrayLiteral {
    /// One scheme of a requirement.
    public struct Entry: Sendable, Hashable, ExpressibleByStringLiteral {
        /// The scheme's name in the document.
        public let scheme: String
        /// What the credential has to allow: the scopes of OAuth 2.0 and OpenID Connect, or roles.
        public let scopes: [String]

        /// A scheme with scopes.
        public init(_ scheme: String, scopes: [String]) {
            self.scheme = scheme
            self.scopes = scopes
        }

        /// A scheme without scopes.
        public init(stringLiteral scheme: String) {
            self.init(scheme, scopes: [])
        }
    }

    /// The schemes, in the order of the document.
    public let entries: [Entry]

    /// Makes a requirement of schemes that are all needed.
    public init(_ entries: [Entry]) {
        self.entries = entries
    }

    /// Makes a requirement of schemes that are all needed.
    public init(arrayLiteral entries: Entry...) {
        self.init(entries)
    }
}
