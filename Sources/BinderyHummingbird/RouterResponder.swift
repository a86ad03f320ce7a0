public import BinderyRuntime
public import Hummingbird
import HTTPTypes
import NIOCore

/// Answers Hummingbird's requests with a router; for applications that put more around it than ``HummingbirdServer``.
public struct RouterResponder: HTTPResponder {
    /// What is known of a request: where it comes from.
    public typealias Context = ConnectionContext

    private let router: BinderyRuntime.Router
    private let scheme: String?

    /// Makes a responder. Later changes to the router have no effect on it.
    /// - Parameters:
    ///   - router: what answers the requests.
    ///   - scheme: the scheme that the requests came with, where the connections do not know it.
    public init(router: BinderyRuntime.Router, scheme: String? = nil) {
        self.router = router
        self.scheme = scheme
    }

    /// Answers a request. It never throws: what goes wrong is a response of the router.
    public func respond(to request: Request, context: ConnectionContext) async throws -> Response {
        let length = Self.bodyLength(of: request.headers)
        let body =
            length == 0 ? BodyStream() : BodyStream(RequestPieces(request.body), length: length, isReadOnce: true)
        var head = request.head
        if let scheme { head.scheme = scheme }
        let response = await router.respond(
            to: ServerRequest(head: head, body: body, remoteAddress: context.remoteAddress))
        return Response(response)
    }

    /// How long the body is: nil where it comes in chunks, 0 where nothing announces one (RFC 9112 §6.3).
    private static func bodyLength(of fields: HTTPFields) -> Int64? {
        if fields[.transferEncoding] != nil { return nil }
        return fields[.contentLength].map { Int64($0) } ?? 0
    }
}

/// What is known of a connection.
public struct ConnectionContext: Hummingbird.RequestContext {
    /// What Hummingbird itself needs.
    public var coreContext: CoreRequestContextStorage
    /// The address of the client: an IP address with port, or the path of a socket.
    public let remoteAddress: String?

    /// Makes the context of a request.
    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress.map { address in
            guard let host = address.ipAddress, let port = address.port else { return address.pathname ?? "" }
            return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
    }
}

extension Response {
    /// Puts a response into Hummingbird's form.
    init(_ response: ServerResponse) {
        let body: ResponseBody
        if let bytes = response.body?.availableBytes {
            body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        } else if let stream = response.body {
            body = ResponseBody(contentLength: stream.length.map(Int.init)) { writer in
                for try await piece in stream { try await writer.write(ByteBuffer(bytes: piece)) }
                try await writer.finish(nil)
            }
        } else {
            body = ResponseBody()
        }
        self.init(status: response.head.status, headers: response.head.headerFields, body: body)
    }
}
