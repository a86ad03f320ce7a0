import AsyncHTTPClient
import BinderyRuntime
import HTTPTypes
import NIOCore
import NIOHTTP1

extension HTTPClientRequest {
    /// Puts a request into the client's form.
    init(_ request: HTTPRequest, body: BodyStream?) {
        let scheme = request.scheme ?? "http"
        self.init(url: "\(scheme)://\(request.authority ?? "")\(request.path ?? "/")")
        method = .init(rawValue: request.method.rawValue)
        for field in request.headerFields { headers.add(name: field.name.rawName, value: field.value) }
        guard let body else { return }
        if let bytes = body.availableBytes {
            self.body = .bytes(ByteBuffer(bytes: bytes))
        } else {
            self.body = .stream(BufferSequence(body: body), length: body.length.map { .known($0) } ?? .unknown)
        }
    }
}

extension HTTPResponse {
    /// The head of a response. Fields whose name is no HTTP token cannot come through the client's parser.
    init(_ response: HTTPClientResponse) {
        var fields = HTTPFields()
        for (name, value) in response.headers {
            guard let name = HTTPField.Name(name) else { continue }
            fields.append(HTTPField(name: name, value: value))
        }
        self.init(
            status: Status(code: Int(response.status.code), reasonPhrase: response.status.reasonPhrase),
            headerFields: fields
        )
    }
}

extension BodyStream {
    /// The body of a response.
    init(_ response: HTTPClientResponse, to method: HTTPRequest.Method) {
        let length = Self.length(of: response, to: method)
        if length == 0 {
            self.init()
        } else {
            self.init(PieceSequence(body: response.body), length: length, isReadOnce: true)
        }
    }

    /// The announced length. Where the body has an encoding the client may have resolved it, so that the length is that of
    /// something else; where there is no body in spite of the field (RFC 9112 §6.3), it is 0.
    private static func length(of response: HTTPClientResponse, to method: HTTPRequest.Method) -> Int64? {
        if method == .head || response.status == .noContent || response.status == .notModified { return 0 }
        guard response.headers["content-encoding"].isEmpty else { return nil }
        return response.headers.first(name: "content-length").flatMap(Int64.init)
    }
}

/// The pieces of a request's body, as the client wants them.
private struct BufferSequence: AsyncSequence, Sendable {
    let body: BodyStream

    func makeAsyncIterator() -> Iterator {
        Iterator(pieces: body.makeAsyncIterator())
    }

    struct Iterator: AsyncIteratorProtocol {
        var pieces: BodyStream.Iterator

        mutating func next() async throws -> ByteBuffer? {
            try await pieces.next().map { ByteBuffer(bytes: $0) }
        }
    }
}

/// The pieces of a response's body, as the runtime wants them.
private struct PieceSequence: AsyncSequence, Sendable {
    let body: HTTPClientResponse.Body

    func makeAsyncIterator() -> Iterator {
        Iterator(buffers: body.makeAsyncIterator())
    }

    struct Iterator: AsyncIteratorProtocol {
        var buffers: HTTPClientResponse.Body.AsyncIterator

        mutating func next() async throws -> ArraySlice<UInt8>? {
            try await buffers.next().map { [UInt8](buffer: $0)[...] }
        }
    }
}
