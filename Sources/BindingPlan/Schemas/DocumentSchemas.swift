internal import OpenAPI

/// All schemas of a document: those with an identity, those written in place, and what they hold.
enum DocumentSchemas {
    static func forEach(in document: Document, _ body: (Schema) -> Void) {
        for entry in document.schemas.entries { visit(entry.schema, body) }
        for item in document.everyItem {
            for operation in item.operations { visit(operation, body) }
        }
    }

    private static func visit(_ operation: Operation, _ body: (Schema) -> Void) {
        for parameter in operation.parameters { visit(parameter.content, body) }
        for mediaType in operation.requestBody?.content ?? [] { mediaType.schema.map { visit($0, body) } }
        for response in operation.responses {
            for mediaType in response.content { mediaType.schema.map { visit($0, body) } }
            for header in response.headers { visit(header.content, body) }
        }
    }

    private static func visit(_ content: Parameter.Content, _ body: (Schema) -> Void) {
        switch content {
        case .schema(let schema, _, _, _): visit(schema, body)
        case .mediaType(let mediaType): mediaType.schema.map { visit($0, body) }
        }
    }

    private static func visit(_ schema: Schema, _ body: (Schema) -> Void) {
        body(schema)
        for property in schema.properties { visit(property.schema, body) }
        if schema.hasRareKeywords { for property in schema.patternProperties { visit(property.schema, body) } }
        if case .schema(let value) = schema.additionalProperties { visit(value, body) }
        if let items = schema.items { visit(items, body) }
        for member in schema.allOf + schema.oneOf + schema.anyOf { visit(member, body) }
    }
}
