public import AsyncHTTPClient
public import BinderyRuntime
public import HTTPTypes
import NIOCore
import NIOHTTP1

/// Sends requests with async-http-client; bodies are streamed in both directions, with back-pressure.
///
/// ```swift
/// let transport = AsyncHTTPClientTransport(client: .shared)
/// let client = APIClient(baseURL: try BaseURL("https://vc.example.com/api"), transport: transport)
/// ```
public struct AsyncHTTPClientTransport: ClientTransport {
    private let client: HTTPClient
    private let timeout: Duration?

    /// Makes a transport.
    /// - Parameters:
    ///   - client: the client, which its owner shuts down. Its configuration decides about TLS, redirects, proxies, and the
    ///     time that connecting and reading may take.
    ///   - timeout: how long it may take until the head of the response is there; nil for as long as it wants. A request
    ///     whose body is streamed has no such limit, since its length is not known to be reasonable.
    public init(client: HTTPClient = .shared, timeout: Duration? = .seconds(60)) {
        self.client = client
        self.timeout = timeout
    }

    /// Sends a request.
    /// - Throws: what the client throws; the request may or may not have reached the server.
    public func send(_ request: HTTPRequest, body: BodyStream?) async throws -> (HTTPResponse, BodyStream) {
        var deadline = NIODeadline.distantFuture
        if let timeout, body == nil || body?.availableBytes != nil { deadline = .now() + TimeAmount(timeout) }
        let response = try await client.execute(HTTPClientRequest(request, body: body), deadline: deadline)
        return (HTTPResponse(response), BodyStream(response, to: request.method))
    }
}
