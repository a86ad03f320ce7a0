internal import DocumentTree
public import OpenAPI

/// Finds what changed between two documents, as far as programs notice that meet over the network.
///
///     let changes = DocumentComparison(old: published, new: draft).changes
///     let isBreaking = changes.contains { $0.level == .breaking }
///
/// What only people read, such as descriptions and examples, is not compared.
public struct DocumentComparison: Sendable {
    /// Every change: those of the whole document, then of its components, then of operations in the order of the new
    /// document, with what was removed last.
    public let changes: [Change]

    /// Compares two documents.
    ///
    /// - Parameters:
    ///   - old: The document that programs were written for.
    ///   - new: The document that they meet.
    public init(old: Document, new: Document) {
        var comparer = DocumentComparer(old: old, new: new)
        comparer.compare()
        changes = comparer.changes
    }
}

/// The comparison while it runs: what is found at once goes to the log; schemas are collected, compared together, and
/// told of at the end.
struct DocumentComparer {
    let old: Document
    let new: Document
    var log = ChangeLog()
    var graph: SchemaGraph
    var uses: [SchemaUse] = []

    init(old: Document, new: Document) {
        self.old = old
        self.new = new
        graph = SchemaGraph(old: old.schemas, new: new.schemas)
    }

    /// The changes so far, those of the document first.
    var changes: [Change] {
        log.changes + versionChanges
    }

    mutating func compare() {
        compareServers()
        compareDocumentSecurity()
        compareSecuritySchemes()
        compareComponents()
        compareEndpoints()
        graph.compareAll()
        let report = SchemaReport(graph)
        for use in uses { report.report(use, to: &log) }
    }

    /// A breaking change under a version that is not a later one.
    private var versionChanges: [Change] {
        guard log.changes.contains(where: { $0.level == .breaking }),
            let before = VersionNumber(old.info.version), let after = VersionNumber(new.info.version), after < before
        else { return [] }
        return [
            Change(
                id: "api-version-decreased", level: .info, sides: [], scope: .document,
                message: "the version \(old.info.version) became \(new.info.version), and there are breaking changes",
                old: old.info.location, new: new.info.location)
        ]
    }

    private mutating func compareServers() {
        let (oldURLs, newURLs) = (Set(old.servers.map(\.url)), Set(new.servers.map(\.url)))
        // Documents without servers are served where they were found (OpenAPI 3.0.3 §4.7.1.1).
        if old.servers.isEmpty || new.servers.isEmpty { return }
        for server in old.servers where !newURLs.contains(server.url) {
            add(
                "api-server-removed", .warning, .document, "the server `\(server.url)` is no longer listed",
                sides: [.clients], old: server.location)
        }
        for server in new.servers where !oldURLs.contains(server.url) {
            add("api-server-added", .info, .document, "the server `\(server.url)` is new", new: server.location)
        }
    }

    private mutating func compareComponents() {
        let names = Set(new.schemas.entries.filter(\.isComponent).map(\.name))
        for entry in old.schemas.entries where entry.isComponent && !names.contains(entry.name) {
            add(
                "api-schema-removed", .info, .component("schemas/\(entry.name)"),
                "the schema `\(entry.name)` is gone from the components", old: entry.nameLocation)
        }
    }

    /// Notes a change that is not one of schemas.
    mutating func add(
        _ id: String, _ level: Change.Level, _ scope: Change.Scope, _ message: String, sides: [Change.Side] = [],
        old: SourceLocation? = nil, new: SourceLocation? = nil
    ) {
        log.add(Change(id: id, level: level, sides: sides, scope: scope, message: message, old: old, new: new))
    }
}

/// A version such as `1.4.0` (Semantic Versioning 2.0.0 §11), as far as its numbers go.
private struct VersionNumber: Comparable {
    let numbers: [Int]

    init?(_ text: String) {
        var core = text.prefix { $0 != "-" && $0 != "+" }
        if core.first == "v" { core = core.dropFirst() }
        let parts = core.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, !parts.contains(nil) else { return nil }
        numbers = parts.compactMap(\.self)
    }

    static func < (left: Self, right: Self) -> Bool {
        left.numbers.lexicographicallyPrecedes(right.numbers)
    }
}
