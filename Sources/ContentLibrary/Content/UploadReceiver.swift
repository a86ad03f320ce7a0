/// Takes a body chunk by chunk into a staging file, or whatever else takes it, in constant memory.
///
/// While one run of bytes is written and summed on the blocking pool, the next is collected from the network: two
/// buffers at most are alive for an upload, whatever its size.
struct UploadReceiver: Sendable {
    /// Bytes collected before they are handed to the disk.
    static let runLength = 512 << 10

    let file: any UploadSink
    let pool: BlockingPool
    let bandwidth: BandwidthLimit
    /// More bytes than this are refused before they are written.
    let limit: Int64?
    /// Told how many bytes have arrived so far; throwing ends the upload.
    let progressed: @Sendable (Int64) async throws -> Void

    /// Why a body was not taken whole.
    enum Failure: Error {
        /// The body ended or failed before its end.
        case connection(any Error)
        /// More bytes came than the client declared.
        case tooLong
        /// Cancelled, superseded or stopped by the disk.
        case stopped(any Error)
    }

    func receive<Body: AsyncSequence & Sendable>(_ body: Body) async throws(Failure) -> Int64
    where Body.Element == ArraySlice<UInt8> {
        var received: Int64 = 0
        var run: [UInt8] = []
        run.reserveCapacity(Self.runLength)
        var writing: Task<Void, any Error>?
        // Whatever happens, the staging file is nobody's any more when this returns.
        func settle() async throws(Failure) {
            do { try await writing?.value } catch { throw .stopped(error) }
            writing = nil
        }
        do {
            var chunks = body.makeAsyncIterator()
            while let chunk = try await nextChunk(&chunks) {
                received += Int64(chunk.count)
                if let limit, received > limit { throw Failure.tooLong }
                do {
                    try await bandwidth.pass(chunk.count)
                    try await progressed(received)
                } catch { throw Failure.stopped(error) }
                run += chunk
                if run.count >= Self.runLength {
                    try await settle()
                    writing = write(run)
                    run = []
                    run.reserveCapacity(Self.runLength)
                }
            }
            try await settle()
            if !run.isEmpty { writing = write(run) }
            try await settle()
        } catch {
            _ = await writing?.result
            throw error as? Failure ?? .connection(error)
        }
        return received
    }

    private func nextChunk<Iterator: AsyncIteratorProtocol>(_ chunks: inout Iterator) async throws -> ArraySlice<UInt8>?
    where Iterator.Element == ArraySlice<UInt8> {
        let chunk = try await chunks.next(isolation: nil)
        try Task.checkCancellation()
        return chunk
    }

    private func write(_ run: [UInt8]) -> Task<Void, any Error> {
        let file = file
        let pool = pool
        return Task { try await pool.run { try file.write(run) } }
    }
}
