import DocumentTree

extension RequestBody {
    /// OpenAPI 3.0.3 §4.7.13.
    static func read(_ node: Node, in context: ReadingContext) -> RequestBody? {
        ObjectCursor.read(node, as: .requestBody, in: context) { cursor in
            let description = cursor.text("description")
            let isRequired = cursor.bool("required") ?? false
            let content = cursor.map("content")
            if cursor.node["content"] == nil { cursor.reportMissing("content") }
            return RequestBody(
                description: description,
                isRequired: isRequired,
                content: MediaType.readAll(content, in: context),
                location: node.location,
                componentName: nil,
                extensions: cursor.extensions
            )
        }
    }

    /// An operation's body, written in place or referred to.
    static func resolve(_ node: Node, in context: ReadingContext) -> RequestBody? {
        guard var found = context.resolve(node, as: .requestBody, memo: context.requestBodies, read: read) else {
            return nil
        }
        found.value.componentName = found.componentName
        if let description = found.description { found.value.description = description }
        return found.value
    }
}
