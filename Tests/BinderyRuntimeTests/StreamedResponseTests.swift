import BinderyRuntime
import HTTPTypes
import Testing

/// An operation with a streamed success beside one that is read as a whole.
private enum ReadFile: APIOperation {
    static let route = Route(.get, "/file")
    static var streamsResponse: Bool { true }
    static func streamsResponse(withStatus status: Int, contentType: String?) -> Bool { status == 206 }

    typealias Input = NoInput
    typealias Failure = ThingFailure

    enum Output: Sendable {
        case ok(Thing)
        case partialContent(BodyStream)
    }

    static func write(_ output: Output, to response: inout ResponseWriter) {}

    static func readOutput(from response: inout ResponseReader) throws(JSONDecodingError) -> Output? {
        switch response.status {
        case 200: .ok(try response.json())
        case 206: .partialContent(response.stream())
        default: nil
        }
    }
}

/// A body that comes in pieces, as from a connection: nothing of it is there before it is read.
private struct PiecesTransport: ClientTransport {
    let status: Int

    func send(_ request: HTTPRequest, body: BodyStream?) async throws -> (HTTPResponse, BodyStream) {
        let pieces = AsyncStream<ArraySlice<UInt8>> { continuation in
            for piece in [#"{"id":"1","#, #""tags":[]}"#] { continuation.yield(Array(piece.utf8)[...]) }
            continuation.finish()
        }
        return (HTTPResponse(status: .init(code: status)), BodyStream(pieces, length: nil))
    }
}

@Suite struct StreamedResponseTests {
    private func call(status: Int) async throws -> ReadFile.Output {
        let client = APIClient(baseURL: try BaseURL("http://h"), transport: PiecesTransport(status: status))
        return try await client.call(ReadFile.self, .init())
    }

    @Test func eachStatusIsReadInItsWay() async throws {
        guard case .ok(let thing) = try await call(status: 200) else {
            Issue.record("200 is not read as JSON.")
            return
        }
        #expect(thing.id == "1")
        guard case .partialContent(let stream) = try await call(status: 206) else {
            Issue.record("206 is not streamed.")
            return
        }
        #expect(try await stream.collect(upTo: 100).count == 20)
    }
}
