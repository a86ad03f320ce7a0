import BinderyRuntime
import Testing

@Suite struct BodyTests {
    private struct Dropped: Error {}

    @Test func bytesCanBeReadAgain() async throws {
        let body = BodyStream("hello")
        #expect(body.length == 5)
        for _ in 0..<2 { #expect(try await body.collect(upTo: 5) == Array("hello".utf8)) }
    }

    @Test func piecesComeInOrder() async throws {
        let body = BodyStream(Pieces(count: 3, size: 2))
        #expect(body.length == nil)
        #expect(try await body.collect(upTo: 6) == [0, 0, 1, 1, 2, 2])
    }

    @Test func limitsAreKept() async {
        await #expect(throws: BodyTooLarge(limit: 4)) { try await BodyStream("hello").collect(upTo: 4) }
        await #expect(throws: BodyTooLarge(limit: 5)) {
            try await BodyStream(Pieces(count: .max, size: 2)).collect(upTo: 5)
        }
        await #expect(throws: BodyTooLarge(limit: 5)) {
            try await BodyStream(Pieces(count: 1, size: 1), length: 6).collect(upTo: 5)
        }
    }

    @Test func announcedLengthsAreKept() async throws {
        #expect(try await BodyStream(Pieces(count: 2, size: 3), length: 6).collect(upTo: 10).count == 6)
        await #expect(throws: BodyLengthMismatch(expected: 7, received: 6)) {
            try await BodyStream(Pieces(count: 2, size: 3), length: 7).collect(upTo: 10)
        }
        await #expect(throws: BodyLengthMismatch(expected: 5, received: 6)) {
            try await BodyStream(Pieces(count: 2, size: 3), length: 5).collect(upTo: 10)
        }
    }

    @Test func errorsOfTheProducerReachTheReader() async {
        await #expect(throws: Dropped.self) {
            try await BodyStream(Pieces(count: 2, size: 3, error: Dropped())).collect(upTo: 10)
        }
    }

    @Test func connectionsAreReadOnce() async throws {
        let body = BodyStream(Pieces(count: 1, size: 1), isReadOnce: true)
        #expect(try await body.collect(upTo: 1) == [0])
        await #expect(throws: BodyAlreadyRead()) { try await body.collect(upTo: 1) }
    }

    @Test func afterTheEndNothingComes() async throws {
        var iterator = BodyStream("x").makeAsyncIterator()
        #expect(try await iterator.next() == [UInt8(ascii: "x")])
        #expect(try await iterator.next() == nil)
        #expect(try await iterator.next() == nil)
        var empty = BodyStream().makeAsyncIterator()
        #expect(try await empty.next() == nil)
    }
}
