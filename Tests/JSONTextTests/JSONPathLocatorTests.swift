import JSONText
import Testing

@Suite("The path to a byte")
struct JSONPathLocatorTests {
    @Test(
        "The byte after the text so far belongs to",
        arguments: [
            ("", "$"), ("  ", "$"), ("[", "$[0]"), ("[1", "$[0]"), ("[1,", "$[1]"), ("[[],{},", "$[2]"),
            (#"{"items":[{},{},{},{"name":"#, "$.items[3].name"), (#"{"a":1,"#, "$"), (#"{"a":1,"b""#, "$"),
            (#"{"a":{"b":[1,2]}"#, "$.a"), (#"{"a":{"b":[1,2]},"c":"#, "$.c"), (#"{"a b":"#, "$['a b']"),
            (#"{"it's":"#, #"$['it\'s']"#), (#"{"":"#, "$['']"), (#"{"1a":"#, "$['1a']"), (#"{"n\u0061me":"#, "$.name"),
            (#"{"a":"x:y,{[\"","b":"#, "$.b"), (#"{"a":"unfinished, [ "#, "$.a"), ("]]}", "$"), ("{:", "$"),
            (#"{"größe_2":"#, "$.größe_2"),
        ]
    )
    func paths(_ text: String, _ path: String) {
        #expect(JSONPathLocator.path(to: text.utf8.count, in: Array(text.utf8)) == path)
        #expect(JSONPathLocator.path(to: text.utf8.count, in: Array((text + "\u{0}]}garbage").utf8)) == path)
    }

    @Test("An offset outside of the text is taken for its nearest end")
    func outside() {
        #expect(JSONPathLocator.path(to: -1, in: Array("[1]".utf8)) == "$")
        #expect(JSONPathLocator.path(to: 100, in: Array("[1".utf8)) == "$[0]")
    }

    @Test("It finds the place of an error")
    func error() {
        let bytes = Array(#"{"items":[{"name":"a"},{"name":tru}]}"#.utf8)
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONScanner.withScanner(over: bytes) { (scanner) throws(JSONSyntaxError) in try scanner.skipValue() }
        }
        #expect(JSONPathLocator.path(to: error?.offset ?? 0, in: bytes) == "$.items[1].name")
    }
}
