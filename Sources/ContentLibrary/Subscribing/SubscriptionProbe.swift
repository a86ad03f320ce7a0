import HTTPTypes

/// What trying out a subscription comes to (`SubscribedLibrary.probe`), or a source (`updatesession.File.probe`).
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
            return SubscriptionProbe(failure)
        }
    }

    /// Tries whether a file could be pulled from an `http` or `https` source. None of its content is read.
    /// - Throws: InvalidArgument if what pins its certificate is not valid.
    static func run(
        source: PullSource.Request, by user: Principal, environment: LibraryEnvironment
    ) async throws -> SubscriptionProbe {
        do throws(SourceFailure) { _ = try SourceURI(source.uri) } catch {
            return SubscriptionProbe(.source(.source(error)))
        }
        guard let fetcher = try await environment.sourceFetcher() else { return SubscriptionProbe(.noTransport) }
        let source = try PullSource(source, by: user, settings: environment.settings)
        guard case .network(let uri) = try source.place(environment.settings) else {
            return SubscriptionProbe(.source(.source(.uri(source.uri))))
        }
        do {
            let response = try await fetcher.send(.init(uri: uri, trust: source.trust))
            guard response.status == .ok else { throw FetchFailure.status(response.status.code) }
            return SubscriptionProbe(status: .success, certificate: response.certificate)
        } catch {
            return SubscriptionProbe(try FeedFailure(error))
        }
    }

    private init(_ failure: FeedFailure) {
        self.init(status: failure.status, certificate: failure.certificate, messages: [failure.message])
    }

    init(
        status: Status, certificate: SourceCertificate? = nil, messages: [LibraryMessage] = [],
        descriptor: FeedDescriptor? = nil
    ) {
        self.status = status
        self.certificate = certificate
        self.messages = messages
        self.descriptor = descriptor
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
