public import HTTPTypes

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Sends a key in a header field (`type: apiKey, in: header`).
public struct APIKeyCredential: ClientMiddleware {
    private let name: HTTPField.Name
    private let value: String
    private let scheme: String?

    /// Makes a credential.
    /// - Parameters:
    ///   - header: the name of the field.
    ///   - value: the key.
    ///   - scheme: where given, only operations that ask for this security scheme get the key.
    public init(header: HTTPField.Name, value: String, scheme: String? = nil) {
        name = header
        self.value = value
        self.scheme = scheme
    }

    /// Sends the request with the key.
    public func send(
        _ request: HTTPRequest, body: BodyStream?, route: Route,
        next: @Sendable (HTTPRequest, BodyStream?) async throws -> (HTTPResponse, BodyStream)
    ) async throws -> (HTTPResponse, BodyStream) {
        try await next(request.with(name, value, where: route.accepts(scheme)), body)
    }
}

/// Sends a user name and password (`type: http, scheme: basic`; RFC 7617).
public struct BasicCredential: ClientMiddleware {
    private let value: String
    private let scheme: String?

    /// Makes a credential.
    /// - Parameters:
    ///   - username: the user name, which must not have a colon.
    ///   - password: the password.
    ///   - scheme: where given, only operations that ask for this security scheme get it.
    public init(username: String, password: String, scheme: String? = nil) {
        value = "Basic " + Data("\(username):\(password)".utf8).base64EncodedString()
        self.scheme = scheme
    }

    /// Sends the request with user name and password.
    public func send(
        _ request: HTTPRequest, body: BodyStream?, route: Route,
        next: @Sendable (HTTPRequest, BodyStream?) async throws -> (HTTPResponse, BodyStream)
    ) async throws -> (HTTPResponse, BodyStream) {
        try await next(request.with(.authorization, value, where: route.accepts(scheme)), body)
    }
}

/// Sends a bearer token (`type: http, scheme: bearer`; RFC 6750).
public struct BearerCredential: ClientMiddleware {
    private let value: String
    private let scheme: String?

    /// Makes a credential.
    /// - Parameters:
    ///   - token: the token.
    ///   - scheme: where given, only operations that ask for this security scheme get it.
    public init(token: String, scheme: String? = nil) {
        value = "Bearer \(token)"
        self.scheme = scheme
    }

    /// Sends the request with the token.
    public func send(
        _ request: HTTPRequest, body: BodyStream?, route: Route,
        next: @Sendable (HTTPRequest, BodyStream?) async throws -> (HTTPResponse, BodyStream)
    ) async throws -> (HTTPResponse, BodyStream) {
        try await next(request.with(.authorization, value, where: route.accepts(scheme)), body)
    }
}

extension Route {
    fileprivate func accepts(_ scheme: String?) -> Bool {
        guard let scheme else { return true }
        return uses(securityScheme: scheme)
    }
}

extension HTTPRequest {
    fileprivate func with(_ name: HTTPField.Name, _ value: String, where isWanted: Bool) -> HTTPRequest {
        guard isWanted else { return self }
        var request = self
        request.headerFields[name] = value
        return request
    }
}
