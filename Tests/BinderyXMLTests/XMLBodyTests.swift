import BinderyXML
import Testing

@testable import BinderyRuntime

@Suite struct XMLBodyTests {
    private static let types: [String: [XMLMember]] = [
        "Pet": [
            XMLMember("id", isAttribute: true), XMLMember("name", as: "Name"),
            XMLMember("tags", as: "tag", isList: true, wrapper: "tags", of: "Tag"),
            XMLMember("urls", as: "url", isList: true), XMLMember("parent", of: "Pet"),
        ],
        "Tag": [XMLMember("label")],
    ]
    private static let pet = XMLShape(
        XMLMember("", as: XMLName("pet", prefix: "p", namespace: "urn:pets"), of: "Pet"), types: types)
    private static let pets = XMLShape(
        XMLMember("", as: "pet", isList: true, wrapper: "pets", of: "Pet"), types: types)

    private static func text(_ value: JSONValue, _ shape: XMLShape = pet) throws -> String {
        let part = try #require(try BodyFormat<JSONValue>.xml(shape, as: "text/xml").write(value))
        #expect(part.contentType == "text/xml")
        return String(decoding: part.bytes, as: UTF8.self).replacing(
            #"<?xml version="1.0" encoding="UTF-8"?>"#, with: ""
        )
        .trimmingPrefix("\n").description
    }

    private static func read(_ text: String, _ shape: XMLShape = pet) throws -> JSONValue {
        try BodyFormat<JSONValue>.xml(shape).read(BodyPart(BodyStream(text)))
    }

    @Test func valuesGoBothWays() throws {
        let value: JSONValue = [
            "id": "7", "name": "a<b>&\"c\"\n ü", "tags": [["label": "x"], ["label": "y"]], "urls": ["u", "v"],
            "parent": ["name": "p", "tags": []], "more": "z",
        ]
        let text = try Self.text(value)
        #expect(
            text == """
                <p:pet xmlns:p="urn:pets" id="7"><Name>a&lt;b&gt;&amp;&quot;c&quot;&#10; ü</Name><tags><tag><label>x\
                </label></tag><tag><label>y</label></tag></tags><url>u</url><url>v</url><parent><Name>p</Name><tags>\
                </tags></parent><more>z</more></p:pet>
                """)
        #expect(try Self.read(text) == value)
    }

    @Test func listsHaveARoot() throws {
        let text = try Self.text([["name": "a"], ["name": "b"]], Self.pets)
        #expect(text == "<pets><pet><Name>a</Name></pet><pet><Name>b</Name></pet></pets>")
        #expect(try Self.read(text, Self.pets) == [["name": "a"], ["name": "b"]])
        #expect(try Self.read("<pets/>", Self.pets) == [])
    }

    @Test func scalarsHaveTheirTypes() throws {
        let format = BodyFormat<[String: Int]>.xml(
            XMLShape(XMLMember("", as: "counts", of: "Counts"), types: ["Counts": []]))
        let part = try #require(try format.write(["a": 1, "b": -2]))
        #expect(try format.read(part) == ["a": 1, "b": -2])
        #expect(throws: JSONDecodingError.self) { try format.read(BodyPart(BodyStream("<counts><a>x</a></counts>"))) }
    }

    @Test func othersMayWriteItInOtherWays() throws {
        let text = """
            <?xml version="1.0"?><!-- hi --><pet xmlns="urn:pets" xmlns:x="urn:x" x:id="1">
              <Name><![CDATA[<n>]]>&#x21;&amp;</Name>
              <url>u</url>
              <other><k>1</k><k>2</k></other>
            </pet>
            """
        #expect(
            try Self.read(text) == ["id": "1", "name": "<n>!&", "urls": ["u"], "other": ["k": ["1", "2"]]])
    }

    @Test(arguments: [
        "", "<pet>", "<pet xmlns='urn:pets'/><x/>", "<cat/>", "<pet xmlns='urn:cats'/>", "nonsense", "\u{0}",
        "<a><b></a></b>",
        "<!DOCTYPE pet [<!ENTITY a \"b\">]><pet xmlns='urn:pets'>&a;</pet>",
        "<!DOCTYPE pet SYSTEM \"file:///etc/passwd\"><pet xmlns='urn:pets'/>",
        String(repeating: "<a>", count: 100_000),
        "<?xml version='1.0' encoding='UTF-7'?>+ADw-!DOCTYPE pet [<!ENTITY a \"b\">]><pet xmlns='urn:pets'>&a;</pet>",
        "<?xml version='1.0'?><?xml version='1.0' encoding='UTF-7'?><pet xmlns='urn:pets'/>",
    ])
    func whatIsNoSuchXMLIsRefused(text: String) {
        #expect(throws: JSONDecodingError.self) { try Self.read(text) }
    }

    @Test(
        "What is described is read as strictly as JSON",
        arguments: [
            ("<Name>a</Name><Name>b</Name>", "$: the member 'name' occurs twice"),
            ("<parent><Name>a</Name><Name>b</Name></parent>", "$.parent: the member 'name' occurs twice"),
            ("<tags/><tags/>", "$: the member 'tags' occurs twice"),
            ("<tags><tag/><tag>x<label>y</label></tag></tags>", "$.tags[1]: expected elements, found the text 'x'"),
            ("<Name>a</Name> text", "$: expected elements, found the text ' text'"),
        ])
    func strictness(_ content: String, _ message: String) throws {
        let error = #expect(throws: JSONDecodingError.self) {
            try Self.read("<pet xmlns='urn:pets'>\(content)</pet>")
        }
        #expect(error?.description == message)
    }

    @Test func attributesWithoutPrefixGoFirst() throws {
        let text = "<pet xmlns='urn:pets' xmlns:a='urn:a' xmlns:b='urn:b' a:id='1' id='2' b:id='3'/>"
        #expect(try Self.read(text) == ["id": "2"])
    }

    @Test(.timeLimit(.minutes(1))) func manyUndescribedElementsTakeLittleTime() throws {
        let same = String(repeating: "<x/>", count: 20_000)
        let others = (0..<20_000).map { "<x\($0)/>" }.joined()
        let value = try Self.read("<pet xmlns='urn:pets'>\(same)\(others)</pet>")
        #expect(value.object?.members.count == 20_001)
    }

    @Test func whatXMLCannotExpressIsTold() {
        #expect(throws: RequestEncodingError.xml("'a b' is no name of an element")) { try Self.text(["a b": 1]) }
        #expect(throws: RequestEncodingError.xml("XML has no character U+1")) { try Self.text(["name": "\u{1}"]) }
        #expect(throws: RequestEncodingError.xml("an attribute holds more than one scalar")) {
            try Self.text(["id": [:]])
        }
    }
}
