import HTTPTypes

/// What trying out a subscription comes to (`SubscribedLibrary.probe`).
struct SubscriptionProbe: Sendable {
    /// `SubscribedLibrary.ProbeResult.Status`.
    enum Status: String, Sendable {
        case success = "SUCCESS"
        case invalidURL = "INVALID_URL"
        case timedOut = "TIMED_OUT"
        case hostNotFound = "HOST_NOT_FOUND"
        case resourceNotFound = "RESOURCE_NOT_FOUND"
        case invalidCredentials = "INVALID_CREDENTIALS"
        case certificateError = "CERTIFICATE_ERROR"
        case unknownError = "UNKNOWN_ERROR"
    }

    var status: Status
    var certificate: SourceCertificate?
    var messages: [LibraryMessage] = []
    /// The library that the subscription leads to.
    var descriptor: FeedDescriptor?

    static func run(_ subscription: SubscriptionRecord, environment: LibraryEnvironment) async throws
        -> SubscriptionProbe
    {
        do {
            let client = try await FeedClient(subscription, environment: environment)
            let answer = try await client.descriptor()
            return SubscriptionProbe(
                status: .success, certificate: answer.certificate, descriptor: answer.descriptor)
        } catch let failure as FeedFailure {
            return SubscriptionProbe(
                status: failure.status, certificate: failure.certificate, messages: [failure.message])
        }
    }

    /// The library that the subscription leads to.
    /// - Throws: InvalidArgument where the URL, the credentials or the certificate are wrong, ResourceInaccessible where
    ///   the publisher cannot be reached (`SubscribedLibrary.create`, `.update`, `.sync`).
    func found() throws -> FeedDescriptor {
        if let descriptor { return descriptor }
        let field: String? =
            switch status {
            case .invalidURL: "subscription_info.subscription_url"
            case .invalidCredentials: "subscription_info.password"
            case .certificateError: "subscription_info.ssl_thumbprint"
            default: nil
            }
        var error =
            field.map { LibraryError.invalid($0) }
            ?? LibraryError(
                .resourceInaccessible,
                LibraryMessage("feed.inaccessible", "The publisher cannot be reached ({0}).", status.rawValue))
        error.messages += messages
        throw error
    }
}

extension FeedFailure {
    var status: SubscriptionProbe.Status {
        switch self {
        case .malformed: .invalidURL
        case .noTransport: .unknownError
        case .source(.status(let code)):
            switch code {
            case 401, 403: .invalidCredentials
            case 404, 410: .resourceNotFound
            default: .unknownError
            }
        case .source(.source(let failure)):
            switch failure {
            case .uri: .invalidURL
            case .unresolved: .hostNotFound
            case .forbiddenAddress: .unknownError
            case .untrusted: .certificateError
            case .connection: .timedOut
            }
        case .source: .unknownError
        }
    }

    /// The certificate that was presented and is not trusted.
    var certificate: SourceCertificate? {
        guard case .source(.source(.untrusted(_, _, let certificate))) = self else { return nil }
        return certificate
    }
}
