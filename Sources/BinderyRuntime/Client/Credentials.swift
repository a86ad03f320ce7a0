public import HTTPTypes

/// Sends a key in a header field (`type: apiKey, in: header`).
public struct APIKeyCredential: ClientMiddleware {
    private let credential: SchemeCredential

    /// Makes a credential.
    /// - Parameters:
    ///   - header: the name of the field.
    ///   - value: the key.
    ///   - scheme: where given, only operations that ask for this security scheme get the key.
    public init(header: HTTPField.Name, value: String, scheme: String? = nil) {
        credential = SchemeCredential(.header(header.rawName), SecretProvider(value), scheme)
    }

    /// Sends the request with the key.
    public func send(
        _ request: HTTPRequest, body: BodyStream?, route: Route,
        next: @Sendable (HTTPRequest, BodyStream?) async throws -> (HTTPResponse, BodyStream)
    ) async throws -> (HTTPResponse, BodyStream) {
        try await next(credential.added(to: request, route), body)
    }
}

/// Sends a user name and password (`type: http, scheme: basic`; RFC 7617).
public struct BasicCredential: ClientMiddleware {
    private let credential: SchemeCredential

    /// Makes a credential.
    /// - Parameters:
    ///   - username: the user name, which must not have a colon.
    ///   - password: the password.
    ///   - scheme: where given, only operations that ask for this security scheme get it.
    public init(username: String, password: String, scheme: String? = nil) {
        credential = SchemeCredential(.basic, PasswordProvider(username: username, password: password), scheme)
    }

    /// Sends the request with user name and password.
    public func send(
        _ request: HTTPRequest, body: BodyStream?, route: Route,
        next: @Sendable (HTTPRequest, BodyStream?) async throws -> (HTTPResponse, BodyStream)
    ) async throws -> (HTTPResponse, BodyStream) {
        try await next(credential.added(to: request, route), body)
    }
}

/// Sends a bearer token (`type: http, scheme: bearer`; RFC 6750).
public struct BearerCredential: ClientMiddleware {
    private let credential: SchemeCredential

    /// Makes a credential.
    /// - Parameters:
    ///   - token: the token.
    ///   - scheme: where given, only operations that ask for this security scheme get it.
    public init(token: String, scheme: String? = nil) {
        credential = SchemeCredential(.bearer, SecretProvider(token), scheme)
    }

    /// Sends the request with the token.
    public func send(
        _ request: HTTPRequest, body: BodyStream?, route: Route,
        next: @Sendable (HTTPRequest, BodyStream?) async throws -> (HTTPResponse, BodyStream)
    ) async throws -> (HTTPResponse, BodyStream) {
        try await next(credential.added(to: request, route), body)
    }
}

/// A credential for all requests, or for those of the operations that ask for one scheme.
private struct SchemeCredential: Sendable {
    let kind: SecurityScheme.Kind
    let provider: any CredentialProvider
    let scheme: String?

    init(_ kind: SecurityScheme.Kind, _ provider: any CredentialProvider, _ scheme: String?) {
        self.kind = kind
        self.provider = provider
        self.scheme = scheme
    }

    func added(to request: HTTPRequest, _ route: Route) async throws -> HTTPRequest {
        if let scheme, !route.uses(securityScheme: scheme) { return request }
        var request = request
        try kind.put(try await provider.credential(), into: &request)
        return request
    }
}
