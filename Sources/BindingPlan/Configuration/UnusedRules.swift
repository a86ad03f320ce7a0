public import DocumentTree
public import OpenAPI

extension Configuration {
    /// A warning for each rule that changes nothing about a document: a misspelt pattern would be lost otherwise.
    public func unusedRules(for document: Document) -> [Diagnostic] {
        let schemas = document.schemas.entries.map(\.name)
        let tags = document.tags.map(\.name) + document.paths.flatMap(\.operations).flatMap(\.tags)
        return Self.unused(schemaNames.map { ($0.pattern, $0.location) }, among: schemas, "schema")
            + Self.unused(tagNames.map { ($0.pattern, $0.location) }, among: tags, "tag")
            + Self.unused(conformances.map { ($0.pattern, $0.location) }, among: schemas, "schema")
    }

    /// The rules that are the first to match for none of the names.
    private static func unused(
        _ rules: [(pattern: String, location: SourceLocation?)],
        among names: [String],
        _ noun: String
    ) -> [Diagnostic] {
        var left = names
        var result: [Diagnostic] = []
        for rule in rules {
            let pattern = NamePattern(rule.pattern)
            let count = left.count
            left.removeAll { pattern.match($0) != nil }
            guard left.count == count else { continue }
            let isTaken = names.contains { pattern.match($0) != nil }
            result.append(
                Diagnostic(
                    id: "unused-rule",
                    severity: .warning,
                    message: isTaken
                        ? "every \(noun) that matches '\(rule.pattern.escapedForMessage)' is taken by an earlier rule"
                        : "no \(noun) matches '\(rule.pattern.escapedForMessage)'",
                    location: rule.location,
                    help: isTaken
                        ? "the first rule that matches wins; put this one before it" : nearest(rule.pattern, names)
                )
            )
        }
        return result
    }

    private static func nearest(_ pattern: String, _ names: [String]) -> String? {
        Spelling.closest(to: pattern, among: names).map { "did you mean '\($0)'?" }
    }
}
