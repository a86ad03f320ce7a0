/// A range of a content object's bytes, read piece by piece as they are asked for, in constant memory.
///
/// The object is open from the beginning: removing it meanwhile does not cut the reader off.
struct ObjectChunks: AsyncSequence, Sendable {
    typealias Element = ArraySlice<UInt8>

    static let chunkLength = 256 << 10

    let descriptor: FileDescriptor
    let range: Range<Int64>
    let pool: BlockingPool
    let bandwidth: BandwidthLimit
    /// Told which bytes of the object were handed over; throwing ends the reading.
    var progressed: @Sendable (Range<Int64>) async throws -> Void = { _ in }

    func makeAsyncIterator() -> Iterator {
        Iterator(chunks: self, offset: range.lowerBound)
    }

    struct Iterator: AsyncIteratorProtocol {
        let chunks: ObjectChunks
        var offset: Int64

        mutating func next() async throws -> ArraySlice<UInt8>? {
            try await next(isolation: #isolation)
        }

        mutating func next(isolation actor: isolated (any Actor)?) async throws -> ArraySlice<UInt8>? {
            let left = chunks.range.upperBound - offset
            guard left > 0 else { return nil }
            let from = offset
            let count = Int(Swift.min(left, Int64(ObjectChunks.chunkLength)))
            let descriptor = chunks.descriptor
            let bytes = try await chunks.pool.run { try descriptor.read(at: from, count: count) }
            guard !bytes.isEmpty else {
                throw LibraryError(
                    .resourceInaccessible,
                    LibraryMessage("storage.short", "The content ended before its recorded size."))
            }
            try await chunks.bandwidth.pass(bytes.count)
            offset += Int64(bytes.count)
            try await chunks.progressed(from..<offset)
            return bytes[...]
        }
    }
}
