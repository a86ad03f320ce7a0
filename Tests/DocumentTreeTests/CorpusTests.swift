import Foundation
import Testing

@testable import DocumentTree

@Suite("Documents of the corpus", .enabled(if: FileManager.default.fileExists(atPath: corpus.path)))
struct CorpusTests {
    @Test("Real documents are read, and both readers see the same places in JSON")
    func realDocuments() throws {
        let folder = corpus.appending(path: "real")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            guard name.hasSuffix(".json") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") else { continue }
            let file = try SourceFile(contentsOf: folder.appending(path: name))
            let node = try DocumentReader.read(file)
            guard name.hasSuffix(".json") else { continue }
            do throws(Diagnostic) {
                let yaml = try YAMLReader.read(file, limits: .default)
                #expect(node.places == yaml.places, "\(name)")
                #expect(node.summary == yaml.summary, "\(name)")
            } catch {
                // libyaml does not accept all JSON; that is why there are two readers.
                #expect(error.id == "yaml-syntax", "\(name)")
            }
        }
    }
}
