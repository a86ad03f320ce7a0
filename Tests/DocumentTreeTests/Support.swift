import DocumentTree
import Foundation

/// The folder of test data beside the repository, on the machines that have it.
let corpus = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/corpus")

extension SourceFile {
    convenience init(contentsOf url: URL) throws {
        self.init(path: url.path, bytes: Array(try Data(contentsOf: url)))
    }
}

/// Reads a text as a document of that name.
func read(
    _ text: String, as path: String = "test.yaml", limits: ReadLimits = .default, profile: YAMLProfile = .json
) throws(Diagnostic) -> Node {
    try DocumentReader.read(SourceFile(path: path, bytes: Array(text.utf8)), limits: limits, profile: profile)
}

extension Node {
    /// The node on one line, so that tests can compare whole trees: `{a: 1, b: ["x", null], ? [1]: !tag {}}`.
    var summary: String {
        tag.map { "\($0) \(untaggedSummary)" } ?? untaggedSummary
    }

    private var untaggedSummary: String {
        switch value {
        case .null: "null"
        case .bool(let bool): "\(bool)"
        case .integer(let integer): "\(integer)"
        case .decimal(let text): "decimal(\(text))"
        case .string(let string): "\"\(string)\""
        case .sequence(let elements): "[\(elements.map(\.summary).joined(separator: ", "))]"
        case .mapping(let members): "{\(members.map(\.summary).joined(separator: ", "))}"
        }
    }

    /// The places of all keys and values, in the order of the document.
    var places: [String] {
        let own = "\(location.line):\(location.column)"
        return switch value {
        case .sequence(let elements): [own] + elements.flatMap(\.places)
        case .mapping(let members):
            [own] + members.flatMap { ["\($0.keyLocation.line):\($0.keyLocation.column)"] + $0.value.places }
        default: [own]
        }
    }
}

extension Node.Member {
    var summary: String { "\(keyNode.map { "? \($0.summary)" } ?? key): \(value.summary)" }
}

extension Diagnostic {
    /// The place and the id: `3:5 duplicate-key`.
    var summary: String { "\(location.map { "\($0.line):\($0.column)" } ?? "-") \(id)" }
}
