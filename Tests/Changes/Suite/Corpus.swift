import Foundation

/// The recorded pairs.
enum Corpus {
    /// What is not compared: whether a version was bumped enough, and what depends on today's date.
    static func isLeftOut(_ id: String) -> Bool {
        ["api-version-not-bumped", "api-major-version-not-bumped"].contains(id) || id.hasSuffix("-date-too-small")
            || id.hasSuffix("-date-changed-too-small") || id.hasSuffix("-before-sunset")
    }

    private struct Rule: Decodable {
        var id: String
    }

    /// The ids that the other tool has; nil where the corpus does not list them.
    static func vocabulary(in corpus: URL) throws -> Set<String>? {
        let list = corpus.appending(path: "rules.json")
        guard FileManager.default.fileExists(atPath: list.path) else { return nil }
        return Set(try JSONDecoder().decode([Rule].self, from: Data(contentsOf: list)).map(\.id))
    }

    private struct Cases: Decodable {
        struct Case: Decodable {
            var id: String
            var base: String
            var revision: String
            var full: [Change]
        }

        struct Change: Decodable {
            var id: String
            var level: String
        }

        var cases: [Case]
    }

    static func cases(in corpus: URL) throws -> [Pair] {
        let data = try Data(contentsOf: corpus.appending(path: "cases.open.json"))
        return try JSONDecoder().decode(Cases.self, from: data).cases.map { entry in
            Pair(
                name: entry.id, old: corpus.appending(path: entry.base).path,
                new: corpus.appending(path: entry.revision).path,
                expected: Set(
                    entry.full.filter { !isLeftOut($0.id) }.map { Expectation(id: $0.id, level: $0.level) }))
        }
    }

    private struct RealPair: Decodable {
        var base: String
        var revision: String
        var golden: String
    }

    static func realPairs(in corpus: URL) throws -> [Pair] {
        let folder = corpus.appending(path: "realpairs")
        let list = folder.appending(path: "realpairs.open.json")
        guard FileManager.default.fileExists(atPath: list.path) else { return [] }
        return try JSONDecoder().decode([RealPair].self, from: Data(contentsOf: list)).map { entry in
            // Each row is [level, id, method, path].
            let rows = try JSONDecoder().decode(
                [[String]].self, from: Data(contentsOf: folder.appending(path: entry.golden)))
            let expected = rows.filter { $0.count == 4 && !isLeftOut($0[1]) }.map { row in
                Expectation(id: row[1], level: row[0], operation: row[3].isEmpty ? "" : "\(row[2]) \(row[3])")
            }
            return Pair(
                name: "\(entry.base) → \(entry.revision)", old: folder.appending(path: entry.base).path,
                new: folder.appending(path: entry.revision).path, expected: Set(expected))
        }
    }
}

/// Where Bindery differs from the other tool on purpose: `id<TAB>pairs<TAB>reason`. An id may begin or end with
/// `*`, which is any text. A pair is named by its case or by its newer document, with commas between; `*` is all of them.
struct Differences {
    private struct Entry {
        var id: String
        var pairs: [String]
        var reason: String

        func matches(_ id: String) -> Bool {
            if self.id.hasPrefix("*") { return id.hasSuffix(self.id.dropFirst()) }
            return self.id.hasSuffix("*") ? id.hasPrefix(self.id.dropLast()) : id == self.id
        }

        func matches(_ pair: Pair) -> Bool {
            pairs.contains { $0 == "*" || $0 == pair.name || pair.new.hasSuffix("/\($0)") }
        }
    }

    private var entries: [Entry] = []

    init(contentsOf url: URL) throws {
        for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard columns.count == 3, !columns[2].isEmpty else {
                throw CocoaError(
                    .fileReadCorruptFile, userInfo: [NSLocalizedDescriptionKey: "not three columns: \(line)"])
            }
            let pairs = columns[1].split(separator: ",").map(String.init)
            entries.append(Entry(id: columns[0], pairs: pairs, reason: columns[2]))
        }
    }

    /// Whether there is something on an id.
    func lists(_ id: String) -> Bool { entries.contains { $0.matches(id) } }

    /// Why an id is right for a pair where the other tool does not have it.
    ///
    /// - Parameter isShared: Whether the other tool has the id at all. Then only an entry for this very pair is a reason.
    func reason(for id: String, in pair: Pair, isShared: Bool) -> String? {
        entries.first { entry in
            entry.matches(id) && entry.matches(pair) && (!isShared || (entry.id == id && entry.pairs != ["*"]))
        }?.reason
    }
}
