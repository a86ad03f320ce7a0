import DocumentTree

extension Server {
    /// OpenAPI 3.0.3 §4.7.5.
    static func read(_ node: Node, in context: ReadingContext) -> Server? {
        ObjectCursor.read(node, as: .server, in: context) { cursor in
            let url = cursor.requiredString("url")
            let name = context.version(at: node.location) == .v3_2 ? cursor.string("name") : nil
            let description = cursor.text("description")
            let variables = cursor.map("variables").compactMap { Variable.read($0, in: context) }
            guard let url else { return nil }
            let server = Server(
                url: url,
                name: name,
                description: description,
                variables: variables,
                location: node.location,
                extensions: cursor.extensions
            )
            ServerTemplate.check(server, in: context)
            return server
        }
    }

    /// The `servers` of a document, a path item or an operation.
    static func readList(_ cursor: inout ObjectCursor) -> [Server] {
        let context = cursor.context
        return cursor.list("servers").compactMap { read($0, in: context) }
    }
}

extension Server.Variable {
    /// OpenAPI 3.0.3 §4.7.6.
    fileprivate static func read(_ member: Node.Member, in context: ReadingContext) -> Self? {
        ObjectCursor.read(member.value, as: .serverVariable, in: context) { cursor in
            let location = member.value.location
            let hasEnumeration = member.value["enum"] != nil
            let allowed = cursor.strings("enum")
            let defaultValue = cursor.requiredString("default")
            let description = cursor.text("description")
            guard let defaultValue else { return nil }
            // 3.0 "SHOULD NOT be empty" and "SHOULD exist in the enum" became MUST in 3.1.
            let severity: Diagnostic.Severity = context.version(at: location) < .v3_1 ? .warning : .error
            if hasEnumeration, !allowed.contains(defaultValue) {
                context.log.report(
                    Diagnostic(
                        id: "server-variable-default",
                        severity: severity,
                        message:
                            "the default '\(defaultValue.escapedForMessage)' of '\(member.key.escapedForMessage)' is not among the values of its 'enum'",
                        location: member.value["default"]?.location ?? location
                    )
                )
            }
            return Self(
                name: member.key,
                defaultValue: defaultValue,
                allowedValues: allowed,
                description: description
            )
        }
    }
}
