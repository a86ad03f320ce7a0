import BinderyGenerator
import DocumentTree
import Foundation
import Rendering
import Testing

@Suite
struct TemplatesTests {
    private static let document = """
        openapi: 3.0.3
        info: {title: Zoo, version: 1.0.0}
        paths:
          /lions: {get: {tags: [Lions], operationId: listLions, responses: {'204': {description: None.}}}}
          /seals: {get: {tags: [Seals], operationId: listSeals, responses: {'204': {description: None.}}}}

        """

    private func write(_ text: String, to file: URL) throws {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    private func withZoo(_ configuration: String, _ body: (URL, GenerationRequest) throws -> Void) throws {
        try withTemporaryFolder { folder in
            try write(Self.document, to: folder.appending(path: "zoo.yaml"))
            let file = folder.appending(path: "bindery.yaml")
            try write("document: zoo.yaml\nmodule: Zoo\noutput: Generated\n" + configuration, to: file)
            try body(folder, GenerationRequest(.configuration(path: file.path())))
        }
    }

    // MARK: Reference

    /// `BINDERY_RECORD=1` writes it anew; where a name goes away or comes to mean something else, the version has to grow.
    @Test
    func referenceIsCurrent() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Bindery/Documentation.docc/TemplateReference.md")
        let reference = Bindery.templates.markdown
        if ProcessInfo.processInfo.environment["BINDERY_RECORD"] == "1" { try write(reference, to: file) }
        #expect(try String(contentsOf: file, encoding: .utf8) == reference)
    }

    @Test
    func everyTemplateIsUsedAndSaysWhatItMakes() {
        #expect(Bindery.templates.unused == [])
        for (name, template) in TemplateLibrary.builtIn.templates { #expect(template.summary != "", "\(name)") }
        #expect(Bindery.templates.description(of: "open-enum")?.contains("rawType") == true)
        #expect(Bindery.templates.description(of: "Zoo") == nil)
    }

    // MARK: Copies

    @Test
    func copiesMakeTheSame() throws {
        try withZoo("templates: Layout\n") { folder, request in
            let layout = folder.appending(path: "Layout")
            let names = TemplateLibrary.builtIn.templates.keys.sorted()
            #expect(Bindery.ejectTemplates(names, to: layout.path()).changes.written.count == names.count)
            let copy = try String(contentsOf: layout.appending(path: "alias.mustache"), encoding: .utf8)
            #expect(copy.hasPrefix("{{% CONTENT_TYPE:TEXT}}\n{{! bindery-templates: 1 }}\n"))
            let first = Bindery.generate(request)
            #expect(first.diagnostics.map(\.id) == [])
            try FileManager.default.removeItem(at: layout)
            try FileManager.default.createDirectory(at: layout, withIntermediateDirectories: true)
            #expect(Bindery.check(request).changes.written == [])
        }
    }

    @Test
    func copiesReplaceNothing() throws {
        try withTemporaryFolder { folder in
            try write("mine", to: folder.appending(path: "alias.mustache"))
            let report = Bindery.ejectTemplates(["alias", "type"], to: folder.path())
            #expect(report.diagnostics.map(\.id) == ["file-in-the-way"])
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()) == ["alias.mustache"])
            #expect(Bindery.ejectTemplates(["alais"], to: folder.path()).diagnostics.map(\.id) == ["unknown-template"])
        }
    }

    // MARK: Custom outputs

    private static let page = "{{% CONTENT_TYPE:TEXT}}\n<!-- {{mark}} -->\n# {{name}}\n"

    @Test
    func filesOfWhatIsGoneAreRemoved() throws {
        try withZoo("custom: [{template: tag.mustache, output: Docs/*.md, for: tag}]\n") { folder, request in
            try write(Self.page, to: folder.appending(path: "tag.mustache"))
            try write("# Mine\n", to: folder.appending(path: "Docs/Mine.md"))
            #expect(Bindery.generate(request).diagnostics.map(\.id) == [])
            #expect(Bindery.check(request).changes.isEmpty)
            let names = { try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "Docs").path()) }
            #expect(try names().sorted() == ["Lions.md", "Mine.md", "Seals.md"])

            try write(Self.document.replacing("Lions]", with: "Bears]"), to: folder.appending(path: "zoo.yaml"))
            let stale = Bindery.check(request).changes
            #expect(stale.removed.filter { $0.hasSuffix(".md") }.map { $0.suffix(8) } == ["Lions.md"])
            _ = Bindery.generate(request)
            #expect(try names().sorted() == ["Bears.md", "Mine.md", "Seals.md"])
        }
    }

    @Test
    func filesOfUsersAreNotReplaced() throws {
        try withZoo("custom: [{template: tag.mustache, output: Docs/*.md, for: tag}]\n") { folder, request in
            try write(Self.page, to: folder.appending(path: "tag.mustache"))
            try write("# Mine\n", to: folder.appending(path: "Docs/Lions.md"))
            #expect(Bindery.generate(request).diagnostics.map(\.id) == ["file-in-the-way"])
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "Docs").path()) == [
                    "Lions.md"
                ])
        }
    }

    @Test
    func changedTemplatesChangeOutputs() throws {
        try withZoo("custom: [{template: tag.mustache, output: Docs/*.md, for: tag}]\n") { folder, request in
            try write(Self.page, to: folder.appending(path: "tag.mustache"))
            _ = Bindery.generate(request)
            try write(Self.page + "{{type}}\n", to: folder.appending(path: "tag.mustache"))
            #expect(Bindery.check(request).changes.written.map { $0.suffix(8) } == ["Lions.md", "Seals.md"])
        }
    }
}
