import BinderyRuntime

/// Bytes cut at given places.
struct Chunks: AsyncSequence, Sendable {
    let pieces: [ArraySlice<UInt8>]

    init(_ bytes: [UInt8], cutAt places: [Int]) {
        var pieces: [ArraySlice<UInt8>] = []
        var start = 0
        for place in places.sorted() + [bytes.count] where place > start {
            pieces.append(bytes[start..<place])
            start = place
        }
        self.pieces = pieces
    }

    func makeAsyncIterator() -> Iterator { Iterator(rest: pieces[...]) }

    struct Iterator: AsyncIteratorProtocol {
        var rest: ArraySlice<ArraySlice<UInt8>>

        mutating func next() async throws -> ArraySlice<UInt8>? { rest.popFirst() }
    }

    /// The text as bodies that are cut at every single place, at every two places that are close, and everywhere.
    static func allWays(_ text: String) -> [BodyStream] {
        let bytes = [UInt8](text.utf8)
        var ways = [BodyStream(bytes), BodyStream(Chunks(bytes, cutAt: Array(0..<bytes.count)))]
        for first in 1..<bytes.count {
            ways.append(BodyStream(Chunks(bytes, cutAt: [first])))
            for second in first + 1..<Swift.max(first + 1, Swift.min(first + 6, bytes.count)) {
                ways.append(BodyStream(Chunks(bytes, cutAt: [first, second])))
            }
        }
        return ways
    }
}
