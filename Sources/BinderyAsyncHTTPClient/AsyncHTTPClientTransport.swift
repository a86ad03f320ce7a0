public import AsyncHTTPClient
public import BinderyRuntime
public import HTTPTypes
import NIOCore
import NIOHTTP1

/// Sends requests with async-http-client; bodies are streamed in both directions, with back-pressure.
///
/// ```swift
/// let http = HTTPClient(configuration: AsyncHTTPClientTransport.recommendedConfiguration)
/// let transport = AsyncHTTPClientTransport(client: http)
/// let client = APIClient(baseURL: try BaseURL("https://vc.example.com/api"), transport: transport)
/// ```
public struct AsyncHTTPClientTransport: ClientTransport {
    /// What suits the calls of an API: a server that refuses connections is an error at once, where the client would try
    /// again until the time is over, and a redirect is a response like any other, so that credentials and bodies go only
    /// where the caller sends them.
    public static var recommendedConfiguration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }

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
