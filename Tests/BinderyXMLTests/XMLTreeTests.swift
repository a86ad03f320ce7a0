import BinderyXML
import Testing

/// What XML 1.0 and its namespaces say of documents.
@Suite struct XMLTreeTests {
    private func root(_ text: String) throws -> XMLTreeElement { try XMLTreeElement.parse(Array(text.utf8)).get() }

    private func fault(_ text: String) -> String? {
        if case .failure(let fault) = XMLTreeElement.parse(Array(text.utf8)) { fault.reason } else { nil }
    }

    @Test func whatIsNoContentIsPassedOver() throws {
        let root = try root(
            """
            \u{FEFF}<?xml version='1.0' encoding="ASCII" standalone='yes' ?>
            <?a?><!-- <b> <!DOCTYPE - --><?xml-style  <x> ?><a ><?b c?>x<!----><![CDATA[<?d?><!DOCTYPE&amp;]]]]></a >
            <!-- end --><?e?>\n
            """)
        #expect(root.name == "a" && root.children.isEmpty)
        #expect(root.text == "x<?d?><!DOCTYPE&amp;]]")
    }

    @Test func referencesAndLineEnds() throws {
        let root = try root(
            "<a b=' \t\r\n&#9;&#xA;&lt;' c=\"'&quot;&apos;\">\r\n&gt;\r&#13;&#x1F409;&#0000000000000065;</a>")
        #expect(root.attributes == ["b": "   \t\n<", "c": "'\"'"])
        #expect(root.text == "\n>\n\r🐉A")
    }

    @Test func namespaces() throws {
        let root = try root(
            """
            <a xmlns="urn:1" xmlns:p="urn:2" p:x="1" x="2" xml:lang="en"><p:b/><c xmlns="" xmlns:p="urn:3"><p:d/></c>
            <e p:y="3"/></a>
            """)
        #expect(root.namespace == "urn:1" && root.attributes == ["x": "2", "lang": "en"])
        #expect(root.qualified[XMLAttributeName(namespace: "urn:2", local: "x")] == "1")
        #expect(root.qualified[XMLAttributeName(namespace: nil, local: "x")] == "2")
        #expect(root.qualified.keys.contains(.init(namespace: "http://www.w3.org/XML/1998/namespace", local: "lang")))
        #expect(root.children.map(\.name) == ["b", "c", "e"])
        #expect(root.children.map(\.namespace) == ["urn:2", nil, "urn:1"])
        #expect(root.children[1].children[0].namespace == "urn:3")
        #expect(root.children[2].qualified.keys.map(\.namespace) == ["urn:2"])
        #expect(root.children.map(\.line) == [1, 1, 2])
    }

    @Test(arguments: [
        ("", "it ends early"), ("<a>\n<b>", "line 2: it ends early"), ("<a></b>", "without its start tag"),
        ("<a/><b/>", "a second root"), ("<a/>x", "outside the root"), ("&amp;<a/>", "outside the root"),
        ("<![CDATA[ ]]><a/>", "outside the root"), ("<a", "no space"), ("<a b>", "no '='"),
        ("<a b=c>", "not in quotes"), ("<a b='c>", "does not end"), ("<a b='<'/>", "'<' in the value"),
        ("<a b='1'c='2'/>", "no space"), ("<a b='1' b='2'/>", "twice"), ("<1/>", "no name"), ("<a\u{D7}/>", "no name"),
        ("<a>]]></a>", "']]>' in text"), ("<!-- -- --><a/>", "two hyphens"), ("<a><!-- ", "ends early"),
        ("<a><![CDATA[", "ends early"), ("<?a", "no space"), ("<?a b", "ends early"), ("<?a+b?><a/>", "no space"),
        (" <?xml version='1.0'?><a/>", "not at the beginning"), ("<?XML?><a/>", "not at the beginning"),
        ("<?xml encoding='a'?><a/>", "'encoding' there"),
        ("<?xml version='1.0' version='1.0'?><a/>", "'version' there"),
        ("<?xml ?><a/>", "does not end"), ("<a>&b;</a>", "no entity"), ("<a>&amp</a>", "no entity"),
        ("<a>&#0;</a>", "no character"), ("<a>&#xD800;</a>", "no character"), ("<a>&#99999999999;</a>", "no character"),
        ("<a>&#65</a>", "no character"), ("<a>&#+65;</a>", "no character"), ("<a>\u{1}</a>", "XML does not have"),
        ("<a>\u{FFFF}</a>", "XML does not have"), ("<p:a/>", "stands for nothing"),
        ("<a p:b='1'/>", "stands for nothing"),
        ("<a xmlns:p=''/>", "may stand for"), ("<a xmlns:xml='urn:1'/>", "may stand for"), ("<:a/>", "a colon"),
        ("<a xmlns:p='urn:1' xmlns:q='urn:1' p:b='1' q:b='2'/>", "twice"),
        ("<a xmlns:p='urn:1'><p:b:c/></a>", "a colon"),
        ("<!DOCTYPE a><a/>", "a document type"), ("<a><!ELEMENT b></a>", "no name"),
    ])
    func faults(_ text: String, _ reason: String) throws {
        let found = try #require(fault(text))
        #expect(found.contains(reason))
    }

    @Test func limits() {
        let deep = String(repeating: "<a>", count: 257)
        #expect(fault(deep) == "elements that are nested too deep")
        let many = "<a>" + String(repeating: "<b/>", count: 10) + "</a>"
        if case .success = XMLTreeElement.parse(Array(many.utf8), elementLimit: 11) {} else { Issue.record("refused") }
        if case .success = XMLTreeElement.parse(Array(many.utf8), elementLimit: 10) { Issue.record("taken") }
    }
}
