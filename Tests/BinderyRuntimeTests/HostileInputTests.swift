@testable import BinderyRuntime
import HTTPTypes
import Testing

/// Requests and texts that nobody sends in earnest, made by a fixed series of numbers so that a failure comes again.
@Suite struct HostileInputTests {
    /// Knuth's linear congruential generator.
    private struct Series {
        var state: UInt64

        mutating func next(below limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }

        mutating func text(of parts: [String], upTo count: Int) -> String {
            (0..<next(below: count)).map { _ in parts[next(below: parts.count)] }.joined()
        }
    }

    @Test func noRequestIsAnsweredWithAnInternalError() async {
        var router = Router()
        router.on(Things.List.self) { _, _ in [] }
        router.on(Things.Copy.self) { input, _ in .init(body: input.body, location: nil) }
        router.on(Things.GetFile.self) { input, _ in input.name }
        router.on(.get, "/range/{from}-{to}") { _, context in
            ServerResponse(status: 200, body: BodyStream(try context.path("from") + (try context.path("to"))))
        }
        let targets = [
            "/", "things", "range", "files", "?", "&", "=", "%", "%2", "%2F", "%ff", "%C3%A9", "+", ",", "|", "[", "]",
            "-",
            "name", "limit", "filter", "names", "states", "json", "action", "copy", "5", ";", "#", "://", "é", "%00",
        ]
        let bodies = [
            "{", "}", "[", "]", "\"", ":", ",", "null", "1", "1e999", "-", "\\", "\\ud800", "id", "tags", "child",
            "\u{0}", "é",
        ]
        let methods = ["GET", "POST", "PUT", "HEAD", "OPTIONS", "BREW"]
        var series = Series(state: 42)
        for _ in 0..<4_000 {
            let method = methods[series.next(below: methods.count)]
            let prefix = ["/things", "/things/5/files?name", "/things/5?action=copy", "/range/"][series.next(below: 4)]
            let target = prefix + series.text(of: targets, upTo: 8)
            let body = series.text(of: bodies, upTo: 12)
            let fields: HTTPFields = [.cookie: series.text(of: targets, upTo: 6)]
            let response = await router.respond(method, target, fields: fields, body: BodyStream(body))
            #expect(response.status < 500, "\(method) \(target) \(body)")
        }
    }

    /// Without a discriminator, and with an alternative that only shows at its end that it is not meant.
    private indirect enum Chain: JSONDecodable {
        case link(Chain?, Int)
        case other(Chain?)

        init(json reader: inout JSONReader) throws(JSONDecodingError) {
            let mark = reader.mark()
            do {
                var (inner, number) = (Chain?.none, 0)
                var object = try reader.beginObject(JSONKeyTable("inner", "number", required: 1))
                while let key = try reader.nextKey(in: &object) {
                    if key == 0 { inner = try reader.valueIfPresent(Chain.self) }
                    if key == 1 { number = try reader.int() }
                }
                self = .link(inner, number)
                return
            } catch {
                reader.reset(mark)
            }
            var inner: Chain?
            var object = try reader.beginObject(JSONKeyTable("inner"))
            while let key = try reader.nextKey(in: &object) {
                if key == 0 { inner = try reader.valueIfPresent(Chain.self) } else { try reader.skipValue() }
            }
            self = .other(inner)
        }
    }

    /// With a discriminator that stands behind all else.
    private indirect enum Nest: JSONDecodable, Equatable {
        case inner(Nest?)
        case end(Int)

        init(json reader: inout JSONReader) throws(JSONDecodingError) {
            let isInner = try reader.peekString(member: "kind") == "INNER"
            var (nest, count) = (Nest?.none, 0)
            var object = try reader.beginObject(JSONKeyTable("value", "kind"))
            while let key = try reader.nextKey(in: &object) {
                switch (key, isInner) {
                case (0, true): nest = try reader.valueIfPresent(Nest.self)
                case (0, false): count = try reader.array(JSONValue.self).count
                default: try reader.skipValue()
                }
            }
            self = isInner ? .inner(nest) : .end(count)
        }

        var depth: Int {
            if case .inner(let nest?) = self { 1 + nest.depth } else { 0 }
        }
    }

    @Test(.timeLimit(.minutes(10)), arguments: [1, 2, 400])
    func discriminatorsBehindAllElseCostNoMorePerDepth(_ depth: Int) throws {
        let numbers = (0..<50_000).map { "\($0)" }.joined(separator: ", ")
        let text =
            String(repeating: #"{"value": "#, count: depth + 1) + "[\(numbers)]" + #", "kind": "END"}"#
            + String(repeating: #", "kind": "INNER"}"#, count: depth)
        #expect(try Nest.decode(from: text).depth == depth)
    }

    @Test(.timeLimit(.minutes(10))) func alternativesWithinAlternativesComeToAnEnd() throws {
        func text(_ depth: Int) -> String {
            String(repeating: #"{"inner":"#, count: depth) + "null"
                + String(repeating: #","number":"x"}"#, count: depth)
        }
        _ = try Chain.decode(from: text(8))
        let error = #expect(throws: JSONDecodingError.self) { try Chain.decode(from: text(100)) }
        #expect(error?.description.contains("in reasonable time") == true)
    }

    /// Reads one member and passes over the others.
    private struct Part: JSONDecodable {
        init(json reader: inout JSONReader) throws(JSONDecodingError) {
            var object = try reader.beginObject(JSONKeyTable("a"))
            while try reader.nextKey(in: &object) != nil { try reader.skipValue() }
            reader.passedOver += 1
        }
    }

    @Test func aChoiceThatCannotBeMadeToItsEndIsNone() throws {
        func choose(rereadable: Int) throws(JSONDecodingError) -> Bool {
            try [UInt8](#"{"a":1,"b":2}"#.utf8).withUnsafeBufferPointer { (text) throws(JSONDecodingError) in
                var reader = JSONReader(text, depthLimit: 8)
                reader.rereadable = rereadable
                return try reader.alternative({ (_: Part) in false }, { (_: JSONValue) in true })
            }
        }
        #expect(try choose(rereadable: 100))
        #expect(throws: JSONDecodingError.self) { try choose(rereadable: 5) }
    }

    @Test func noTextBreaksTheReader() throws {
        let text = try Thing(
            id: "é\n", state: .done, created: RFC3339.date(from: "2020-01-01T00:00:00Z"), tags: ["a"], count: 1,
            ratio: 1.5,
            extra: ["x": [1, nil]], labels: ["k": "v"], child: Thing(id: "c", tags: [])
        ).encoded()
        var series = Series(state: 7)
        for _ in 0..<4_000 {
            var bytes = text
            for _ in 0...series.next(below: 3) where !bytes.isEmpty {
                let index = series.next(below: bytes.count)
                switch series.next(below: 3) {
                case 0: bytes[index] = UInt8(series.next(below: 256))
                case 1: bytes.remove(at: index)
                default: bytes = Array(bytes[..<max(1, index)])
                }
            }
            // Either answer is right, so long as there is one; what is read can be written and read again.
            guard let thing = try? Thing.decode(from: bytes) else { continue }
            #expect(try Thing.decode(from: try thing.encoded()) == thing)
        }
    }
}
