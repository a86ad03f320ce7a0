import BinderyRuntime
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite struct CodingTests {
    private static let full = Thing(
        id: "a \"quoted\"\nid é 😀", state: .active, created: Date(timeIntervalSince1970: 1_577_836_800.25),
        tags: ["x", "y"], count: -7, size: .max, ratio: 0.1, isReady: false, blob: Data([0, 255, 1]),
        extra: ["n": nil, "a": [1, 2.5, true, "t"]], labels: ["b": "2", "a": "1"],
        child: Thing(id: "child", tags: []), additional: ["k": 1]
    )

    private static let fullText = """
        {"id":"a \\"quoted\\"\\nid é 😀","state":"ACTIVE","created":"2020-01-01T00:00:00.250Z","tags":["x","y"],"count":-7,\
        "size":9223372036854775807,"ratio":0.1,"is_ready":false,"blob":"AP8B","extra":{"n":null,"a":[1,2.5,true,"t"]},\
        "labels":{"a":"1","b":"2"},"child":{"id":"child","tags":[]},"k":1}
        """

    @Test func writesEveryKind() throws {
        #expect(String(decoding: try Self.full.encoded(), as: UTF8.self) == Self.fullText)
    }

    @Test func readsWhatItWrites() throws {
        #expect(try Thing.decode(from: Self.fullText) == Self.full)
        #expect(try Thing.decode(from: try Self.full.encoded()[...]) == Self.full)
        #expect(try Thing.decode(from: Data(try Self.full.encoded())) == Self.full)
    }

    @Test func nullIsAbsent() throws {
        let text = #"{"tags":[],"id":"1","state":null,"created":null,"count":null,"child":null,"labels":null}"#
        #expect(try Thing.decode(from: text) == Thing(id: "1"))
    }

    @Test func freeFormKeepsNull() throws {
        #expect(try Thing.decode(from: #"{"id":"1","tags":[],"extra":null}"#).extra == .null)
    }

    @Test func byteOrderMarkIsPassedOver() throws {
        #expect(try [Int].decode(from: "\u{FEFF}[1]") == [1])
    }

    @Test(arguments: [
        (#"{"id":"1","tags":[],"id":"2"}"#, "$: the member 'id' occurs twice", 20),
        (#"{"id":"1","tags":[],"i\u0064":"2"}"#, "$: the member 'id' occurs twice", 20),
        (
            #"{"id":"1","tags":[],"child":{"tags":[],"id":"2","tags":[]}}"#, "$.child: the member 'tags' occurs twice",
            48
        ),
        (#"{"id":"1","tags":[],"x":1,"x":2}"#, "$: the member 'x' occurs twice", 26),
        (#"{"id":"1","tags":[],"labels":{"a":"","a":""}}"#, "$.labels: the member 'a' occurs twice", 37),
        (#"{"id":"1","tags":[],"extra":{"a":1,"b":2,"a":3}}"#, "$.extra: the member 'a' occurs twice", 41),
    ])
    func duplicateMembersAreReported(_ text: String, _ message: String, _ offset: Int) {
        let error = #expect(throws: JSONDecodingError.self) { try Thing.decode(from: text) }
        #expect(error?.description == message)
        #expect(error?.offset == offset)
    }

    @Test func duplicatesAmongManyMembersAreReported() {
        let members = (0..<40).map { "\"m\($0)\":\($0)" }.joined(separator: ",")
        #expect((try? JSONValue.decode(from: "{\(members)}"))?.object?.members.count == 40)
        for twice in [0, 7, 30] {
            #expect(throws: JSONDecodingError.self) { try JSONValue.decode(from: "{\(members),\"m\(twice)\":0}") }
        }
    }

    @Test(arguments: [0, 5, 63, 64, 70, 128, 149])
    func objectsOfManyKeysKnowWhatIsMissing(_ index: Int) throws {
        let numbers = Array(0..<Many.count)
        #expect(try Many.decode(from: try Many(numbers: numbers).encoded()).numbers == numbers)
        #expect(try Many.decode(from: Many.text(numbers.reversed())).numbers == numbers)
        let missing = #expect(throws: JSONDecodingError.self) {
            try Many.decode(from: Many.text(numbers.filter { $0 != index }))
        }
        #expect(missing?.kind == .missing(member: "key\(index)"))
        let twice = #expect(throws: JSONDecodingError.self) { try Many.decode(from: Many.text(numbers + [index])) }
        #expect(twice?.kind == .duplicate(member: "key\(index)"))
    }

    @Test(arguments: [
        (#"{"id":"1"}"#, "$: the member 'tags' is missing"),
        (#"{"id":1,"tags":[]}"#, "$.id: expected a string, found 1"),
        (#"{"id":"1","tags":["a",{"b":1}]}"#, "$.tags[1]: expected a string, found an object"),
        (#"{"id":"1","tags":[],"child":{"id":"2"}}"#, "$.child: the member 'tags' is missing"),
        (#"{"id":"1","tags":[],"child":{"id":"2","tags":null}}"#, "$.child.tags: expected an array, found null"),
        (
            #"{"id":"1","tags":[],"created":"2020-02-30T00:00:00Z"}"#,
            #"$.created: expected a date with time (RFC 3339), found the string "2020-02-30T00:00:00Z""#
        ),
        (
            #"{"id":"1","tags":[],"count":3000000000}"#,
            "$.count: expected an integer in -2147483648...2147483647, found 3000000000"
        ),
        (#"{"id":"1","tags":[],"size":1.5}"#, "$.size: expected an integer of 64 bits, found 1.5"),
        (#"{"id":"1","tags":[],"blob":"?"}"#, #"$.blob: expected bytes in base64, found the string "?""#),
        (#"{"id":"1","tags":[],"labels":{"a b":1}}"#, "$.labels['a b']: expected a string, found 1"),
        (#"{"id":"1","tags":[],"k":true}"#, "$.k: expected an integer of 64 bits, found true"),
        ("[]", "$: expected an object, found an array"),
    ])
    func errorsNameThePlace(text: String, message: String) {
        let error = #expect(throws: JSONDecodingError.self) { try Thing.decode(from: text) }
        #expect(error?.description == message)
    }

    @Test(arguments: ["", "{", "[1,]", #"{"id":}"#, "nul", "1 2", "{\"id\":\"\u{1}\"}"])
    func malformedTextIsRefused(text: String) {
        let error = #expect(throws: JSONDecodingError.self) { try JSONValue.decode(from: text) }
        guard case .malformed? = error?.kind else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func depthIsLimited() {
        let text = String(repeating: "[", count: 600) + String(repeating: "]", count: 600)
        #expect(throws: JSONDecodingError.self) { try JSONValue.decode(from: text) }
        #expect(throws: Never.self) { try JSONValue.decode(from: text, depthLimit: 600) }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func notEveryNumberIsJSON(number: Double) {
        let error = #expect(throws: JSONEncodingError.self) { try [1, number].encoded() }
        #expect(error?.number == number.description)
    }

    @Test func openEnumsTakeUnknownValues() throws {
        let state = try ThingState.decode(from: #""NEW""#)
        #expect(state == ThingState(rawValue: "NEW"))
        #expect(!state.isKnown && ThingState.active.isKnown)
        #expect(state.description == "NEW")
        #expect(try [ThingLevel].decode(from: "[1,9]") == [.low, ThingLevel(rawValue: 9)])
        #expect(try ThingLevel.low.encoded() == [UInt8(ascii: "1")])
        #expect(throws: JSONDecodingError.self) { try ThingLevel.decode(from: #""1""#) }
    }

    @Test func discriminatorsMayComeLast() throws {
        #expect(try Shape.decode(from: #"{"radius":2,"kind":"CIRCLE"}"#) == .circle(radius: 2))
        #expect(try Shape.decode(from: #"{"kind":"BLOB","x":1}"#) == .unknown("BLOB", ["kind": "BLOB", "x": 1]))
        #expect(throws: JSONDecodingError.self) { try Shape.decode(from: "{}") }
        #expect(throws: JSONDecodingError.self) { try Shape.decode(from: "[]") }
    }

    @Test func alternativesAreTriedInOrder() throws {
        #expect(try [TextOrThing].decode(from: #"[1,{"id":"1","tags":[]}]"#) == [.number(1), .thing(Thing(id: "1"))])
        let error = #expect(throws: JSONDecodingError.self) { try [TextOrThing].decode(from: #"[1,"x"]"#) }
        #expect(error?.description == #"$[1]: expected one of the alternatives of TextOrThing, found the string "x""#)
    }

    @Test func optionalsInContainers() throws {
        #expect(try [String?].decode(from: #"["a",null]"#) == ["a", nil])
        #expect(try ["a", String?.none].encoded() == Array(#"["a",null]"#.utf8))
        #expect(try [String: [Int]?].decode(from: #"{"a":[1],"b":null}"#) == ["a": [1], "b": nil])
    }

    @Test func numbersKeepTheirRange() throws {
        #expect(
            try JSONValue.decode(from: "[9223372036854775807,9223372036854775808,-0.5,1e2]")
                == [.integer(.max), .number(9_223_372_036_854_775_808), -0.5, .integer(100)])
        #expect(try UInt64.max.encoded() == Array("18446744073709551615".utf8))
        #expect(try Float.decode(from: "0.1") == 0.1)
        #expect(throws: JSONDecodingError.self) { try Float.decode(from: "1e300") }
    }

    @Test func objectsKeepTheirOrder() throws {
        let text = #"{"z":1,"a":{"y":2,"b":3},"c":4}"#
        let value = try JSONValue.decode(from: text)
        #expect(String(decoding: try value.encoded(), as: UTF8.self) == text)
        #expect(value.object?["c"] == 4)
    }

    @Test func indirectIsAValue() {
        var one = Thing(id: "1", child: Thing(id: "2"))
        let two = one
        one.child?.id = "3"
        #expect(two.child?.id == "2" && one.child?.id == "3")
    }
}

/// An object of more keys than one word has bits, all of them required.
private struct Many: JSONModel {
    static let count = 150
    var numbers: [Int]

    init(numbers: [Int]) { self.numbers = numbers }

    static func text(_ numbers: [Int]) -> String {
        "{" + numbers.map { "\"key\($0)\": \($0)" }.joined(separator: ", ") + "}"
    }

    private static let jsonKeys = JSONKeyTable(keys: (0..<count).map { "key\($0)" }, required: Array(0..<count))
    init(json reader: inout JSONReader) throws(JSONDecodingError) {
        numbers = [Int](repeating: -1, count: Self.count)
        var object = try reader.beginObject(Self.jsonKeys)
        while let key = try reader.nextKey(in: &object) { numbers[key] = try reader.int() }
    }

    func encode(json writer: inout JSONWriter) {
        writer.value(Dictionary(uniqueKeysWithValues: numbers.map { ("key\($0)", $0) }))
    }
}
