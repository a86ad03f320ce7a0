@testable import BinderyRuntime
import HTTPTypes
import Testing

/// Whatever comes, readers of bodies answer with values or errors, and take no more than they need.
@Suite struct HostileBodyTests {
    /// A source of chance that is the same in every run.
    private struct Chance: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state
        }
    }

    /// What has meaning to one of the readers, put together at random.
    private static func text(using chance: inout Chance) -> String {
        let words = [
            "\r\n", "\n", "\r", "--b", "--", "-", "b", "--b--", "--b\r\n", "Content-Disposition: form-data; name=",
            "title", "tags", "image", "\"", ";", ":", " ", "data:", "id:", "event", "retry: 9", "{", "}", "[", "]", "1",
            "\u{1E}", "\0", "ü", "\\", "=", "&", "%", "%41", "+", "a[", "a", ",", "*/*", "q=", "/", "\r\n\r\n",
        ]
        return (0..<Int.random(in: 0..<40, using: &chance)).map { _ in words.randomElement(using: &chance) ?? "" }
            .joined()
    }

    private static func drain(_ elements: BodySequence<some Sendable>) async {
        do {
            for try await element in elements {
                if case .image(let part)? = element as? MultipartTests.Part { _ = try await part.body.collect(upTo: 9) }
            }
        } catch {}
    }

    @Test func nonsenseIsReadWithoutTraps() async throws {
        var chance = Chance(state: 1)
        for _ in 0..<500 {
            let text = Self.text(using: &chance)
            let bytes = [UInt8](text.utf8)
            let cuts = (0..<3).map { _ in Int.random(in: 0...bytes.count, using: &chance) }
            func body() -> BodyStream { BodyStream(Chunks(bytes, cutAt: cuts)) }
            await Self.drain(BodySequence<MultipartTests.Part>(reading: body(), boundary: "b", limits: .init(parts: 5)))
            await Self.drain(try BodyFormat.textEvents(limit: 50).read(BodyPart(body())))
            await Self.drain(try BodyFormat<BodySequence<JSONValue>>.lines(limit: 50).read(BodyPart(body())))
            await Self.drain(try BodyFormat<BodySequence<JSONValue>>.textSequence().read(BodyPart(body())))
            let fields: [String: FormField] = [
                "a": .nested(), "b": .json, "tags": .style(.form, explode: false), "title": .members(["1"]),
            ]
            _ = try? BodyFormat<JSONValue>.form(fields).read(BodyPart(BodyStream(text)))
            _ = AcceptedMediaTypes(text).ranked([text, "text/plain"])
            _ = [text, "text/*"].index(ofContentType: text)
            _ = MultipartBoundary.named(in: text)
            if HTTPField.isValidValue(text) {
                _ = BodyPart(headerFields: [.contentDisposition: text], body: BodyStream()).filename
            }
        }
    }

    @Test func formsOfManyFieldsTakeLittleTime() throws {
        let many = (0..<50_000).map { "f\($0)=1" }.joined(separator: "&")
        let value = try BodyFormat<JSONValue>.form(["a": .nested()]).read(BodyPart(BodyStream(many)))
        guard case .object(let object) = value else {
            Issue.record("no object")
            return
        }
        #expect(object.members.count == 50_000)
    }

    /// Counts how many pieces were asked for.
    private actor Tap {
        private(set) var count = 0

        func next(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
            count += 1
            return bytes[...]
        }
    }

    @Test func partsAreReadAsTheyAreAskedFor() async throws {
        let tap = Tap()
        let head = [UInt8]("--b\r\nContent-Disposition: form-data; name=image\r\n\r\n".utf8)
        let body = BodyStream(pulling: {
            { await tap.count == 0 ? await tap.next(head) : await tap.next([UInt8](repeating: 13, count: 1 << 12)) }
        })
        var parts = BodySequence<MultipartTests.Part>(reading: body, boundary: "b", limits: .init()).makeAsyncIterator()
        guard case .image(let part) = try await parts.next() else {
            Issue.record("no image")
            return
        }
        var bytes = 0
        var pieces = part.body.makeAsyncIterator()
        for _ in 0..<100 { bytes += try await pieces.next()?.count ?? 0 }
        // An endless part of line breaks, the worst that there is for the search of its end.
        #expect(bytes >= 90 << 12)
        #expect(await tap.count <= 102)
    }
}
