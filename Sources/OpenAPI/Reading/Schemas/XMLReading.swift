import DocumentTree

extension XML {
    /// OpenAPI 3.0.3 §4.7.26.
    static func read(_ node: Node, in context: ReadingContext) -> XML? {
        ObjectCursor.read(node, as: .xml, in: context) { cursor in
            XML(
                name: cursor.string("name"),
                namespace: cursor.string("namespace"),
                prefix: cursor.string("prefix"),
                isAttribute: cursor.bool("attribute") ?? false,
                isWrapped: cursor.bool("wrapped") ?? false
            )
        }
    }
}
