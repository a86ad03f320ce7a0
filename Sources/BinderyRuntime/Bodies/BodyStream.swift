import Synchronization

/// The body of a request or response: bytes that come in pieces.
///
/// A stream made from bytes can be read again and again. One that comes from a connection is read once; a second reading
/// throws ``BodyAlreadyRead``.
///
/// A stream that knows its length keeps it: reading throws ``BodyLengthMismatch`` when the pieces end early or go on
/// too long, so that a connection that drops is never taken for the end of the body.
public struct BodyStream: AsyncSequence, Sendable {
    /// One piece, never empty.
    public typealias Element = ArraySlice<UInt8>

    enum Source: Sendable {
        case bytes([UInt8])
        case pieces(@Sendable () -> Pieces)
    }

    /// Gives the next piece, or nil at the end.
    typealias Pieces = () async throws -> ArraySlice<UInt8>?

    let source: Source
    /// How many bytes there are, where that is known beforehand.
    public let length: Int64?

    /// A body of bytes that are all there.
    public init(_ bytes: [UInt8] = []) {
        source = .bytes(bytes)
        length = Int64(bytes.count)
    }

    /// A body of text, in UTF-8.
    public init(_ text: String) {
        self.init([UInt8](text.utf8))
    }

    /// A body that comes in pieces.
    /// - Parameters:
    ///   - pieces: what is asked for one piece after the other, only when the reader wants it.
    ///   - length: how many bytes all pieces have, where that is known.
    ///   - isReadOnce: whether the pieces can be asked for only once, as with a connection.
    public init<Pieces: AsyncSequence & Sendable>(_ pieces: Pieces, length: Int64? = nil, isReadOnce: Bool = false)
    where Pieces.Element == ArraySlice<UInt8> {
        self.length = length
        let ticket = isReadOnce ? Ticket() : nil
        source = .pieces {
            if let ticket, !ticket.take() { return { throw BodyAlreadyRead() } }
            var iterator = pieces.makeAsyncIterator()
            return { try await iterator.next() }
        }
    }

    /// A body that comes in pieces.
    /// - Parameters:
    ///   - pieces: what is asked for one piece after the other, only when the reader wants it.
    ///   - length: how many bytes all pieces have, where that is known.
    public init<Pieces: AsyncSequence & Sendable>(_ pieces: Pieces, length: Int64? = nil)
    where Pieces.Element == [UInt8] {
        self.length = length
        source = .pieces {
            var iterator = pieces.makeAsyncIterator()
            return { try await iterator.next().map { $0[...] } }
        }
    }

    /// Admits one reader. The atomic flag is all of its state.
    private final class Ticket: Sendable {
        private let isTaken = Atomic(false)

        func take() -> Bool {
            !isTaken.exchange(true, ordering: .relaxed)
        }
    }

    /// The bytes, where they are all there already.
    public var availableBytes: [UInt8]? {
        if case .bytes(let bytes) = source { bytes } else { nil }
    }

    /// Starts reading.
    public func makeAsyncIterator() -> Iterator {
        switch source {
        case .bytes(let bytes): Iterator(state: .bytes(bytes))
        case .pieces(let make): Iterator(state: .pieces(make(), expected: length, seen: 0))
        }
    }

    /// Reads the pieces of a body.
    public struct Iterator: AsyncIteratorProtocol {
        enum State {
            case bytes([UInt8])
            case pieces(Pieces, expected: Int64?, seen: Int64)
            case over
        }

        var state: State

        /// The next piece; nil at the end.
        /// - Throws: what the producer throws; ``BodyLengthMismatch`` where the length was known and is not kept.
        public mutating func next() async throws -> ArraySlice<UInt8>? {
            switch state {
            case .over: return nil
            case .bytes(let bytes):
                state = .over
                return bytes.isEmpty ? nil : bytes[...]
            case .pieces(let pieces, let expected, var seen):
                state = .over
                while let piece = try await pieces() {
                    guard !piece.isEmpty else { continue }
                    seen += Int64(piece.count)
                    if let expected, seen > expected { throw BodyLengthMismatch(expected: expected, received: seen) }
                    state = .pieces(pieces, expected: expected, seen: seen)
                    return piece
                }
                if let expected, seen < expected { throw BodyLengthMismatch(expected: expected, received: seen) }
                return nil
            }
        }
    }
}

extension BodyStream {
    /// Reads all of the body.
    /// - Parameter limit: how many bytes it may have at most.
    /// - Throws: ``BodyTooLarge`` as soon as it is clear that there are more, before they are all read; and what reading
    ///   throws.
    public func collect(upTo limit: Int) async throws -> [UInt8] {
        if let length, length > Int64(limit) { throw BodyTooLarge(limit: limit) }
        if let availableBytes { return availableBytes }
        var bytes: [UInt8] = []
        if let length { bytes.reserveCapacity(Int(Swift.min(length, 1 << 20))) }
        for try await piece in self {
            guard bytes.count + piece.count <= limit else { throw BodyTooLarge(limit: limit) }
            bytes.append(contentsOf: piece)
        }
        return bytes
    }
}
