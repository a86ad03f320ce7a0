/// A number of pieces of one size, each byte the number of its piece; then the end, or an error.
struct Pieces: AsyncSequence, Sendable {
    let count: Int
    let size: Int
    var error: (any Error)?

    func makeAsyncIterator() -> Iterator {
        Iterator(pieces: self)
    }

    struct Iterator: AsyncIteratorProtocol {
        let pieces: Pieces
        var index = 0

        mutating func next() async throws -> ArraySlice<UInt8>? {
            guard index < pieces.count else {
                if let error = pieces.error { throw error }
                return nil
            }
            index += 1
            return [UInt8](repeating: UInt8(truncatingIfNeeded: index - 1), count: pieces.size)[...]
        }
    }
}
