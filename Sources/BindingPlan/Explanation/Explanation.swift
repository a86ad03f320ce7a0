public import DocumentTree
public import OpenAPI

/// Tells what a schema or an operation of a document becomes in Swift, and why, as text for people.
public struct Explanation {
    let document: Document
    let plan: Plan
    let configuration: Configuration
    let diagnostics: [Diagnostic]
    /// Where a planned file goes.
    let place: (String) -> String
    let speller: TypeSpeller
    let types: [TypeName: TypePlan]
    /// The operations' plans, by where the operations are written.
    private let operations: [SourceLocation: [(tag: TagPlan, plan: OperationPlan)]]
    /// The name of the schema that a property is written in, by the property's place.
    let owners: [SourceLocation: String]

    /// - Parameters:
    ///   - document: All of the document.
    ///   - plan: What was made of it.
    ///   - configuration: How it was asked for.
    ///   - diagnostics: What was said about the document and the configuration.
    ///   - place: Where a planned file goes.
    public init(
        of document: Document, _ plan: Plan, configuration: Configuration, diagnostics: [Diagnostic],
        place: @escaping (String) -> String
    ) {
        self.document = document
        self.plan = plan
        self.configuration = configuration
        self.diagnostics = diagnostics
        self.place = place
        speller = TypeSpeller(module: configuration.moduleName(of: .api), types: plan.types, tags: plan.tags)
        types = Dictionary(plan.types.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let operations = plan.tags.flatMap { tag in tag.operations.map { (tag: tag, plan: $0) } }
        self.operations = Dictionary(grouping: operations) { $0.plan.location }
        var owners: [SourceLocation: String] = [:]
        for entry in document.schemas.entries {
            for part in [entry.schema] + entry.schema.allOf {
                for property in part.properties { owners[property.nameLocation] = entry.name }
            }
        }
        self.owners = owners
    }

    /// The text about everything that bears a name; nil where nothing does.
    ///
    /// - Parameter name: A schema's name, a reference to it or the name of a Swift type; an operation's id, its method and
    ///   path (`GET /pets`) or the name of its Swift method (`pets.list`).
    public func text(for name: String) -> String? {
        var parts = document.schemas.entries.filter { names(of: $0).contains(name) }.map { text(about: $0) }
        if parts.isEmpty, let type = plan.types.first(where: { $0.name.path == name }), !isOperation(type.name) {
            if let entry = document.schemas.entries.first(where: { $0.name == type.schemaName }) {
                parts.append(text(about: entry))
            } else {
                parts.append(heading("Schema in place", type.location) + text(about: type))
            }
        }
        for item in document.everyItem {
            for operation in item.operations where names(of: operation, item).contains(name) {
                parts.append(text(about: operation, item))
            }
        }
        return parts.isEmpty ? nil : parts.joined(separator: "\n\n")
    }

    /// The name that is nearest to one that nothing bears.
    public func suggestion(for name: String) -> String? {
        let schemas = document.schemas.entries.map(\.name)
        let operations = document.everyItem.flatMap { item in item.operations.flatMap { names(of: $0, item) } }
        return Spelling.closest(to: name, among: schemas + operations + plan.types.map(\.name.path))
    }

    // MARK: Names

    private func names(of entry: SchemaTable.Entry) -> [String] {
        let file = entry.id.filePath == document.file.path ? "" : entry.id.filePath
        return [entry.name, "\(file)#\(entry.id.pointer)"]
    }

    private func names(of operation: OpenAPI.Operation, _ item: PathItem) -> [String] {
        var names = ["\(operation.method) \(item.key)", operation.filterName(key: item.key)]
        if let (tag, plan) = self.plan(of: operation) {
            names += [plan.name.path, "\(tag.memberName).\(plan.methodName)"]
        }
        return names
    }

    func plan(of operation: OpenAPI.Operation) -> (tag: TagPlan, plan: OperationPlan)? {
        operations[operation.location]?.first { $0.plan.method == operation.method }
    }

    private func isOperation(_ name: TypeName) -> Bool {
        plan.tags.contains { $0.name == name || $0.operations.contains { $0.name == name } }
    }

    // MARK: Lines

    func heading(_ title: String, _ location: SourceLocation) -> String {
        "\(title.escapedForMessage) (\(location))\n"
    }

    func section(_ title: String, _ lines: [String]) -> String {
        lines.isEmpty ? "" : "  \(title):\n" + lines.map { "    \($0)\n" }.joined()
    }

    /// Lines of two columns.
    func table(_ rows: [(String, String)]) -> [String] {
        let width = min(rows.map(\.0.count).max() ?? 0, 48)
        return rows.map { left, right in
            guard !right.isEmpty else { return left }
            return left + String(repeating: " ", count: max(width - left.count, 0) + 2) + right.escapedForMessage
        }
    }

    /// What was said about the part of a file that begins at a place: what stands deeper than it, up to whatever comes next.
    func diagnostics(from start: SourceLocation) -> String {
        let next = boundaries.filter { $0.file === start.file && start.isBefore($0) }.min { $0.isBefore($1) }
        let own = diagnostics.filter { diagnostic in
            guard let location = diagnostic.location, location.file === start.file else { return false }
            if location == start { return true }
            guard start.isBefore(location), location.column > start.column else { return false }
            return next.map { location.isBefore($0) } ?? true
        }
        return section("Diagnostics", own.map { "\($0.rendered())".replacing("\n", with: "\n    ") })
    }

    private var boundaries: [SourceLocation] {
        document.schemas.entries.map(\.nameLocation)
            + document.everyItem.flatMap { [$0.keyLocation] + $0.operations.map(\.location) }
    }
}

extension SourceLocation {
    func isBefore(_ other: SourceLocation) -> Bool { (line, column) < (other.line, other.column) }
}
