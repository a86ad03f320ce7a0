import DocumentTree

extension XML {
    /// OpenAPI 3.0.3 §4.7.26. `nodeType: attribute` is what `attribute: true` was before (OpenAPI 3.2.0 "XML Object").
    static func read(_ node: Node, in context: ReadingContext) -> XML? {
        ObjectCursor.read(node, as: .xml, in: context) { cursor in
            let nodeType = context.version(at: node.location) == .v3_2 ? cursor.string("nodeType") : nil
            return XML(
                name: cursor.string("name"),
                namespace: cursor.string("namespace"),
                prefix: cursor.string("prefix"),
                isAttribute: cursor.bool("attribute") ?? (nodeType == "attribute"),
                isWrapped: cursor.bool("wrapped") ?? false
            )
        }
    }
}
