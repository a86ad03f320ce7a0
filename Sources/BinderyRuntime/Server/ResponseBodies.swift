import HTTPTypes

extension ServerResponse {
    /// Leaves away the body where HTTP has none: a client would take its bytes for the beginning of the next response.
    ///
    /// The response to HEAD, and 304, tell the length that the body would have had (RFC 9110 §8.6); 1xx and 204 tell none.
    mutating func keepOnlyWhatMayBeSent(to method: HTTPRequest.Method) {
        switch status {
        case 100..<200, 204:
            head.headerFields[.contentLength] = nil
            body = nil
        case 304: body = nil
        default:
            guard method == .head else { return }
            if let length = body?.length, head.headerFields[.contentLength] == nil {
                head.headerFields[.contentLength] = String(length)
            }
            body = nil
        }
    }
}

extension BodyStream {
    /// The same body; what goes wrong while it is read is told, too.
    ///
    /// A cancelled reader and a client that has gone away are nobody's error.
    func reportingErrors(_ report: @escaping @Sendable (any Error) -> Void) -> BodyStream {
        BodyStream(ReportingPieces(body: self, report: report), length: length)
    }

    /// The same body, which must not have more than `limit` bytes.
    ///
    /// - Throws: ``RequestFault``, where its length says already that it has more. Reading throws it as soon as there are.
    func limited(to limit: Int) throws(RequestFault) -> BodyStream {
        if let length {
            guard length <= Int64(limit) else { throw RequestFault(.body, .tooLarge(limit: limit)) }
            return self
        }
        return BodyStream(LimitedPieces(body: self, limit: limit))
    }
}

/// The pieces of a response's body, whose errors are told.
private struct ReportingPieces: AsyncSequence, Sendable {
    let body: BodyStream
    let report: @Sendable (any Error) -> Void

    func makeAsyncIterator() -> Iterator { Iterator(pieces: body.makeAsyncIterator(), report: report) }

    struct Iterator: AsyncIteratorProtocol {
        var pieces: BodyStream.Iterator
        let report: @Sendable (any Error) -> Void

        mutating func next() async throws -> ArraySlice<UInt8>? {
            do {
                return try await pieces.next()
            } catch {
                if !(error is CancellationError || error is BodyInterrupted) { report(error) }
                throw error
            }
        }
    }
}

/// The pieces of a request's body, which are counted.
private struct LimitedPieces: AsyncSequence, Sendable {
    let body: BodyStream
    let limit: Int

    func makeAsyncIterator() -> Iterator { Iterator(pieces: body.makeAsyncIterator(), limit: limit) }

    struct Iterator: AsyncIteratorProtocol {
        var pieces: BodyStream.Iterator
        let limit: Int
        var count = 0

        mutating func next() async throws -> ArraySlice<UInt8>? {
            guard let piece = try await pieces.next() else { return nil }
            count += piece.count
            guard count <= limit else { throw RequestFault(.body, .tooLarge(limit: limit)) }
            return piece
        }
    }
}
