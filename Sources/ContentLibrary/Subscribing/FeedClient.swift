import BinderyRuntime
import Foundation
import HTTPTypes

/// Why a publisher's feed could not be read.
enum FeedFailure: Error {
    /// The publisher could not be reached, or answered with something else.
    case source(FetchFailure)
    /// What it answered is no feed of a library.
    case malformed(LibraryMessage)
    /// The server was started without a way to fetch anything.
    case noTransport

    init(_ error: any Error) throws {
        switch error {
        case let failure as FeedFailure: self = failure
        case let failure as FetchFailure: self = .source(failure)
        case let failure as SourceFailure: self = .source(.source(failure))
        case let malformed as FeedReader.Malformed: self = .malformed(malformed.message)
        case let tooLarge as BodyTooLarge:
            self = .malformed(
                LibraryMessage(
                    "feed.too_large", "A document of the feed has more than {0} bytes.", String(tooLarge.limit)))
        case is CancellationError, is LibraryError, is FileSystemError: throw error
        default: self = .source(.source(.connection("\(error)")))
        }
    }

    var message: LibraryMessage {
        switch self {
        case .source(let failure): failure.message
        case .malformed(let message): message
        case .noTransport:
            LibraryMessage("feed.no_transport", "This server fetches nothing from other servers.")
        }
    }
}

/// Reads the feed of one publisher.
struct FeedClient: Sendable {
    let fetcher: SourceFetcher
    let limits: FeedLimits
    /// Where `lib.json` is.
    let library: SourceURI
    private let trust: SourceTrust
    private let authorization: String?

    /// - Throws: `FeedFailure`.
    init(_ subscription: SubscriptionRecord, environment: LibraryEnvironment) async throws {
        guard let fetcher = try await environment.sourceFetcher() else { throw FeedFailure.noTransport }
        self.fetcher = fetcher
        limits = environment.settings.feedLimits
        do { library = try SourceURI(subscription.subscriptionUrl) } catch { throw FeedFailure.source(.source(error)) }
        trust = subscription.trust
        authorization = subscription.password.flatMap {
            NamePassword("\(subscription.userName ?? FeedAuthentication.userName):\($0)")?.authorization
        }
    }

    /// Reads `lib.json` once, without trying again: somebody waits for the answer.
    func descriptor() async throws -> (descriptor: FeedDescriptor, certificate: SourceCertificate?) {
        do {
            let response = try await fetcher.send(request(library))
            guard response.status == .ok else { throw FetchFailure.status(response.status.code) }
            let bytes = try await response.body.collect(upTo: limits.documentBytes)
            return (try FeedReader(limits: limits).descriptor(bytes), response.certificate)
        } catch { throw try FeedFailure(error) }
    }

    func contents(of descriptor: FeedDescriptor) async throws -> FeedContents {
        do {
            let bytes = try await document(descriptor.itemsHref, limit: limits.itemsBytes)
            return try FeedReader(limits: limits).items(bytes)
        } catch { throw try FeedFailure(error) }
    }

    func entry(at reference: String) async throws -> FeedEntry {
        do {
            return try FeedReader(limits: limits).item(await document(reference, limit: limits.documentBytes))
        } catch { throw try FeedFailure(error) }
    }

    /// One answer about a file, or a part of it.
    func file(at reference: String, _ conditions: HTTPFields) async throws -> SourceResponse {
        do { return try await fetcher.send(request(resolve(reference)), conditions) } catch {
            throw try FeedFailure(error)
        }
    }

    private func document(_ reference: String, limit: Int) async throws -> [UInt8] {
        try await fetcher.fetch(request(resolve(reference))) { try await $0.body.collect(upTo: limit) }
    }

    /// References are relative to `lib.json`, whichever document has them.
    private func resolve(_ reference: String) throws -> SourceURI { try library.resolving(reference) }

    /// The publisher's password and certificate are for the publisher alone, wherever its references lead.
    private func request(_ uri: SourceURI) -> SourceFetcher.Request {
        guard uri.hasSameOrigin(as: library) else { return SourceFetcher.Request(uri: uri) }
        var fields: HTTPFields = [:]
        fields[.authorization] = authorization
        return SourceFetcher.Request(uri: uri, headerFields: fields, trust: trust)
    }
}

extension SubscriptionRecord {
    /// Whom the publisher must turn out to be (`SubscriptionInfo.ssl_certificate`, `.ssl_thumbprint`).
    var trust: SourceTrust {
        if let sslCertificate { return .certificate(sslCertificate) }
        if let sslThumbprint { return .thumbprint(sslThumbprint) }
        return .authorities([])
    }
}
