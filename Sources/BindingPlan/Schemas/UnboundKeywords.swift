internal import DocumentTree
internal import OpenAPI

/// Keywords that no Swift type expresses. What they describe is bound in the closest form that loses nothing, and a
/// warning names each of them where it stands; so do webhooks, which no module is made of yet.
enum UnboundKeywords {
    static func report(_ document: Document) -> [Diagnostic] {
        var log = DiagnosticLog()
        for entry in document.schemas.entries { visit(entry.schema, &log) }
        for item in document.paths { visit(item, &log) }
        for item in document.webhooks {
            log.warning("not-bound-yet", "the webhook '\(item.key)' is not bound yet", at: item.keyLocation)
        }
        return log.diagnostics
    }

    private static func visit(_ item: PathItem, _ log: inout DiagnosticLog) {
        for operation in item.operations {
            for parameter in operation.parameters {
                visit(parameter.content, &log)
            }
            for mediaType in operation.requestBody?.content ?? [] { mediaType.schema.map { visit($0, &log) } }
            for response in operation.responses {
                for mediaType in response.content { mediaType.schema.map { visit($0, &log) } }
                for header in response.headers { visit(header.content, &log) }
            }
        }
    }

    private static func visit(_ content: Parameter.Content, _ log: inout DiagnosticLog) {
        switch content {
        case .schema(let schema, _, _, _): visit(schema, &log)
        case .mediaType(let mediaType): mediaType.schema.map { visit($0, &log) }
        }
    }

    private static func visit(_ schema: Schema, _ log: inout DiagnosticLog) {
        func say(_ keyword: String, _ effect: String) {
            log.warning("unsupported-keyword", "'\(keyword)' \(effect)", at: schema.location)
        }
        let unchecked = "is not checked by the generated code"
        if schema.not != nil { say("not", unchecked) }
        if schema.ifSchema != nil { say("if", unchecked) }
        if !schema.patternProperties.isEmpty { say("patternProperties", "is bound as additional members of any name") }
        if schema.propertyNames != nil { say("propertyNames", unchecked) }
        if !schema.dependentRequired.isEmpty { say("dependentRequired", unchecked) }
        if !schema.dependentSchemas.isEmpty { say("dependentSchemas", unchecked) }
        if !schema.prefixItems.isEmpty { say("prefixItems", "is bound as an array of any values") }
        if schema.contains != nil { say("contains", unchecked) }
        if schema.unevaluatedItems != nil { say("unevaluatedItems", unchecked) }
        if schema.isNever { say("false", "is bound as any value, although nothing matches it") }
        for property in schema.properties { visit(property.schema, &log) }
        for property in schema.patternProperties { visit(property.schema, &log) }
        if case .schema(let value) = schema.additionalProperties { visit(value, &log) }
        if let items = schema.items { visit(items, &log) }
        for member in schema.allOf { visit(member, &log) }
        for member in schema.oneOf { visit(member, &log) }
        for member in schema.anyOf { visit(member, &log) }
    }
}
