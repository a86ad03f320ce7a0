public import HTTPTypes

/// The credentials of a client, one per security scheme of a document. Generated structs conform; as a middleware it adds
/// to every request what its operation asks for:
///
/// ```swift
/// api.middlewares = [PetstoreCredentials(key: "abc", oauth: .init { try await tokens.current() })]
/// ```
///
/// Of the operation's requirements the first is met whose schemes all have a credential. Where that is none, the request is
/// sent as it is: the server may know the sender otherwise, and else answers 401. A requirement without schemes (`{}`)
/// means the same. Requests without an operation get no credentials.
public protocol ClientCredentials: ClientMiddleware {
    /// Every scheme of the document, with what gives its credential; nil where there is none.
    var providers: [(scheme: SecurityScheme, provider: (any CredentialProvider)?)] { get }
}

extension ClientCredentials {
    /// Sends the request with the credentials that its operation asks for.
    public func send(
        _ request: HTTPRequest, body: BodyStream?, route: Route,
        next: @Sendable (HTTPRequest, BodyStream?) async throws -> (HTTPResponse, BodyStream)
    ) async throws -> (HTTPResponse, BodyStream) {
        var request = request
        for (scheme, provider) in supplied(for: route.security) {
            guard let credential = try await provider?.credential() else { continue }
            try scheme.kind.put(credential, into: &request)
        }
        return try await next(request, body)
    }

    /// The schemes of the first requirement that can be met.
    private func supplied(
        for security: [SecurityRequirement]
    ) -> [(scheme: SecurityScheme, provider: (any CredentialProvider)?)] {
        guard !security.isEmpty else { return [] }
        let providers = providers
        for requirement in security where !requirement.entries.isEmpty {
            let known = requirement.entries.compactMap { entry in
                providers.first { scheme, provider in
                    scheme.name == entry.scheme && (provider != nil || scheme.kind == .mutualTLS)
                }
            }
            if known.count == requirement.entries.count { return known }
        }
        return []
    }
}
