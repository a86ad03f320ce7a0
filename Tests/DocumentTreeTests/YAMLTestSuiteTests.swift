import DocumentTree
import Foundation
import Testing

private let suites = corpus.appending(path: "suites")

/// A case of the YAML test suite, as the table of what libyaml 0.2.5 does with it has it.
private struct SuiteCase: CustomTestStringConvertible {
    let name: String
    let isValid: Bool
    /// Whether the suite says what the case is in JSON.
    let hasJSON: Bool

    var testDescription: String { name }

    /// The cases that libyaml passes.
    static let passed: [SuiteCase] = {
        let table = try? String(contentsOf: suites.appending(path: "yaml-libyaml-0.2.5.tsv"), encoding: .utf8)
        return (table ?? "").split(separator: "\n").compactMap { row in
            let fields = row.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count > 3, fields[2] == "pass" else { return nil }
            return SuiteCase(name: String(fields[0]), isValid: fields[1] == "valid", hasJSON: fields[3] == "json")
        }
    }()

    static let valid = passed.filter(\.isValid)
    static let invalid = passed.filter { !$0.isValid }

    func url(_ file: String) -> URL {
        suites.appending(path: "yaml-test-suite/\(name.replacing(":", with: "/"))/\(file)")
    }

    func text(_ file: String) throws -> String { try String(contentsOf: url(file), encoding: .utf8) }

    func read() throws -> [Node] {
        try DocumentReader.readAll(try SourceFile(contentsOf: url("in.yaml")), profile: .full)
    }
}

@Suite("What libyaml passes of the YAML test suite", .enabled(if: FileManager.default.fileExists(atPath: suites.path)))
struct YAMLTestSuiteTests {
    @Test("The table has all cases")
    func count() {
        #expect(SuiteCase.valid.count == 252)
        #expect(SuiteCase.invalid.count == 78)
    }

    @Test("A valid stream is read as the events that the suite expects", arguments: SuiteCase.valid)
    fileprivate func events(_ suiteCase: SuiteCase) throws {
        var events = SuiteEvents(try suiteCase.text("test.event"))
        #expect(try suiteCase.read().map(\.summary) == events.documents())
    }

    @Test("A valid stream is read as the JSON that the suite expects", arguments: SuiteCase.valid.filter(\.hasJSON))
    fileprivate func json(_ suiteCase: SuiteCase) throws {
        let expected = try jsonTexts(try suiteCase.text("in.json")).map { try read($0, as: "in.json") }
        #expect(try suiteCase.read().map { sorted($0).summary } == expected.map { sorted($0).summary })
    }

    @Test("An invalid stream is refused at a place", arguments: SuiteCase.invalid)
    fileprivate func refused(_ suiteCase: SuiteCase) {
        let error = #expect(throws: Diagnostic.self) { try suiteCase.read() }
        #expect(error?.location != nil)
    }

    /// The JSON texts of a file, each of which begins on a line of its own, and of which only the first and the last line
    /// are not indented.
    private func jsonTexts(_ text: String) -> [String] {
        var texts: [String] = []
        for line in text.split(separator: "\n") {
            let continues = line.first.map { " }]".contains($0) } ?? true
            if continues, let last = texts.popLast() { texts.append(last + line) } else { texts.append(String(line)) }
        }
        return texts
    }

    /// The node without tags, with its members in the order of their keys and its numbers in one notation.
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
        case .integer(let integer): Node(.decimal("\(Double(integer))"), at: node.location)
        case .decimal(let text): Node(.decimal("\(Double(text) ?? .nan)"), at: node.location)
        default: Node(node.value, at: node.location)
        }
    }
}
