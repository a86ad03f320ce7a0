import DocumentTree

/// OpenAPI 3.0.3 §4.7.7: everything is read, used or not, so that nothing wrong is passed over.
struct Components {
    var securitySchemes: [SecurityScheme] = []

    static func read(_ node: Node, in context: ReadingContext) -> Components {
        ObjectCursor.read(node, as: .components, in: context) { cursor in
            var components = Components()
            Schema.readComponents(section("schemas", &cursor), in: context)
            for member in section("parameters", &cursor) {
                context.readComponent(member, as: .parameter, memo: context.parameters, read: Parameter.read)
            }
            for member in section("headers", &cursor) {
                context.readComponent(member, as: .header, memo: context.headers, read: Header.read)
            }
            for member in section("examples", &cursor) {
                context.readComponent(member, as: .example, memo: context.examples, read: Example.read)
            }
            for member in section("links", &cursor) {
                context.readComponent(member, as: .link, memo: context.links, read: Link.read)
            }
            for member in section("requestBodies", &cursor) {
                context.readComponent(member, as: .requestBody, memo: context.requestBodies, read: RequestBody.read)
            }
            for member in section("responses", &cursor) {
                context.readComponent(member, as: .response, memo: context.responses, read: Response.read)
            }
            for member in section("callbacks", &cursor) {
                context.readComponent(member, as: .callback, memo: context.callbacks, read: Callback.read)
            }
            if context.version(at: node.location) >= .v3_1 {
                for member in section("pathItems", &cursor) { _ = PathItem.read(member, in: context) }
            }
            if context.version(at: node.location) == .v3_2 {
                for member in section("mediaTypes", &cursor) {
                    context.readComponent(member, as: .mediaType, memo: context.mediaTypes, read: MediaType.read)
                }
            }
            components.securitySchemes = section("securitySchemes", &cursor).compactMap {
                readSecurityScheme($0, in: context)
            }
            return components
        } ?? Components()
    }

    private static func section(_ key: String, _ cursor: inout ObjectCursor) -> [Node.Member] {
        let members = cursor.map(key)
        for member in members { ComponentName.check(member, section: key, in: cursor.context) }
        return members
    }

    private static func readSecurityScheme(_ member: Node.Member, in context: ReadingContext) -> SecurityScheme? {
        let found = context.resolve(member.value, as: .securityScheme, memo: context.securitySchemes) { node, context in
            SecurityScheme.read(node, name: member.key, in: context)
        }
        guard var scheme = found?.value else { return nil }
        scheme.name = member.key
        if let description = found?.description { scheme.description = description }
        return scheme
    }
}

extension Schema {
    /// Reads the document's schema components into the table.
    ///
    /// All are announced before the first is read, so that references among them do not have them read again.
    static func readComponents(_ members: [Node.Member], in context: ReadingContext) {
        let ids = members.map { member in
            let pointer = ComponentPlace.pointer(to: member.key, in: "schemas", version: context.entry.version)
            return SchemaID(filePath: context.entry.file.path, pointer: pointer.description)
        }
        for id in ids { context.schemas.begin(id) }
        for (id, member) in zip(ids, members) {
            context.schemas.add(
                SchemaTable.Entry(
                    id: id,
                    name: member.key,
                    nameLocation: member.keyLocation,
                    schema: Schema.read(member.value, in: context),
                    isComponent: true
                )
            )
        }
    }
}
