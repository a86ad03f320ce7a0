internal import DocumentTree
internal import OpenAPI

/// The schemas that requests are held against: those of the inputs of all operations, and every schema that they lead to.
struct RequestSchemas {
    /// One JSON text with all of them, as the runtime's `SchemaSet` takes it; nil where no request has anything to check.
    private(set) var text: String?
    /// The operations whose inputs are in the text.
    private(set) var operations: Set<TypeName> = []
    private(set) var log = DiagnosticLog()

    init(_ document: Document, tags: [TagPlan]) {
        var schemas = SchemaText(
            document: document, discriminators: Discriminators(document), names: Self.names(document.schemas))
        let described = Dictionary(
            document.everyItem.flatMap { item in
                item.operations.map { ("\($0.method) \(item.key) \($0.location)", $0) }
            },
            uniquingKeysWith: { first, _ in first })
        var inputs: [(String, JSONLiteral)] = []
        for plan in tags.flatMap(\.operations) {
            guard let operation = described["\(plan.method) \(plan.pathKey) \(plan.location)"],
                let input = InputText.of(plan, operation, &schemas)
            else { continue }
            inputs.append((plan.name.path, input))
            operations.insert(plan.name)
        }
        let definitions = Self.definitions(&schemas)
        log = schemas.log
        guard !inputs.isEmpty else { return }
        let parts = [Self.part("schemas", definitions), Self.part("operations", inputs)].compactMap(\.self)
        text = "{\(parts.joined(separator: ",\n"))}"
    }

    /// An object whose members each begin a line, so that what changes changes few lines.
    private static func part(_ name: String, _ members: [(String, JSONLiteral)]) -> String? {
        if members.isEmpty { return nil }
        let lines = members.map { "\(JSONLiteral.string($0).text):\($1.text)" }
        return "\"\(name)\":{\n\(lines.joined(separator: ",\n"))}"
    }

    /// The texts of all that references lead to, in the order of the document.
    private static func definitions(_ schemas: inout SchemaText) -> [(String, JSONLiteral)] {
        var texts: [SchemaID: JSONLiteral] = [:]
        var next = 0
        while next < schemas.references.count {
            let id = schemas.references[next]
            next += 1
            guard texts[id] == nil, let entry = schemas.document.schemas[id] else { continue }
            texts[id] = schemas.definition(entry)
        }
        return schemas.document.schemas.entries.compactMap { entry in
            texts[entry.id].map { (schemas.names[entry.id] ?? entry.name, $0) }
        }
    }

    /// The names of the schemas; those that several files have get a number.
    private static func names(_ schemas: SchemaTable) -> [SchemaID: String] {
        var names: [SchemaID: String] = [:]
        var taken: Set<String> = []
        for isComponent in [true, false] {
            for entry in schemas.entries where entry.isComponent == isComponent {
                var name = entry.name
                var number = 2
                while !taken.insert(name).inserted {
                    name = "\(entry.name) \(number)"
                    number += 1
                }
                names[entry.id] = name
            }
        }
        return names
    }
}

/// The parameters and the body of an operation.
private enum InputText {
    /// - Returns: nil where nothing is left to check.
    static func of(
        _ plan: OperationPlan, _ operation: OpenAPI.Operation, _ schemas: inout SchemaText
    ) -> JSONLiteral? {
        var members: [(String, JSONLiteral)] = []
        let parameters = operation.parameters.compactMap { ParameterText($0).text(&schemas) }
        if !parameters.isEmpty { members.append(("parameters", .array(parameters))) }
        if let body = plan.body, let text = BodyText(body: body).text(&schemas) { members.append(("body", text)) }
        return members.isEmpty ? nil : .object(members)
    }
}
