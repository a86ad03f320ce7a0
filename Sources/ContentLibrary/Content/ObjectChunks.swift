import Crypto

/// A range of a content object's bytes, read piece by piece as they are asked for, in constant memory.
///
/// The object is open from the beginning: removing it meanwhile does not cut the reader off.
struct ObjectChunks: AsyncSequence, Sendable {
    typealias Element = ArraySlice<UInt8>

    static let chunkLength = 256 << 10

    /// What the bytes must turn out to be. The last of them is kept back until they did, so that who reads damaged
    /// content never takes it for whole.
    struct Check: Sendable {
        var sha256: String
        /// Told whether they did; throws what the reader is told if not.
        var verdict: @Sendable (_ isWhole: Bool) throws -> Void
    }

    let descriptor: FileDescriptor
    let range: Range<Int64>
    let pool: BlockingPool
    let bandwidth: BandwidthLimit
    /// Only where the range is the whole object.
    var check: Check?
    /// Told which bytes of the object were handed over; throwing ends the reading.
    var progressed: @Sendable (Range<Int64>) async throws -> Void = { _ in }

    func makeAsyncIterator() -> Iterator {
        Iterator(chunks: self, offset: range.lowerBound, digest: check.map { _ in SHA256() })
    }

    struct Iterator: AsyncIteratorProtocol {
        let chunks: ObjectChunks
        var offset: Int64
        var digest: SHA256?

        mutating func next() async throws -> ArraySlice<UInt8>? {
            try await next(isolation: #isolation)
        }

        mutating func next(isolation actor: isolated (any Actor)?) async throws -> ArraySlice<UInt8>? {
            let left = chunks.range.upperBound - offset
            guard left > 0 else { return nil }
            let from = offset
            let count = Int(Swift.min(left, Int64(ObjectChunks.chunkLength)))
            let (descriptor, running) = (chunks.descriptor, digest)
            let (bytes, digest) = try await chunks.pool.run {
                let bytes = try descriptor.read(at: from, count: count)
                var digest = running
                bytes.withUnsafeBytes { digest?.update(bufferPointer: $0) }
                return (bytes, digest)
            }
            guard !bytes.isEmpty else {
                try chunks.check?.verdict(false)
                throw LibraryError(
                    .resourceInaccessible,
                    LibraryMessage("storage.short", "The content ended before its recorded size."))
            }
            try await chunks.bandwidth.pass(bytes.count)
            self.digest = digest
            offset += Int64(bytes.count)
            if offset == chunks.range.upperBound, let check = chunks.check, let digest {
                try check.verdict(digest.finalize().hexadecimal == check.sha256)
            }
            try await chunks.progressed(from..<offset)
            return bytes[...]
        }
    }
}
