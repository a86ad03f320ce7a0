internal import OpenAPI

/// The members that requests need not have although they are `required`: those that are `readOnly`
/// (OpenAPI 3.0.3 §4.7.24.1), wherever a composition describes them.
enum ReadOnlyMembers {
    static func names(in schema: Schema, of document: Document) -> Set<String> {
        guard !schema.properties.isEmpty || !schema.allOf.isEmpty || schema.reference != nil else { return [] }
        var names: Set<String> = []
        var seen: Set<SchemaID> = []
        collect(schema, document, &names, &seen)
        return names
    }

    private static func collect(
        _ schema: Schema, _ document: Document, _ names: inout Set<String>, _ seen: inout Set<SchemaID>
    ) {
        for property in schema.properties where isReadOnly(property.schema, document) { names.insert(property.name) }
        for part in schema.allOf { collect(part, document, &names, &seen) }
        guard let id = schema.reference, seen.insert(id).inserted, let target = document.schemas[id] else { return }
        collect(target.schema, document, &names, &seen)
    }

    private static func isReadOnly(_ schema: Schema, _ document: Document) -> Bool {
        if schema.isReadOnly { return true }
        if let id = schema.reference, document.schemas[id]?.schema.isReadOnly == true { return true }
        return schema.allOf.contains { part in
            part.isReadOnly || part.reference.map { document.schemas[$0]?.schema.isReadOnly == true } ?? false
        }
    }
}
