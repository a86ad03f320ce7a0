import DocumentTree

extension PathItem {
    /// The keys of operations in the order in which the specification lists them (OpenAPI 3.0.3 §4.7.9.1).
    static let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]

    /// Reads the entry of `paths`, `webhooks` or a callback.
    static func read(_ member: Node.Member, in context: ReadingContext) -> PathItem? {
        guard let merged = PathItemReferences.followed(from: member.value, in: context) else { return nil }
        for id in merged.targets { context.pathItems.begin(id) }
        defer { for id in merged.targets { context.pathItems.end(id, nil) } }
        context.referenceDepth += merged.targets.count
        defer { context.referenceDepth -= merged.targets.count }

        var item = readValue(merged.node, in: context)
        item?.key = member.key
        item?.keyLocation = member.keyLocation
        return item
    }

    private static func readValue(_ node: Node, in context: ReadingContext) -> PathItem? {
        ObjectCursor.read(node, as: .pathItem, in: context) { cursor in
            let summary = cursor.text("summary")
            let description = cursor.text("description")
            let servers = Server.readList(&cursor)
            let parameters = Parameter.readList(cursor.list("parameters"), in: context)
            let operations = Method.takeAll(&cursor).compactMap { method in
                Operation.read(method, sharing: parameters, in: context)
            }
            return PathItem(
                key: "",
                keyLocation: node.location,
                summary: summary,
                description: description,
                servers: servers,
                operations: operations,
                extensions: cursor.extensions
            )
        }
    }
}

/// A method with the operation under it.
struct Method {
    /// In upper case.
    var name: String
    var member: Node.Member

    /// The operations of a path item in the order of the document.
    fileprivate static func takeAll(_ cursor: inout ObjectCursor) -> [Method] {
        let isLatest = cursor.context.version(at: cursor.location) == .v3_2
        let keys = PathItem.methods + (isLatest ? ["query"] : [])
        var found = keys.compactMap { key in
            cursor.take(key).map { Method(name: key.uppercased(), member: $0) }
        }
        if isLatest {
            // Their keys are methods as they are sent (OpenAPI 3.2.0 §4.10.1).
            found += cursor.map("additionalOperations").map { Method(name: $0.key, member: $0) }
        }
        return found.sorted { left, right in
            let (first, second) = (left.member.keyLocation, right.member.keyLocation)
            return (first.line, first.column) < (second.line, second.column)
        }
    }
}
