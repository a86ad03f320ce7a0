import BinderyGenerator
import BindingPlan
import DocumentTree
import Foundation
import Rendering
import Testing

@Suite
struct InitTests {
    private static let document = """
        openapi: 3.0.3
        info: {title: "Pet: Shop\\n#API", version: 1.0.0}
        paths:
          /pets:
            get:
              tags: ["#no"]
              parameters: [{name: "a\\"b", in: query, schema: {type: string}}]
              responses: {'204': {description: None.}}
        components:
          schemas:
            "acme.Pet": {type: object, properties: {"true": {type: string}}}

        """

    private func initialized(_ body: (URL, GenerationReport) throws -> Void) throws {
        try withTemporaryFolder { folder in
            try FileManager.default.createDirectory(
                at: folder.appending(path: "specs"), withIntermediateDirectories: true)
            try Data(Self.document.utf8).write(to: folder.appending(path: "specs/api.yaml"))
            let report = Bindery.initialize(
                folder.appending(path: "bindery.yaml").path(), document: folder.appending(path: "specs/api.yaml").path()
            )
            try body(folder, report)
        }
    }

    @Test
    func whatIsWrittenGenerates() throws {
        try initialized { folder, report in
            #expect(report.succeeded)
            let path = folder.appending(path: "bindery.yaml").path()
            #expect(report.changes.written == [path])
            let generated = Bindery.generate(GenerationRequest(.configuration(path: path)))
            #expect(generated.diagnostics.map(\.id) == [])
            #expect(generated.moduleName == "PetShop")
        }
    }

    /// Every key is there, and everything that is commented out is right as it stands.
    @Test
    func commentsAreSettings() throws {
        try initialized { folder, _ in
            let path = folder.appending(path: "bindery.yaml").path()
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                line.hasPrefix("#") && !line.hasPrefix("# ") || line.hasPrefix("#  ") ? line.dropFirst() : line
            }
            let settings = lines.joined(separator: "\n")
            let file = SourceFile(path: path, bytes: Array(settings.utf8))
            var log = DiagnosticLog()
            let read = try #require(ConfigurationFile.read(file, log: &log))
            #expect(log.rendered() == "")
            #expect(read.documentPath.hasSuffix("/specs/api.yaml"))
            #expect(read.configuration.included?.tags.map(\.pattern) == ["#no"])
            #expect(read.configuration.propertyNames.map(\.pattern) == ["acme.Pet.true"])
            #expect(read.configuration.parameterNames.map(\.pattern) == ["GET /pets.a\"b"])
            guard case .mapping(let members) = try DocumentReader.read(file).value else {
                Issue.record("The configuration is no object.")
                return
            }
            #expect(members.map(\.key).sorted() == ConfigurationFile.keys.sorted())
        }
    }

    @Test
    func nothingIsOverwritten() throws {
        try initialized { folder, _ in
            let path = folder.appending(path: "bindery.yaml").path()
            try Data("mine".utf8).write(to: URL(filePath: path))
            let report = Bindery.initialize(path, document: folder.appending(path: "specs/api.yaml").path())
            #expect(report.diagnostics.map(\.id) == ["unwritable-configuration"])
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
        }
    }

    @Test
    func documentsWithErrorsAreRefused() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "bindery.yaml").path()
            let report = Bindery.initialize(path, document: folder.appending(path: "missing.yaml").path())
            #expect(!report.succeeded)
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }
}
