import DocumentTree

extension Callback {
    /// OpenAPI 3.0.3 §4.7.18. The name is the key that leads here, and filled in by ``readAll(_:in:)``.
    static func read(_ node: Node, in context: ReadingContext) -> Callback? {
        ObjectCursor.read(node, as: .callback, in: context) { cursor in
            let members = cursor.takeAll()
            return Callback(
                name: "",
                pathItems: members.filter { !$0.isExtension }.compactMap { PathItem.read($0, in: context) },
                location: node.location,
                componentName: nil,
                extensions: cursor.extensions
            )
        }
    }

    /// The callbacks of an operation, with their names.
    static func readAll(_ members: [Node.Member], in context: ReadingContext) -> [Callback] {
        members.compactMap { member in
            guard var found = context.resolve(member.value, as: .callback, memo: context.callbacks, read: read) else {
                return nil
            }
            found.value.name = member.key
            found.value.componentName = found.componentName
            return found.value
        }
    }
}
