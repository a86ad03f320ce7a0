@testable import BinderyRuntime
import Testing

@Suite struct SequenceBodyTests {
    private typealias Event = ServerSentEvent<String>

    private static func read<Value>(_ format: BodyFormat<BodySequence<Value>>, _ body: BodyStream) async throws
        -> [Value]
    {
        try await format.read(BodyPart(body)).collect(upTo: 1000)
    }

    private static func error<Value>(_ format: BodyFormat<BodySequence<Value>>, _ text: String) async
        -> BodyElementError?
    {
        do {
            _ = try await read(format, BodyStream(text))
            return nil
        } catch {
            return error as? BodyElementError
        }
    }

    // MARK: Event streams

    @Test func everySplitGivesTheSameEvents() async throws {
        let text = """
            \u{FEFF}: a comment\ndata: ü\ndata\ndata:  two\r\n\r\nid: 7\nretry: 10\nretry:\n\nevent: add\rdata:x\r\runknown: y\n\
            id: a\0b\nretry: 1x\nevent\ndata:\n\ndata: dropped
            """
        let expected = [
            Event("ü\n\n two"), Event("x", event: "add", id: "7", retry: 10), Event(""),
        ]
        for body in Chunks.allWays(text) { #expect(try await Self.read(.textEvents(), body) == expected) }
    }

    @Test func writtenEventsAreReadBack() async throws {
        let events: EventStream<String> = [
            Event("one\ntwo\n", event: "e", id: "1", retry: 5), Event(""), Event(" space: colon"),
        ]
        let written = try #require(try BodyFormat.textEvents().write(events))
        #expect(written.contentType == "text/event-stream")
        #expect(
            String(decoding: written.bytes, as: UTF8.self)
                == "event: e\nid: 1\nretry: 5\ndata: one\ndata: two\ndata: \n\ndata: \n\ndata:  space: colon\n\n")
        #expect(try await Self.read(.textEvents(), written.body) == events.availableElements)
    }

    @Test func eventsCarryJSON() async throws {
        let format = BodyFormat<EventStream<[Int]>>.events()
        let written = try #require(try format.write([.init([1, 2]), .init([])]))
        #expect(try await Self.read(format, written.body).map(\.data) == [[1, 2], []])
        let body = BodyStream("data: [1]\n\ndata: [DONE]\n\ndata: [2]\n\n")
        #expect(try await Self.read(format, body).map(\.data) == [[1]])
        #expect(await Self.error(format, "data: [1]\n\ndata: x\n\n")?.detail.hasPrefix("event 2: ") == true)
    }

    @Test func fieldsOfEventsStayInTheirLine() {
        for text in ["a\nb", "a\rb", "a\r\nb", "a\0"] {
            #expect(throws: RequestEncodingError.eventField(name: "event")) {
                try BodyFormat.textEvents().write([Event("", event: text)])
            }
            #expect(throws: RequestEncodingError.eventField(name: "id")) {
                try BodyFormat.textEvents().write([Event("", id: text)])
            }
        }
    }

    @Test func longEventsAreRefused() async {
        let lines = String(repeating: "data: 123\n", count: 4)
        #expect(await Self.error(.textEvents(limit: 12), lines + "\n") == .init("event 1", .tooLarge(limit: 12)))
        #expect(await Self.error(.textEvents(limit: 12), "data: 0123456789") == .init("line 1", .tooLarge(limit: 12)))
    }

    // MARK: JSON Lines

    @Test func everySplitGivesTheSameLines() async throws {
        let expected: [JSONValue] = [["a": "ü"], 1, "x\u{1E}", []]
        let lines = "{\"a\":\"ü\"}\n\r\n1\r\n  \n\"x\\u001e\"\n[]"
        for body in Chunks.allWays(lines) { #expect(try await Self.read(.lines(), body) == expected) }
        let texts = "\u{1E}{\"a\":\n\"ü\"}\n\u{1E}\u{1E}1\n\u{1E}\"x\\u001e\"\n\u{1E}[]\n"
        for body in Chunks.allWays(texts) { #expect(try await Self.read(.textSequence(), body) == expected) }
    }

    @Test func writtenLinesAreReadBack() async throws {
        let values: BodySequence<[String]> = [["a\nb"], []]
        for format in [BodyFormat<BodySequence<[String]>>.lines("application/x-ndjson"), .textSequence()] {
            let written = try #require(try format.write(values))
            #expect(written.contentType == format.mediaType)
            #expect(try await Self.read(format, written.body) == values.availableElements)
        }
        let stream = AsyncStream<Int> { continuation in
            for number in 0..<3 { continuation.yield(number) }
            continuation.finish()
        }
        let written = try #require(try BodyFormat<BodySequence<Int>>.lines().write(BodySequence(stream)))
        #expect(try await Self.read(BodyFormat<BodySequence<Int>>.lines(), written.body) == [0, 1, 2])
    }

    @Test func faultsOfLinesAreTold() async {
        let format = BodyFormat<BodySequence<Int>>.lines(limit: 4)
        let error = await Self.error(format, "1\n\"x\"\n")?.description
        #expect(error == "record 2: $: expected an integer of 64 bits, found the string \"x\"")
        #expect(await Self.error(format, "1\n12345")?.description == "line 2 has more than 4 bytes")
        #expect(await Self.error(format, "1 2\n")?.status == 400)
        #expect(await Self.error(.textSequence() as BodyFormat<BodySequence<Int>>, "\u{1E}1\n\u{1E}tru")?.status == 400)
    }

    @Test func aNumberThatMayBeCutOffIsRefused() async throws {
        let format = BodyFormat<BodySequence<JSONValue>>.textSequence()
        let expected = "record 2: it is cut off, as no line feed follows"
        #expect(await Self.error(format, "\u{1E}1\n\u{1E}12")?.description == expected)
        #expect(await Self.error(format, "\u{1E}1\n\u{1E}true\u{1E}1\n")?.description == expected)
        #expect(try await Self.read(format, BodyStream("\u{1E}[1]\u{1E}\"a\"\u{1E}{}")).count == 3)
    }

    @Test func afterAnErrorNothingComes() async throws {
        let elements = try BodyFormat<BodySequence<Int>>.lines().read(BodyPart(BodyStream("1\nx\n2\n")))
        var iterator = elements.makeAsyncIterator()
        #expect(try await iterator.next() == 1)
        await #expect(throws: BodyElementError.self) { try await iterator.next() }
        #expect(try await iterator.next() == nil)
    }
}
