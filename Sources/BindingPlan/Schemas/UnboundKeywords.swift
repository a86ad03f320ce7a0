internal import DocumentTree
internal import OpenAPI

/// Keywords that no Swift type expresses. What they describe is bound in the closest form that loses nothing, and a
/// warning names each of them where it stands.
enum UnboundKeywords {
    static func report(_ document: Document) -> [Diagnostic] {
        var log = DiagnosticLog()
        var ends: Set<String> = []
        DocumentSchemas.forEach(in: document) { schema in
            // Nothing after the elements of a tuple says how long it is, and binds nothing.
            if schema.hasRareKeywords, !schema.prefixItems.isEmpty, let items = schema.items, items.isNever {
                ends.insert("\(items.location)")
            }
            if !schema.isNever || !ends.contains("\(schema.location)") { say(schema, &log) }
        }
        for entry in document.schemas.entries {
            guard let value = entry.schema.defaultValue, Documentation.code(value) == nil else { continue }
            log.warning("unsupported-keyword", "'default' of '\(entry.name)' is not applied", at: value.location)
        }
        return log.diagnostics
    }

    private static func say(_ schema: Schema, _ log: inout DiagnosticLog) {
        func say(_ keyword: String, _ effect: String) {
            let place = schema.keywordLocations[keyword] ?? schema.location
            log.warning("unsupported-keyword", "'\(keyword)' \(effect)", at: place)
        }
        if schema.hasRareKeywords {
            if !schema.patternProperties.isEmpty {
                say("patternProperties", "is bound as additional members of any name")
            }
            if !schema.prefixItems.isEmpty {
                say("prefixItems", "is bound as an array of any values, which validation checks")
            }
            if schema.contentSchema != nil { say("contentSchema", "is not bound; the text is kept as it is") }
        }
        if schema.format == "uint64", schema.types == [.integer] {
            log.report(
                Diagnostic(
                    id: "large-integers", severity: .note,
                    message: "'uint64' is bound as a signed integer of 64 bits; larger numbers are refused",
                    location: schema.location, help: nil))
        }
        if schema.isNever { say("false", "is bound as any value, although nothing matches it") }
    }
}
