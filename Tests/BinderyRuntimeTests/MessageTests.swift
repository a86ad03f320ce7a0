import BinderyRuntime
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The names of date formats.
private struct Format: OpenEnum {
    let rawValue: String
    init(rawValue: String) { self.rawValue = rawValue }
    static var knownValues: [Self] { [] }
}

private struct Parameter: RenderableParameter {
    var s: String?
    var dt: Date?
    var i: Int64?
    var d: Double?
    var l: Nested?
    var format: Format?
    var precision: Int64?
}

private struct Nested: RenderableMessage {
    var id: String
    var params: [String: Parameter]?
}

private struct Message: RenderableMessage {
    var id = "com.example.message"
    var defaultMessage: String
    var args: [String] = []
    var params: [String: Parameter]?
    var localized: String?
}

private struct StandardError: StandardErrorRepresenting {
    var messages: [Message]
}

@Suite struct MessageTests {
    @Test(arguments: [
        ("plain", "plain"), ("{0} and {1}", "a and b {0}"), ("{2} {x} {}", "{2} {x} {}"), ("{{0}}", "{a}"),
        ("{0", "{0"), ("0} {", "0} {"), ("{ {0}", "{ a"), ("{-1}", "{-1}"),
    ])
    func fillsArguments(template: String, expected: String) {
        #expect(Message(defaultMessage: template, args: ["a", "b {0}"]).rendered() == expected)
    }

    @Test func fillsParametersOfEveryKind() {
        let message = Message(
            defaultMessage: "{s}|{i}|{d}|{d2}|{d0}|{dt}|{l}|{none}",
            params: [
                "s": Parameter(s: "text {i}"), "i": Parameter(i: -5), "d": Parameter(d: 2.5),
                "d2": Parameter(d: -1.005, precision: 2), "d0": Parameter(d: 0.5, precision: 0),
                "dt": Parameter(dt: Date(timeIntervalSince1970: 0)), "l": Parameter(l: Nested(id: "nested {s}")),
                "none": Parameter(),
            ])
        #expect(message.rendered() == "text {i}|-5|2.5|-1.00|1|1970-01-01T00:00:00.000Z|nested {s}|{none}")
    }

    @Test func localizedGoesFirst() {
        #expect(Message(defaultMessage: "{0}", args: ["a"], localized: "fertig {0}").rendered() == "fertig {0}")
    }

    @Test func cataloguesGiveTexts() {
        let nested = Nested(id: "inner", params: ["n": Parameter(i: 3)])
        let message = Message(id: "outer", defaultMessage: "default", params: ["l": Parameter(l: nested)])
        let texts = ["inner": "{n} Dateien", "outer": "Es fehlen {l}."]
        #expect(message.rendered { texts[$0] } == "Es fehlen 3 Dateien.")
        #expect(message.rendered() == "default")
    }

    @Test(arguments: [
        ("SHORT_DATE", "2026-01-05"), ("MED_DATE", "5 Jan 2026"), ("LONG_DATE", "5 January 2026"),
        ("FULL_DATE", "Monday, 5 January 2026"), ("SHORT_TIME", "14:07"), ("MED_TIME", "14:07:09"),
        ("LONG_TIME", "14:07:09 UTC"), ("FULL_TIME", "14:07:09.123 UTC"), ("SHORT_DATE_TIME", "2026-01-05 14:07"),
        ("MED_DATE_TIME", "5 Jan 2026 14:07:09"), ("LONG_DATE_TIME", "5 January 2026 14:07:09 UTC"),
        ("FULL_DATE_TIME", "Monday, 5 January 2026 14:07:09.123 UTC"), ("OTHER", "2026-01-05T14:07:09.123Z"),
        ("SHORT", "2026-01-05T14:07:09.123Z"),
    ])
    func showsDates(name: String, expected: String) throws {
        let date = try #require(RFC3339.date(from: "2026-01-05T14:07:09.123Z"))
        #expect(MessageDateFormat(name: name).string(from: date) == expected)
        let parameter = Parameter(dt: date, format: Format(rawValue: name))
        #expect(Message(defaultMessage: "{t}", params: ["t": parameter]).rendered() == expected)
    }

    @Test func deepAndLongMessagesAreCut() {
        var nested = Nested(id: "end")
        for _ in 0..<20 { nested = Nested(id: "{l}{l}{l}{l}", params: ["l": Parameter(l: nested)]) }
        let text = Message(defaultMessage: "{l}", params: ["l": Parameter(l: nested)]).rendered()
        #expect(text.utf8.count <= (64 << 10) + 3)
        #expect(text.hasSuffix("…"))
    }

    @Test func errorsShowAllMessages() {
        let error = StandardError(messages: [Message(defaultMessage: "one"), Message(defaultMessage: "two")])
        #expect(error.renderedMessages() == "one\ntwo")
    }
}
