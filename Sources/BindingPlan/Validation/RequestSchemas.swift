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
        var schemas = SchemaText(document)
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
        let definitions = schemas.definitions()
        log = schemas.log
        guard !inputs.isEmpty else { return }
        let parts = [Self.part("schemas", definitions), Self.part("operations", inputs)].compactMap(\.self)
        text = "{\(parts.joined(separator: ",\n"))}"
    }

    /// An object whose members each begin a line, so that what changes changes few lines.
    static func part(_ name: String, _ members: [(String, JSONLiteral)]) -> String? {
        if members.isEmpty { return nil }
        let lines = members.map { "\(JSONLiteral.string($0).text):\($1.text)" }
        return "\"\(name)\":{\n\(lines.joined(separator: ",\n"))}"
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
