import DocumentTree

extension PathItem {
    /// The keys of operations in the order in which the specification lists them (OpenAPI 3.0.3 §4.7.9.1).
    static let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]

    /// Those of Swagger 2.0, "Path Item Object".
    static let swaggerMethods = methods.filter { $0 != "trace" }

    /// Reads the entry of `paths`, `webhooks` or a callback.
    static func read(_ member: Node.Member, in context: ReadingContext) -> PathItem? {
        read(member, in: context) { readValue($0, in: context) }
    }

    /// Reads an entry whose value is written in place or referred to.
    ///
    /// - Parameter value: Reads a path item object without `$ref`.
    static func read(_ member: Node.Member, in context: ReadingContext, value: (Node) -> PathItem?) -> PathItem? {
        guard let merged = PathItemReferences.followed(from: member.value, in: context) else { return nil }
        for id in merged.targets { context.pathItems.begin(id) }
        defer { for id in merged.targets { context.pathItems.end(id, nil) } }
        context.referenceDepth += merged.targets.count
        defer { context.referenceDepth -= merged.targets.count }

        var item = value(merged.node)
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
                parameters: parameters,
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
    static func takeAll(_ cursor: inout ObjectCursor) -> [Method] {
        let version = cursor.context.version(at: cursor.location)
        let isLatest = version == .v3_2
        let keys = (version == .v2_0 ? PathItem.swaggerMethods : PathItem.methods) + (isLatest ? ["query"] : [])
        var found = keys.compactMap { key in
            cursor.take(key).map { Method(name: key.uppercased(), member: $0) }
        }
        if isLatest {
            // Their keys are methods as they are sent (OpenAPI 3.2.0 §4.10.1).
            found += cursor.map("additionalOperations").compactMap { additional($0, beside: keys, in: cursor.context) }
        }
        return found.sorted { left, right in
            let (first, second) = (left.member.keyLocation, right.member.keyLocation)
            return (first.line, first.column) < (second.line, second.column)
        }
    }

    /// A method that has no key of its own. One that has "MUST NOT" stand here, and names are tokens (RFC 9110 §9.1).
    private static func additional(
        _ member: Node.Member,
        beside keys: [String],
        in context: ReadingContext
    ) -> Method? {
        guard FieldName.isToken(member.key.utf8) else {
            context.log.error(
                "additional-operation",
                "'\(member.key.escapedForMessage)' is not the name of a method",
                at: member.keyLocation
            )
            return nil
        }
        if keys.contains(where: { $0.uppercased() == member.key }) {
            context.log.error(
                "additional-operation",
                "'\(member.key)' has a key of its own, and does not stand in 'additionalOperations'",
                at: member.keyLocation,
                help: "write '\(member.key.lowercased())' beside it"
            )
            return nil
        }
        return Method(name: member.key, member: member)
    }
}
