import DocumentTree

extension Link {
    /// OpenAPI 3.0.3 §4.7.20. The name is the key that leads here, and filled in by ``readAll(_:in:)``.
    static func read(_ node: Node, in context: ReadingContext) -> Link? {
        ObjectCursor.read(node, as: .link, in: context) { cursor in
            let operationID = cursor.string("operationId")
            let operationReference = cursor.string("operationRef")
            if (operationID == nil) == (operationReference == nil) {
                context.log.error(
                    "link-target",
                    "a link object must have either 'operationId' or 'operationRef'",
                    at: node.location
                )
            }
            return Link(
                name: "",
                operationID: operationID,
                operationReference: operationReference,
                parameters: cursor.map("parameters"),
                requestBody: cursor.take("requestBody")?.value,
                description: cursor.text("description"),
                server: cursor.take("server").flatMap { Server.read($0.value, in: context) },
                location: node.location,
                componentName: nil,
                extensions: cursor.extensions
            )
        }
    }

    /// The links of a response, with their names.
    static func readAll(_ members: [Node.Member], in context: ReadingContext) -> [Link] {
        members.compactMap { member in
            guard var found = context.resolve(member.value, as: .link, memo: context.links, read: read) else {
                return nil
            }
            found.value.name = member.key
            found.value.componentName = found.componentName
            if let description = found.description { found.value.description = description }
            return found.value
        }
    }
}
