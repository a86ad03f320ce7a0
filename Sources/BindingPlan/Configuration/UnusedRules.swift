public import DocumentTree
public import OpenAPI

extension Configuration {
    /// A warning for each rule that changes nothing about a document: a misspelt pattern would be lost otherwise.
    ///
    /// - Parameters:
    ///   - document: All of the document, since a rule for what a filter leaves out is not misspelt.
    ///   - plan: What was made of it, which knows what is written in place.
    public func unusedRules(for document: Document, _ plan: Plan) -> [Diagnostic] {
        let schemas = document.schemas.entries.map(\.name)
        let tags = document.tags.map(\.name) + document.paths.flatMap(\.operations).flatMap(\.tags)
        return Self.unused(schemaNames, among: schemas, "schema") + Self.unused(tagNames, among: tags, "tag")
            + Self.unused(conformances.map { ($0.pattern, $0.location) }, among: schemas, "schema")
            + unusedTypes(for: document, schemas) + unusedRules(for: RuleNames(document, plan))
    }

    private func unusedRules(for names: @autoclosure () -> RuleNames) -> [Diagnostic] {
        let enumRules = enumStyles.filter { $0.location != nil }
        let nameRules = [propertyNames, operationNames, parameterNames, caseNames]
        guard !enumRules.isEmpty || nameRules.contains(where: { !$0.isEmpty }) else { return [] }
        let names = names()
        return Self.unused(propertyNames, among: names.properties, "property")
            + Self.unused(operationNames, among: names.operations, "operation")
            + Self.unused(parameterNames, among: names.parameters, "parameter")
            + Self.unused(caseNames, among: names.cases, "case")
            + Self.unused(enumRules.map { ($0.pattern, $0.location) }, among: names.enums, "enum")
    }

    private func unusedTypes(for document: Document, _ schemas: [String]) -> [Diagnostic] {
        var patterns: [(pattern: String, location: SourceLocation?)] = []
        var formats: [(pattern: String, location: SourceLocation?)] = []
        var result: [Diagnostic] = []
        for rule in types {
            switch rule.target {
            case .schema(let pattern): patterns.append((pattern, rule.location))
            case .format(let format): formats.append((format, rule.location))
            case .pointer(let file, let pointer):
                guard document.schema(at: pointer, ofFile: file) == nil else { continue }
                result.append(
                    Diagnostic(
                        id: "unused-rule", severity: .warning,
                        message: "there is no schema at '\("\(file)#\(pointer)".escapedForMessage)'",
                        location: rule.location,
                        help: "the way to it begins at a schema that has a name or is referred to"))
            }
        }
        var known: Set<String> = []
        if !formats.isEmpty { DocumentSchemas.forEach(in: document) { $0.format.map { _ = known.insert($0) } } }
        return result + Self.unused(patterns, among: schemas, "schema")
            + Self.unused(formats, among: known.sorted(), "format")
    }

    private static func unused(_ rules: [NameRule], among names: [String], _ noun: String) -> [Diagnostic] {
        unused(rules.map { ($0.pattern, $0.location) }, among: names, noun)
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
