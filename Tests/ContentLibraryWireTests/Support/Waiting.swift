import BinderyRuntime
import HTTPTypes

/// Asks again and again until it is so. For what has no event to wait for; the suite's time limit ends it.
func eventually(_ condition: () async throws -> Bool) async throws {
    while !(try await condition()) {
        try Task.checkCancellation()
        await Task.yield()
    }
}

/// A body that its test writes piece by piece, and can break off.
struct OpenBody: Sendable {
    struct BrokenOff: Error {}

    let stream: BodyStream
    private let pieces: AsyncThrowingStream<ArraySlice<UInt8>, any Error>.Continuation

    /// - Parameter length: how much is announced; nil for chunks without an announcement.
    init(length: Int64?) {
        let (pieces, continuation) = AsyncThrowingStream<ArraySlice<UInt8>, any Error>.makeStream()
        stream = BodyStream(pieces, length: length, isReadOnce: true)
        self.pieces = continuation
    }

    /// Begins to upload the body.
    func put(to uri: String, over transport: some ClientTransport) -> Task<Answer, any Error> {
        Task { try await transport.exchange(.put, uri, stream, fields: .anna) }
    }

    func write(_ text: String) { pieces.yield(Array(text.utf8)[...]) }
    func finish() { pieces.finish() }
    /// The client drops the connection.
    func breakOff() { pieces.finish(throwing: BrokenOff()) }
}
