import BinderyRuntime
public import ContentLibrary
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOPosix

/// Fetches from the network: one connection a request, over HTTP/1.1 and TLS.
///
/// The host is resolved once, and the connection goes to the very address that was found to be allowed, so that a name
/// which means another address a moment later gains nothing. There is no proxy, no redirect and no decompression.
public struct NetworkSourceTransport: SourceTransport {
    /// How long a source may take.
    public struct Patience: Sendable {
        /// Seconds to take a connection.
        public var connect: Int64 = 10
        /// Seconds of silence while something is expected.
        public var silence: Int64 = 30

        /// Ten seconds to connect, thirty of silence.
        public init() {}
    }

    typealias Resolver = @Sendable (_ host: String) async throws -> [String]

    /// How many of a host's addresses are tried.
    static let addressLimit = 4

    private let patience: Patience
    private let resolve: Resolver

    /// Makes a transport that asks the system for addresses.
    public init(patience: Patience = Patience()) {
        self.init(patience: patience, resolve: HostResolver.addresses)
    }

    init(patience: Patience = Patience(), resolve: @escaping Resolver) {
        self.patience = patience
        self.resolve = resolve
    }

    public func get(_ request: SourceRequest) async throws -> SourceResponse {
        let uri = try SourceURI(request.uri)
        let security = try uri.isSecure ? SourceSecurity(host: uri.host, trust: request.trust) : nil
        var failure = SourceFailure.unresolved(host: uri.host)
        for address in try await addresses(of: uri, request) {
            do {
                return try await exchange(request, uri, at: address, security)
            } catch let refusal as ConnectionRefused {
                failure = .connection(refusal.reason)
            }
        }
        throw failure
    }

    private func addresses(of uri: SourceURI, _ request: SourceRequest) async throws -> [SocketAddress] {
        let all = try await resolve(uri.host)
        let allowed = all.filter { request.allowsPrivateAddresses || SourceAddress.isPublic($0) }
        if allowed.isEmpty, let address = all.first {
            throw SourceFailure.forbiddenAddress(host: uri.host, address: address)
        }
        return allowed.prefix(Self.addressLimit).compactMap { try? SocketAddress(ipAddress: $0, port: uri.port) }
    }

    private func exchange(
        _ request: SourceRequest, _ uri: SourceURI, at address: SocketAddress, _ security: SourceSecurity?
    ) async throws -> SourceResponse {
        let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        let promise = eventLoop.makePromise(of: SourceExchange.Answer.self)
        let head = Self.head(request, uri)
        let silence = TimeAmount.seconds(patience.silence)
        let bootstrap = ClientBootstrap(group: eventLoop)
            .connectTimeout(.seconds(patience.connect))
            .channelOption(.autoRead, value: false)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let security { try pipeline.addHandler(security.handler()) }
                    try pipeline.addHTTPClientHandlers()
                    try pipeline.addHandler(
                        SourceExchange(request: head, security: security, silence: silence, answer: promise))
                }
            }
        let channel: any Channel
        do { channel = try await bootstrap.connect(to: address).get() } catch {
            promise.fail(error)
            throw ConnectionRefused(reason: "\(error)")
        }
        let answer = try await withTaskCancellationHandler {
            do { return try await promise.futureResult.get() } catch {
                try Task.checkCancellation()
                throw error is SourceFailure ? error : SourceFailure.connection("\(error)")
            }
        } onCancel: {
            channel.close(promise: nil)
        }
        return Self.response(answer)
    }

    private static func head(_ request: SourceRequest, _ uri: SourceURI) -> HTTPRequestHead {
        var fields = HTTPHeaders([
            ("Host", uri.authority), ("Connection", "close"), ("Accept-Encoding", "identity"),
            ("User-Agent", "content-library"),
        ])
        for field in request.headerFields { fields.add(name: field.name.rawName, value: field.value) }
        return HTTPRequestHead(version: .http1_1, method: .GET, uri: uri.target, headers: fields)
    }

    private static func response(_ answer: SourceExchange.Answer) -> SourceResponse {
        var fields = HTTPFields()
        for (name, value) in answer.head.headers {
            if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        let length = fields[.contentLength].flatMap { Int64($0) }
        let pieces = answer.pieces.map { ArraySlice($0.readableBytesView) }
        return SourceResponse(
            status: HTTPResponse.Status(code: Int(answer.head.status.code)), headerFields: fields,
            body: BodyStream(pieces, length: length, isReadOnce: true), certificate: answer.certificate)
    }

    /// Nobody takes connections at an address; another of the host's addresses may.
    private struct ConnectionRefused: Error {
        var reason: String
    }
}
