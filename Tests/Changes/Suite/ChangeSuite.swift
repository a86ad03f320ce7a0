import DocumentChanges
import Foundation
import OpenAPI

/// Compares what Bindery says of pairs of documents with what another tool says of them, as recorded in a corpus.
///
///     change-suite <folder of the corpus> <differences.tsv> [--verbose] [--optional]
///
/// The folder holds `cases.open.json` (pairs with the expected ids and levels) and may hold `rules.json` (all
/// ids) and `realpairs/realpairs.open.json`. `differences.tsv` lists ids on which the two tools differ on purpose, each with its
/// reason. Exits with 1 where a goal is missed, or where the corpus is missing without `--optional`.
@main
struct ChangeSuite {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else {
            let usage = "usage: change-suite <corpus> <differences.tsv> [--verbose] [--optional]\n"
            FileHandle.standardError.write(Data(usage.utf8))
            exit(64)
        }
        let corpus = URL(filePath: arguments[1], directoryHint: .isDirectory)
        guard FileManager.default.fileExists(atPath: corpus.path) else {
            print("\(arguments[1]) is not there: nothing was compared")
            exit(arguments.contains("--optional") ? 0 : 1)
        }
        let differences = try Differences(contentsOf: URL(filePath: arguments[2]))
        let vocabulary = try Corpus.vocabulary(in: corpus)
        let isVerbose = arguments.contains("--verbose")
        var tally = Tally(differences: differences, vocabulary: vocabulary, isVerbose: isVerbose)

        for pair in try Corpus.cases(in: corpus) { tally.compare(pair) }
        tally.printSummary(of: "open cases")
        let isGood = tally.reachesGoals

        var real = Tally(differences: differences, vocabulary: vocabulary, isVerbose: isVerbose)
        for pair in try Corpus.realPairs(in: corpus) {
            let agreed = real.compareOperations(pair)
            print("\(agreed)  \(pair.name)")
        }
        if real.pairs > 0 { real.printSummary(of: "real pairs (ids and levels by operation; shown only, no goal)") }
        exit(isGood ? 0 : 1)
    }
}

/// The id of a change with its level, and where it matters the operation.
struct Expectation: Hashable, Comparable {
    var id: String
    var level: String
    var operation = ""

    var isBreaking: Bool { level == "ERR" }
    var text: String { "\(level) \(id)\(operation.isEmpty ? "" : " \(operation)")" }

    static func < (left: Self, right: Self) -> Bool {
        (left.id, left.level, left.operation) < (right.id, right.level, right.operation)
    }
}

/// Two documents with what is expected of them.
struct Pair {
    var name: String
    var old: String
    var new: String
    var expected: Set<Expectation>

    /// What Bindery says; nil where a document cannot be read at all.
    func found(byOperation: Bool) -> Set<Expectation>? {
        guard let old = DocumentLoader().load(path: old).document, let new = DocumentLoader().load(path: new).document
        else { return nil }
        var found: Set<Expectation> = []
        for change in DocumentComparison(old: old, new: new).changes {
            let level = ["info": "INFO", "warning": "WARN", "breaking": "ERR"][change.level.rawValue] ?? ""
            let operations = byOperation && !change.operations.isEmpty ? change.operations.map(\.description) : [""]
            for operation in operations {
                found.insert(Expectation(id: change.id, level: level, operation: operation))
            }
        }
        return found
    }
}
