import DocumentTree
import Foundation
import Rendering
import Testing

@Suite
struct TemplateLibraryTests {
    private let library = TemplateLibrary(texts: ["shelf": "a", "book": "b"])

    private func overridden(by files: [String: String]) throws -> (TemplateLibrary, DiagnosticLog) {
        try withTemporaryFolder { folder in
            for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
            var log = DiagnosticLog()
            let result = library.overridden(byFolder: folder.path(), log: &log)
            return (result, log)
        }
    }

    @Test
    func singleTemplatesAreReplaced() throws {
        let (result, log) = try overridden(by: ["book.mustache": "mine", ".hidden": ""])
        #expect(log.diagnostics.isEmpty)
        #expect(result["book"]?.file.bytes == Array("mine".utf8))
        #expect(result["shelf"]?.file.bytes == library["shelf"]?.file.bytes)
    }

    @Test(arguments: ["books.mustache", "book.mustach", "README.md"])
    func filesThatReplaceNothingAreErrors(name: String) throws {
        let (_, log) = try overridden(by: [name: ""])
        #expect(log.diagnostics.map(\.id) == ["unknown-template"])
    }

    @Test
    func misspeltNamesAreSuggested() throws {
        let (_, log) = try overridden(by: ["books.mustache": ""])
        #expect(log.diagnostics.first?.help == "did you mean 'book.mustache'?")
    }

    @Test
    func aMissingFolderIsAnError() {
        var log = DiagnosticLog()
        _ = library.overridden(byFolder: "/no/such/folder", log: &log)
        #expect(log.diagnostics.map(\.id) == ["unreadable-templates"])
    }

    /// Fails where `Templates/embed.sh` was not run after a change.
    @Test
    func embeddedTemplatesAreThoseOfTheFolder() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Templates")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path()).filter {
            $0.hasSuffix(".mustache")
        }
        let builtIn = TemplateLibrary.builtIn
        #expect(Set(names) == Set(builtIn.templates.keys.map { $0 + ".mustache" }))
        for name in names {
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            let embedded = builtIn[String(name.dropLast(".mustache".count))].map {
                String(decoding: $0.file.bytes, as: UTF8.self)
            }
            #expect(embedded == text, "Run Templates/embed.sh.")
        }
    }
}
