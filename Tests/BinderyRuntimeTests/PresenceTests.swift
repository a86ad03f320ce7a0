import BinderyRuntime
import Testing

@Suite("Members that may be absent, null or a value")
struct PresenceTests {
    /// A change of a note, in which null is something else than absence.
    private struct Change: JSONModel, Equatable {
        var note: Presence<String> = .absent
        var tags: Presence<[String]> = .value(["new"])

        init() {}

        private static let jsonKeys = JSONKeyTable("note", "tags")
        init(json reader: inout JSONReader) throws(JSONDecodingError) {
            var object = try reader.beginObject(Self.jsonKeys)
            while let key = try reader.nextKey(in: &object) {
                switch key {
                case 0: note = try reader.value(Presence<String>.self)
                case 1: tags = try reader.value(Presence<[String]>.self)
                default: try reader.skipValue()
                }
            }
        }

        func encode(json writer: inout JSONWriter) { writer.object(Self.jsonKeys, note, tags) }
    }

    @Test(arguments: [
        (#"{"tags":["new"]}"#, Presence<String>.absent), (#"{"note":null,"tags":["new"]}"#, .null),
        (#"{"note":"x","tags":["new"]}"#, .value("x")),
    ])
    func eachStateIsWrittenAsItWasRead(_ text: String, _ note: Presence<String>) throws {
        let change = try Change.decode(from: text)
        #expect(change.note == note)
        #expect(String(decoding: try change.encoded(), as: UTF8.self) == text)
    }

    @Test func aDefaultStandsForAbsence() throws {
        #expect(try Change.decode(from: "{}").tags == .value(["new"]))
        #expect(try Change.decode(from: #"{"tags":null}"#).tags == .null)
    }

    @Test func theValueIsAtHand() {
        var change = Change()
        #expect(change.note.wrapped == nil)
        change.note.wrapped = "x"
        #expect(change.note == .value("x"))
        change.note = Presence(nil)
        #expect(change.note == .absent)
    }

    @Test func unknownSubtypesAreKeptWhole() throws {
        let text = #"{"message":"no","kind":"NEW","detail":[1]}"#
        let value = try UnknownSubtype<Problem>.decode(from: text)
        #expect(value.base.message == "no")
        #expect(String(decoding: try value.encoded(), as: UTF8.self) == text)
        #expect(try UnknownSubtype(Problem(message: "no")).json == ["message": "no"])
        #expect(throws: JSONDecodingError.self) { try UnknownSubtype<Problem>.decode(from: #"{"kind":"NEW"}"#) }
    }

    @Test func aDiscriminatorIsWrittenForThoseWithoutOne() throws {
        func written(_ value: JSONValue) throws -> String {
            var writer = JSONWriter()
            writer.value(value, discriminator: "kind", kinds: "a", "b")
            return String(decoding: try writer.finish(), as: UTF8.self)
        }
        #expect(try written(["x": 1]) == #"{"x":1,"kind":"a"}"#)
        #expect(try written(["kind": "b", "x": 1]) == #"{"kind":"b","x":1}"#)
        #expect(try written(["kind": "c"]) == #"{"kind":"a"}"#)
        #expect(try written("x") == #""x""#)
    }
}
