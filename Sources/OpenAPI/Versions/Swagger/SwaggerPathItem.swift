import DocumentTree

extension PathItem {
    /// Swagger 2.0, "Path Item Object"; a `$ref` in it was followed already.
    static func readSwagger(_ node: Node, _ scope: SwaggerScope, in context: ReadingContext) -> PathItem? {
        ObjectCursor.read(node, as: .pathItem, in: context) { cursor in
            let shared = SwaggerParameters.read(cursor.list("parameters"), in: context)
            let operations = Method.takeAll(&cursor).compactMap { method in
                Operation.readSwagger(method, sharing: shared, scope, in: context)
            }
            return PathItem(
                key: "",
                keyLocation: node.location,
                summary: nil,
                description: nil,
                servers: [],
                parameters: shared.parameters,
                operations: operations,
                extensions: cursor.extensions
            )
        }
    }
}
