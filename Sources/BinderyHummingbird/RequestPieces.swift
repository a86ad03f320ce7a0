import BinderyRuntime
import Hummingbird
import NIOCore

/// The pieces of a request's body. The next one is read from the connection when it is asked for, so a slow reader slows
/// the client down.
///
/// A connection that ends before the body does is an error. NIO's parser reports it for announced lengths and for chunks;
/// ``BodyStream`` checks the length once more.
struct RequestPieces: AsyncSequence, Sendable {
    private let body: RequestBody

    init(_ body: RequestBody) {
        self.body = body
    }

    func makeAsyncIterator() -> Iterator {
        Iterator(buffers: body.makeAsyncIterator())
    }

    struct Iterator: AsyncIteratorProtocol {
        var buffers: RequestBody.AsyncIterator

        mutating func next() async throws -> ArraySlice<UInt8>? {
            do {
                return try await buffers.next().map { [UInt8](buffer: $0)[...] }
            } catch let error as CancellationError {
                throw error
            } catch {
                throw BodyInterrupted(reason: "\(error)")
            }
        }
    }
}
