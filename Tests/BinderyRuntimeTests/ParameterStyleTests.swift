import Testing

@testable import BinderyRuntime

/// The examples of OpenAPI 3.1.1, "Style Examples", for a parameter `color`.
@Suite struct ParameterStyleTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let style: ParameterStyle
        let explode: Bool
        let empty: String?
        let string: String?
        let list: String?
        let map: String?

        var testDescription: String { "\(style), explode: \(explode)" }
    }

    static let rows = [
        Row(
            style: .matrix, explode: false, empty: ";color", string: ";color=blue", list: ";color=blue,black,brown",
            map: ";color=R,100,G,200,B,150"),
        Row(
            style: .matrix, explode: true, empty: ";color", string: ";color=blue",
            list: ";color=blue;color=black;color=brown", map: ";R=100;G=200;B=150"),
        Row(
            style: .label, explode: false, empty: ".", string: ".blue", list: ".blue,black,brown",
            map: ".R,100,G,200,B,150"),
        Row(
            style: .label, explode: true, empty: ".", string: ".blue", list: ".blue.black.brown",
            map: ".R=100.G=200.B=150"),
        Row(
            style: .simple, explode: false, empty: "", string: "blue", list: "blue,black,brown",
            map: "R,100,G,200,B,150"),
        Row(
            style: .simple, explode: true, empty: "", string: "blue", list: "blue,black,brown",
            map: "R=100,G=200,B=150"),
        Row(
            style: .form, explode: false, empty: "color=", string: "color=blue", list: "color=blue,black,brown",
            map: "color=R,100,G,200,B,150"),
        Row(
            style: .form, explode: true, empty: "color=", string: "color=blue",
            list: "color=blue&color=black&color=brown", map: "R=100&G=200&B=150"),
        Row(
            style: .spaceDelimited, explode: false, empty: nil, string: nil, list: "color=blue%20black%20brown",
            map: "color=R%20100%20G%20200%20B%20150"),
        Row(
            style: .pipeDelimited, explode: false, empty: nil, string: nil, list: "color=blue%7Cblack%7Cbrown",
            map: "color=R%7C100%7CG%7C200%7CB%7C150"),
        Row(
            style: .deepObject, explode: true, empty: nil, string: nil, list: nil,
            map: "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
    ]

    static let list = ParameterContent.list(["blue", "black", "brown"])
    static let map = ParameterContent.map([
        .init(name: "R", value: "100"), .init(name: "G", value: "200"), .init(name: "B", value: "150"),
    ])

    static func cases(_ row: Row) -> [(content: ParameterContent, shape: ParameterShape, text: String?)] {
        [
            (.scalar(""), .scalar, row.empty), (.scalar("blue"), .scalar, row.string), (list, .list, row.list),
            (map, .map, row.map),
        ]
    }

    @Test(arguments: rows)
    func writes(row: Row) {
        for (content, _, expected) in Self.cases(row) {
            guard let expected else { continue }
            #expect(row.style.text(of: content, name: "color", explode: row.explode, escape: .strict) == expected)
        }
    }

    @Test(arguments: rows)
    func readsWhatItWrites(row: Row) {
        for (content, shape, text) in Self.cases(row) {
            guard let text else { continue }
            switch row.style {
            case .matrix, .label, .simple:
                let read = row.style.content(
                    of: text[...], name: "color", shape: shape, explode: row.explode, isEncoded: true)
                #expect(read == content)
            default:
                let read = QueryString(text).content(of: "color", shape: shape, style: row.style, explode: row.explode)
                #expect(read == .some(content))
            }
        }
    }

    @Test func encodesWhatIsNotUnreserved() {
        let text = "a b/c?d&e=f+g%é,;"
        let strict = ParameterStyle.form.text(of: .scalar(text), name: "q", explode: true, escape: .strict)
        #expect(strict == "q=a%20b%2Fc%3Fd%26e%3Df%2Bg%25%C3%A9%2C%3B")
        let reserved = ParameterStyle.form.text(of: .scalar(text), name: "q", explode: true, escape: .keepingReserved)
        #expect(reserved == "q=a%20b/c?d%26e=f%2Bg%25%C3%A9,;")
        #expect(QueryString("q=a%20b%2Fc%3Fd%26e%3Df%2Bg%25%C3%A9%2C%3B").values(of: "q") == [text])
    }

    @Test func encodedDelimitersBelongToElements() {
        let content = ParameterContent.list(["a,b", "c d"])
        let text = ParameterStyle.form.text(of: content, name: "q", explode: false, escape: .strict)
        #expect(text == "q=a%2Cb,c%20d")
        #expect(
            QueryString("q=a%2Cb,c+d").content(of: "q", shape: .list, style: .form, explode: false) == .some(content))
    }

    @Test func emptyListsAreLeftOut() {
        for style in ParameterStyle.allCases {
            #expect(style.text(of: .list([]), name: "q", explode: true, escape: .strict) == nil)
            #expect(style.text(of: .map([]), name: "q", explode: false, escape: .strict) == nil)
        }
    }

    @Test func queriesKeepNamesWithoutValues() {
        let query = QueryString("file_name&a=&b=1&&c=x+y%2B")
        #expect(query.items.map(\.name) == ["file_name", "a", "b", "c"])
        #expect(query.items.map(\.value) == [nil, "", "1", "x y+"])
        #expect(query.contains("file_name") && !query.contains("d"))
        #expect(query.malformedItem == nil)
        #expect(QueryString("a=1&b=%zz").malformedItem == "b=%zz")
        #expect(QueryString("a=%ff").malformedItem == "a=%ff")
    }

    @Test func absentIsNotUnreadable() {
        let query = QueryString("a=1&a=2&m=x,y,z")
        #expect(query.content(of: "b", shape: .scalar, style: .form, explode: true) == nil)
        #expect(query.content(of: "a", shape: .scalar, style: .form, explode: true) == .some(nil))
        #expect(query.content(of: "m", shape: .map, style: .form, explode: false) == .some(nil))
        #expect(query.content(of: "m", shape: .map, style: .deepObject, explode: true) == nil)
    }

    @Test(arguments: [
        ("true", true), ("True", true), ("false", false), ("1", nil), ("", nil),
    ])
    func readsBooleans(text: String, value: Bool?) {
        #expect(Bool(parameterText: text) == value)
    }

    @Test func readsScalars() {
        #expect(Int(parameterText: "-12") == -12)
        #expect(Int32(parameterText: "3000000000") == nil)
        #expect(Double(parameterText: "1.5e3") == 1_500)
        #expect(Double(parameterText: "nan") == nil && Double(parameterText: "0x1p3") == nil)
        #expect(3.0.parameterText == "3" && 0.1.parameterText == "0.1")
        #expect([Int](parameterContent: .list(["1", "x"])) == nil)
        #expect([String: Int](parameterContent: .map([.init(name: "a", value: "1")])) == ["a": 1])
        #expect(ThingState(parameterText: "X") == ThingState(rawValue: "X"))
    }
}

@Suite struct FreeFormParameterTests {
    /// No style has a form for it, and nothing may be lost.
    @Test func nestedValuesAreSentAsJSON() throws {
        let nested = try JSONValue.decode(from: Array(#"{"a":{"b":[1]}}"#.utf8))
        #expect(nested.parameterContent == .scalar(#"{"a":{"b":[1]}}"#))
        let flat = try JSONValue.decode(from: Array(#"["x","y"]"#.utf8))
        #expect(flat.parameterContent == .list(["x", "y"]))
    }
}
