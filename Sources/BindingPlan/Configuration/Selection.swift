public import DocumentTree
public import OpenAPI

/// The part of a document that `include` and `exclude` leave.
///
/// With `include`, that is the operations and schemas that match it; without it, everything. What matches `exclude` is
/// left out. A schema that something kept needs is always kept; one that only left-out things need is left out with
/// them. Discriminators need the schemas that they can lead to.
public enum Selection {
    /// The part of `document` that is to be bound, and a warning for each entry of a filter that has no effect.
    public static func apply(
        _ configuration: Configuration, to document: Document
    ) -> (document: Document, diagnostics: [Diagnostic]) {
        guard configuration.included != nil || configuration.excluded != nil else { return (document, []) }
        var use = FilterUse()
        let included = configuration.included.map { FilterMatcher($0) }
        let excluded = configuration.excluded.map { FilterMatcher($0) }
        func keeps(_ operation: OpenAPI.Operation, _ key: String) -> Bool {
            let isIncluded = included?.matches(operation, key: key, &use) ?? true
            let isExcluded = excluded?.matches(operation, key: key, &use) ?? false
            return isIncluded && !isExcluded
        }
        var part = document
        part.paths = items(document.paths, keeps)
        part.webhooks = items(document.webhooks, keeps)

        var needs = SchemaNeeds(document.schemas, overrides: TypeOverrides(configuration.types, document: document))
        needs.addOperations(of: part)
        let needed = needs.ids
        let candidates: [SchemaTable.Entry]
        if configuration.included == nil {
            // What no operation needs stands for itself.
            var all = needs
            all.addOperations(of: document)
            candidates = document.schemas.entries.filter { $0.isComponent && !all.ids.contains($0.id) }
        } else {
            candidates = document.schemas.entries.filter { included?.matches(schema: $0.name, &use) ?? false }
        }
        let matched = document.schemas.entries.filter { excluded?.matches(schema: $0.name, &use) ?? false }
        let leftOut = Set(matched.map(\.id))
        for entry in candidates where !leftOut.contains(entry.id) { needs.add(entry.id) }
        let kept = needs.ids
        part.schemas = document.schemas.filter { kept.contains($0.id) }
        let unused = use.unused(configuration, in: document)
        return (part, unused + stillNeeded(matched.filter { kept.contains($0.id) }, configuration, needed))
    }

    private static func items(
        _ items: [PathItem], _ keeps: (OpenAPI.Operation, String) -> Bool
    ) -> [PathItem] {
        items.compactMap { item in
            var item = item
            item.operations = item.operations.filter { keeps($0, item.key) }
            return item.operations.isEmpty ? nil : item
        }
    }

    /// A warning for each excluded schema that is kept all the same.
    private static func stillNeeded(
        _ entries: [SchemaTable.Entry], _ configuration: Configuration, _ neededByOperations: Set<SchemaID>
    ) -> [Diagnostic] {
        entries.map { entry in
            let filter = configuration.excluded?.schemas.first { NamePattern($0.pattern).match(entry.name) != nil }
            let user = neededByOperations.contains(entry.id) ? "an operation" : "a schema"
            return Diagnostic(
                id: "excluded-but-needed", severity: .warning,
                message: "the schema '\(entry.name.escapedForMessage)' is not left out, because \(user) needs it",
                location: filter?.location, help: "exclude what needs it too")
        }
    }
}

/// Which entries of the filters matched something.
struct FilterUse {
    fileprivate var used: Set<SourceLocation> = []

    mutating func note(_ entry: Configuration.Filter.Entry) {
        if let location = entry.location { used.insert(location) }
    }

    func unused(_ configuration: Configuration, in document: Document) -> [Diagnostic] {
        let items = document.paths + document.webhooks
        let operations = items.flatMap { item in item.operations.map { ($0, $0.filterName(key: item.key)) } }
        let filters = [configuration.included, configuration.excluded].compactMap { $0 }
        return filters.flatMap { (filter: Configuration.Filter) -> [Diagnostic] in
            var unused = warnings(filter.tags, "tag", operations.flatMap(\.0.tags))
            unused += warnings(filter.paths, "path", items.map(\.key))
            unused += warnings(filter.operations, "operation", operations.map(\.1))
            unused += warnings(filter.schemas, "schema", document.schemas.entries.map(\.name))
            return unused
        }
    }

    private func warnings(_ entries: [Configuration.Filter.Entry], _ noun: String, _ names: [String]) -> [Diagnostic] {
        entries.compactMap { entry in
            guard let location = entry.location, !used.contains(location) else { return nil }
            return Diagnostic(
                id: "unused-filter", severity: .warning,
                message: "no \(noun) matches '\(entry.pattern.escapedForMessage)'", location: location,
                help: Spelling.closest(to: entry.pattern, among: names).map { "did you mean '\($0)'?" })
        }
    }
}

/// A filter with its patterns taken apart.
private struct FilterMatcher {
    private typealias Pattern = (pattern: NamePattern, entry: Configuration.Filter.Entry)

    private let tags: [Pattern]
    private let paths: [Pattern]
    private let operations: [Pattern]
    private let schemas: [Pattern]

    init(_ filter: Configuration.Filter) {
        func patterns(_ entries: [Configuration.Filter.Entry]) -> [Pattern] {
            entries.map { (NamePattern($0.pattern), $0) }
        }
        tags = patterns(filter.tags)
        paths = patterns(filter.paths)
        operations = patterns(filter.operations)
        schemas = patterns(filter.schemas)
    }

    func matches(_ operation: OpenAPI.Operation, key: String, _ use: inout FilterUse) -> Bool {
        let byTag = operation.tags.map { matches(tags, $0, &use) }.contains(true)
        let byPath = matches(paths, key, &use)
        return matches(operations, operation.filterName(key: key), &use) || byTag || byPath
    }

    func matches(schema name: String, _ use: inout FilterUse) -> Bool { matches(schemas, name, &use) }

    /// Every entry that matches is noted, so that none counts as unused because of another.
    private func matches(_ patterns: [Pattern], _ name: String, _ use: inout FilterUse) -> Bool {
        var isMatch = false
        for (pattern, entry) in patterns where pattern.match(name) != nil {
            use.note(entry)
            isMatch = true
        }
        return isMatch
    }
}

extension OpenAPI.Operation {
    /// What the configuration calls an operation: its id, else its method and path.
    func filterName(key: String) -> String { operationID.flatMap { $0.isEmpty ? nil : $0 } ?? "\(method) \(key)" }
}
