import BinderyXML
import Testing

@testable import WireForms

@Suite struct ElementTextTests {
    @Test(arguments: [("", ""), (" \t\r\n ", ""), ("a", "a"), ("\n ä b\u{A0} ", "ä b\u{A0}"), (" 🐉\n", "🐉")])
    func whiteSpaceAroundTextIsLeftOut(_ text: String, _ trimmed: String) throws {
        #expect(try XMLTreeElement.parse(Array("<a>\(text)</a>".utf8)).get().trimmed == trimmed)
    }

    @Test(.timeLimit(.minutes(1))) func manyFlagsTakeLittleTime() throws {
        let flags = String(repeating: "🇩🇪", count: 100_000)
        #expect(try XMLTreeElement.parse(Array("<a> \(flags) </a>".utf8)).get().trimmed.utf8.count == flags.utf8.count)
    }
}
