@testable import BinderyRuntime
import Testing

@Suite struct FormBodyTests {
    private static func text(_ value: JSONValue, _ fields: [String: FormField] = [:]) throws -> String {
        let part = try #require(try BodyFormat<JSONValue>.form(fields).write(value))
        #expect(part.contentType == "application/x-www-form-urlencoded")
        return String(decoding: part.bytes, as: UTF8.self)
    }

    private static func read(_ text: String, _ fields: [String: FormField] = [:]) throws -> JSONValue {
        try BodyFormat<JSONValue>.form(fields).read(BodyPart(BodyStream(text)))
    }

    @Test func scalarsAndListsNeedNoDescription() throws {
        let value: JSONValue = ["a b": "ü&=+ ", "n": 1, "yes": true, "none": nil, "list": ["x,y", 2], "one": ["z"]]
        let text = try Self.text(value)
        #expect(text == "a%20b=%C3%BC%26%3D%2B%20&n=1&yes=true&list=x%2Cy&list=2&one=z")
        #expect(try Self.read(text) == ["a b": "ü&=+ ", "n": "1", "yes": "true", "list": ["x,y", "2"], "one": "z"])
        #expect(try Self.read("a+b=c+d&e") == ["a b": "c d", "e": ""])
    }

    @Test func modelsAreReadWithTheirTypes() throws {
        let format = BodyFormat<[String: [Int]]>.form()
        #expect(try format.read(BodyPart(BodyStream("a=1&b=2&b=3"))) == ["a": [1], "b": [2, 3]])
        #expect(throws: JSONDecodingError.self) { try format.read(BodyPart(BodyStream("a=x"))) }
        #expect(throws: JSONDecodingError.self) { try format.read(BodyPart(BodyStream("a=%zz"))) }
    }

    @Test(
        arguments: [
            ("list=a,b%2Cc", FormField.style(.form, explode: false), ["list": ["a", "b,c"]]),
            ("list=a%20b", .style(.spaceDelimited, explode: false), ["list": ["a", "b"]]),
            ("list=a%7Cb", .style(.pipeDelimited, explode: false), ["list": ["a", "b"]]),
            ("list=x,1,y,2", .style(.form, explode: false, isObject: true), ["list": ["x": "1", "y": "2"]]),
            (
                "list%5Bx%5D=1&list%5By%5D=2", .style(.deepObject, explode: true, isObject: true),
                ["list": ["x": "1", "y": "2"]]
            ),
            ("list=a/b", .style(.form, explode: true, allowReserved: true), ["list": ["a/b"]]),
            ("x=1&y=2", .members(["x", "y"]), ["list": ["x": "1", "y": "2"]]),
            ("list=%7B%22x%22%3A%22%26%22%7D", .json, ["list": ["x": "&"]]),
            ("list=%7B%7D&list=%5B%5D", .json, ["list": [[:], []]]),
            ("list%5Ba%5D%5B0%5D=1&list%5Ba%5D%5B1%5D%5Bb%5D=2", .nested(), ["list": ["a": ["1", ["b": "2"]]]]),
        ] as [(String, FormField, JSONValue)])
    func stylesGoBothWays(text: String, field: FormField, value: JSONValue) throws {
        #expect(try Self.text(value, ["list": field]) == text)
        #expect(try Self.read(text + "&other=o", ["list": field])["list"] == value["list"])
    }

    @Test func nestedFieldsAreReadAsOthersWriteThem() throws {
        let nested: [String: FormField] = ["a": .nested()]
        #expect(try Self.read("a[]=1&a[]=2", nested) == ["a": ["1", "2"]])
        #expect(try Self.read("a=1&a=2&a=3", nested) == ["a": ["1", "2", "3"]])
        #expect(try Self.read("a=1&a[b]=2", nested) == ["a": ["": "1", "b": "2"]], "nothing is lost")
        #expect(try Self.read("a[1]=y&a[0]=x", nested) == ["a": ["x", "y"]])
        #expect(try Self.read("a[b]=1&a[b]=2", nested) == ["a": ["b": ["1", "2"]]])
        #expect(try Self.read("a[b=1&ab[c]=2", nested) == ["ab[c]": "2"])
        let deep = "a" + String(repeating: "[x]", count: 100_000) + "=1"
        #expect(try Self.read(deep, nested) == [:])
    }

    @Test func embeddedJSONCannotAddMembers() {
        #expect(throws: JSONDecodingError.self) { try Self.read(#"a=1,"admin":true"#, ["a": .json]) }
    }
}

extension JSONValue {
    fileprivate subscript(key: String) -> JSONValue? {
        if case .object(let object) = self { object[key] } else { nil }
    }
}
