import BinderyRuntime
import Foundation
import HTTPTypes

/// Fetches what a server does not have: follows redirects, carries on after a dropped connection, and says for good
/// what cannot be fetched. Verifying the content is for whoever consumes it.
struct SourceFetcher: Sendable {
    /// What is fetched, and how.
    struct Request: Sendable {
        /// Where it is. What stands before `@` in it is sent as `Authorization: Basic` (RFC 7617).
        var uri: SourceURI
        /// Sent to this host only, whatever it redirects to.
        var headerFields: HTTPFields = [:]
        /// Whom an `https` source must turn out to be. What pins a certificate pins it for this host only; hosts that it
        /// redirects to are known by the authorities.
        var trust = SourceTrust.authorities([])
    }

    /// How often what may pass is tried again.
    struct Persistence: Sendable {
        /// The pauses before each further attempt.
        var pauses: [Duration] = [.seconds(1), .seconds(2), .seconds(4)]
        /// A connection that brings as many bytes begins the count anew.
        var progress: Int64 = 1 << 20
        var redirectLimit = 5
    }

    let transport: any SourceTransport
    let clock: WallClock
    var allowsPrivateAddresses = false
    /// The server's trusted certificates (PEM), which count beside the system's authorities.
    var authorities: [String] = []
    var persistence = Persistence()

    /// Fetches from a source and consumes what it answers.
    ///
    /// The body carries on by itself where a connection drops and the source can say that its content is still the same
    /// (`Range` with `If-Range`, RFC 9110 §13.1.5). Where it cannot, what was consumed is worth nothing, and `consume` is
    /// called again with a new body from the first byte.
    ///
    /// - Throws: ``FetchFailure``, what `consume` throws of its own, and `CancellationError`.
    func fetch<Value: Sendable>(
        _ request: Request, consume: @Sendable (SourceResponse) async throws -> Value
    ) async throws -> Value {
        let run = FetchRun(fetcher: self, request: request)
        var response = try await run.begin()
        while true {
            do {
                return try await consume(run.resuming(response))
            } catch {
                if let failure = run.failure { throw failure }
                guard run.mustStartAnew else { throw error }
                response = try await run.startAnew()
            }
        }
    }

    /// Sends one request and follows where it is redirected to.
    func send(_ request: Request, _ conditions: HTTPFields = [:]) async throws -> SourceResponse {
        var uri = request.uri
        for _ in 0...persistence.redirectLimit {
            let response = try await transport.get(hop(to: uri, of: request, conditions))
            guard response.status.kind == .redirection, let location = response.headerFields[.location] else {
                return response
            }
            let next = try Self.target(location, from: uri)
            if uri.isSecure, !next.isSecure { throw FetchFailure.badRedirect("from https to http") }
            uri = next
        }
        throw FetchFailure.redirects(limit: persistence.redirectLimit)
    }

    private func hop(to uri: SourceURI, of request: Request, _ conditions: HTTPFields) -> SourceRequest {
        var hop = SourceRequest(
            uri: uri.text, headerFields: conditions, trust: .authorities(authorities),
            allowsPrivateAddresses: allowsPrivateAddresses)
        // What is meant for one server is not for another.
        guard uri.hasSameOrigin(as: request.uri) else { return hop }
        hop.headerFields.append(contentsOf: request.headerFields)
        if let user = request.uri.userInformation {
            hop.headerFields[.authorization] = "Basic " + Data(user.utf8).base64EncodedString()
        }
        if case .authorities(let more) = request.trust {
            hop.trust = .authorities(authorities + more)
        } else {
            hop.trust = request.trust
        }
        return hop
    }

    private static func target(_ location: String, from uri: SourceURI) throws -> SourceURI {
        do { return try uri.resolving(location) } catch {
            guard case .uri(let reason) = error else { throw error }
            throw FetchFailure.badRedirect(reason)
        }
    }
}

extension LibraryEnvironment {
    /// Fetches what the server does not have; nil if it was started without a way to.
    func sourceFetcher() async throws -> SourceFetcher? {
        guard let transport = settings.sources else { return nil }
        return SourceFetcher(
            transport: transport, clock: clock, allowsPrivateAddresses: settings.allowsPrivateSources,
            authorities: try await TrustedCertificates(environment: self).authorities())
    }
}
