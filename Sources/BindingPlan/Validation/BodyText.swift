internal import OpenAPI

/// What an operation's bodies are held against, as the runtime's `SchemaSet` takes it.
struct BodyText {
    let body: BodyPlan

    /// Nil where there is nothing to check.
    func text(_ schemas: inout SchemaText) -> JSONLiteral? {
        for remainder in body.checks.flatMap(\.remainders) { schemas.noteUnchecked(remainder) }
        let texts = body.checks.map { text($0.kind, &schemas) }
        guard texts.contains(where: { $0 != nil }) else { return nil }
        // Other bodies are missed by whoever reads them.
        let isContent = body.checks.contains { if case .content = $0.kind { true } else { false } }
        let required = body.isRequired && isContent ? [Self.flag("required")] : []
        if body.coding == .json, case .content(let content) = body.checks.first?.kind {
            return .object(required + [("schema", schemas.text(content.schema))])
        }
        let content = zip(body.checks, texts).map { ($0.mediaType, $1 ?? JSONLiteral("null")) }
        return .object(required + [("content", .object(content))])
    }

    private func text(_ kind: BodyCheckPlan.Kind, _ schemas: inout SchemaText) -> JSONLiteral? {
        switch kind {
        case .content(let content): return member(content, &schemas).map { .object([$0]) }
        case .value(let schema):
            let text = schemas.text(schema)
            return text == SchemaText.anything ? nil : .object([("value", text)])
        case .elements(let content): return member(content, &schemas).map { .object([("elements", .object([$0]))]) }
        case .parts(let parts):
            let isClosed = parts.isClosed
            let texts = parts.all.map { ($0.name, text($0, &schemas)) }.filter { isClosed || !$0.1.members.isEmpty }
            let rest =
                (isClosed ? [Self.flag("closed")] : []) + Self.count("minProperties", parts.minProperties)
                + Self.count("maxProperties", parts.maxProperties)
            return texts.isEmpty && rest.isEmpty ? nil : .object([("parts", .object(texts))] + rest)
        case .nothing: return nil
        }
    }

    private func text(_ part: BodyCheckPlan.Part, _ schemas: inout SchemaText) -> JSONLiteral {
        var members = part.content.flatMap { member($0, &schemas) }.map { [$0] } ?? []
        // An array without elements has no parts, and is there all the same.
        let headers = part.headers.compactMap { ParameterText($0).text(&schemas) }
        if !headers.isEmpty { members.append(("headers", .array(headers))) }
        if part.isRequired, !part.isList || part.minItems != nil { members.append(Self.flag("required")) }
        if part.isList, !members.isEmpty || part.minItems != nil || part.maxItems != nil {
            members.append(Self.flag("list"))
        }
        return .object(members + Self.count("minItems", part.minItems) + Self.count("maxItems", part.maxItems))
    }

    /// Nil where every content is valid.
    private func member(
        _ content: BodyCheckPlan.Content, _ schemas: inout SchemaText
    ) -> (String, JSONLiteral)? {
        let text = schemas.text(content.schema)
        if text == SchemaText.anything || content.isText && text == .string("string") { return nil }
        return (content.isText ? "text" : "json", text)
    }

    private static func count(_ name: String, _ count: Int?) -> [(String, JSONLiteral)] {
        count.map { [(name, JSONLiteral(String($0)))] } ?? []
    }

    private static func flag(_ name: String) -> (String, JSONLiteral) { (name, JSONLiteral("true")) }
}
