import BindingPlan
import DocumentTree
import Rendering
import Testing

@Suite
struct TemplateCheckTests {
    private func check(_ texts: [String: String]) -> [Diagnostic] {
        TemplateCheck.check(
            TemplateLibrary(texts: texts), applications: [.init(template: "shelf", subject: Shelf.self)])
    }

    @Test
    func knownNamesAreFine() {
        let complaints = check([
            "shelf": """
            {{title}} {{! a comment }} {{{title}}} {{&title}}
            {{#isOpen}}open{{/isOpen}}{{^isOpen}}{{title}}{{/isOpen}}
            {{#title}}{{.}}{{/title}}
            {{#books}}{{title}} {{note}} {{isOpen}} {{>book}}{{/books}}
            {{#owner}}{{name}}{{/owner}}
            """,
            "book": "{{note}}{{#parts}}{{>book}}{{/parts}}",
        ])
        #expect(complaints.map(\.line) == [])
    }

    @Test(arguments: [
        ("{{titel}}", "shelf.mustache:2:1 template-name Shelf has no member 'titel'"),
        ("a\n  {{#bokks}}{{/bokks}}", "shelf.mustache:3:3 template-name Shelf has no member 'bokks'"),
        ("{{#books}}\n é {{name}}\n{{/books}}", "shelf.mustache:3:4 template-name Book has no member 'name'"),
        (
            "{{#books}}{{#parts}}{{owners}}{{/parts}}{{/books}}",
            "shelf.mustache:2:21 template-name Book has no member 'owners'"
        ),
        ("{{^books}}{{note}}{{/books}}", "shelf.mustache:2:11 template-name Shelf has no member 'note'"),
        ("{{#isOpen}}{{note}}{{/isOpen}}", "shelf.mustache:2:12 template-name Shelf has no member 'note'"),
        ("{{note}}", "shelf.mustache:2:1 template-name Shelf has no member 'note'"),
        ("{{books}}", "shelf.mustache:2:1 template-name 'books' of Shelf is no text"),
        ("{{.}}", "shelf.mustache:2:1 template-name '{{.}}' stands in no section over a text"),
        ("{{#books}}{{.}}{{/books}}", "shelf.mustache:2:11 template-name '{{.}}' stands in no section over a text"),
        ("{{>shelf}}", "shelf.mustache:2:1 template-name the template 'shelf' includes itself without end"),
        (
            "{{#isOpen}}{{>shelf}}{{/isOpen}}",
            "shelf.mustache:2:12 template-name the template 'shelf' includes itself without end"
        ),
        (
            "{{#owner}}{{#owner}}{{>shelf}}{{/owner}}{{/owner}}",
            "shelf.mustache:2:21 template-name the template 'shelf' includes itself without end"
        ),
        ("{{>boook}}", "shelf.mustache:2:1 template-name there is no template 'boook'"),
        ("{{#title}}", "shelf.mustache:2:1 template-syntax the section 'title' has no end"),
        ("{{#title}}{{/titel}}", "shelf.mustache:2:11 template-syntax '{{/titel}}' ends no section that is open here"),
        ("{{/title}}", "shelf.mustache:2:1 template-syntax '{{/title}}' ends no section that is open here"),
        ("text {{title", "shelf.mustache:2:6 template-syntax the tag has no end"),
        ("{{owner.name}}", "shelf.mustache:2:1 template-syntax 'owner.name' is not a name"),
        ("{{first()}}", "shelf.mustache:2:1 template-syntax 'first()' is not a name"),
        ("{{=<% %>=}}", "shelf.mustache:2:1 template-syntax a tag of this kind is not allowed"),
        ("{{<base}}{{/base}}", "shelf.mustache:2:1 template-syntax a tag of this kind is not allowed"),
    ])
    func mistakesAreLocated(text: String, complaint: String) {
        #expect(check(["shelf": text, "book": ""]).map(\.line) == [complaint])
    }

    @Test
    func mistakesInPartialsAreFoundOnce() {
        let complaints = check(["shelf": "{{>book}}{{#books}}{{>book}}{{/books}}", "book": "{{pages}}"])
        #expect(complaints.map(\.line) == ["book.mustache:2:1 template-name Shelf has no member 'pages'"])
    }

    @Test
    func namesAreSuggested() {
        #expect(check(["shelf": "{{tilte}}"]).first?.help == "did you mean 'title'?")
        #expect(check(["shelf": "{{>shelv}}"]).first?.help == "did you mean 'shelf'?")
    }

    @Test
    func contentTypeIsAsked() {
        let file = SourceFile(path: "shelf.mustache", bytes: Array("{{title}}".utf8))
        let complaints = TemplateCheck.check(
            TemplateLibrary([Template(name: "shelf", file: file)]),
            applications: [.init(template: "shelf", subject: Shelf.self)]
        )
        #expect(complaints.map(\.id) == ["template-content-type"])
    }

    @Test
    func missingTemplateIsAnError() {
        let complaints = TemplateCheck.check(
            TemplateLibrary(texts: [:]),
            applications: [.init(template: "shelf", subject: Shelf.self)]
        )
        #expect(complaints.map(\.id) == ["unknown-template"])
    }

    @Test
    func builtInTemplatesAreWellFormed() {
        #expect(TemplateCheck.check(.builtIn, applications: []).map(\.line) == [])
    }
}
