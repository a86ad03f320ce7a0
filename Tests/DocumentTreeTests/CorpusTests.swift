import Foundation
import Testing

@testable import DocumentTree

/// The folder of test data beside the repository, on the machines that have it.
private let corpus = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/corpus")

@Suite("Documents of the corpus", .enabled(if: FileManager.default.fileExists(atPath: corpus.path)))
struct CorpusTests {
    /// What came of the cases that libyaml passes, by what they are: read, or refused for a reason.
    ///
    /// All invalid ones are refused. The valid ones that are refused are YAML, but nothing that OpenAPI has a use for.
    private let outcomes = [
        "valid: read": 211, "valid: unsupported-tag": 16, "valid: non-scalar-key": 14, "valid: multiple-documents": 11,
        "invalid: refused": 78,
    ]

    @Test("Real documents are read, and both readers see the same places in JSON")
    func realDocuments() throws {
        let folder = corpus.appending(path: "real")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            guard name.hasSuffix(".json") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") else { continue }
            let file = try load(folder.appending(path: name))
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

    @Test("What libyaml passes of the YAML test suite is read")
    func yamlTestSuite() throws {
        let suites = corpus.appending(path: "suites")
        let table = try String(contentsOf: suites.appending(path: "yaml-libyaml-0.2.5.tsv"), encoding: .utf8)
        var found: [String: Int] = [:]
        for row in table.split(separator: "\n") {
            let fields = row.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count > 2, fields[2] == "pass" else { continue }
            let folder = suites.appending(path: "yaml-test-suite/\(fields[0].replacing(":", with: "/"))")
            let file = try load(folder.appending(path: "in.yaml"))
            let outcome: String
            do throws(Diagnostic) {
                let node = try DocumentReader.read(file)
                outcome = "read"
                if let json = try? load(folder.appending(path: "in.json")),
                    let expected = try? DocumentReader.read(json)
                {
                    #expect(sorted(node).summary == sorted(expected).summary, "\(row)")
                }
            } catch {
                outcome = fields[1] == "valid" ? error.id : "refused"
            }
            found["\(fields[1]): \(outcome)", default: 0] += 1
        }
        #expect(found == outcomes)
    }

    private func load(_ url: URL) throws -> SourceFile {
        SourceFile(path: url.path, bytes: Array(try Data(contentsOf: url)))
    }

    /// The node with its members in the order of their keys and its numbers in one notation.
    private func sorted(_ node: Node) -> Node {
        switch node.value {
        case .sequence(let elements): Node(.sequence(elements.map(sorted)), at: node.location)
        case .mapping(let members):
            Node(
                .mapping(
                    members.sorted { $0.key < $1.key }.map {
                        Node.Member(key: $0.key, keyLocation: $0.keyLocation, value: sorted($0.value))
                    }),
                at: node.location
            )
        case .decimal(let text): Node(.decimal("\(Double(text) ?? .nan)"), at: node.location)
        default: node
        }
    }
}
