import DocumentTree

extension Document {
    /// OpenAPI 3.0.3 §4.7.1. Components come first, so that their diagnostics and schemas stand in their own order.
    ///
    /// - Parameter version: The value of `openapi`, which was looked at already.
    static func read(_ node: Node, version: String, in context: ReadingContext) -> Document? {
        ObjectCursor.read(node, as: .document, in: context) { cursor in
            let line = context.entry.version
            _ = cursor.take("openapi")
            if line == .v3_2 { readSelf(&cursor) }
            let info = cursor.takeRequired("info").flatMap { Info.read($0.value, in: context) }
            readDialect(&cursor, line)
            let servers = Server.readList(&cursor)
            let components = cursor.take("components").map { Components.read($0.value, in: context) }
            let paths = cursor.take("paths")
            let webhooks = line < .v3_1 ? nil : cursor.take("webhooks")
            if line == .v3_0, paths == nil {
                // Documents that only hold components are in wide use, and legal from 3.1 on.
                cursor.reportMissing("paths", severity: components == nil ? .error : .warning)
            } else if paths == nil, components == nil, webhooks == nil {
                cursor.reportMissing("paths", help: "a document needs 'paths', 'components' or 'webhooks'")
            }
            return Document(
                file: node.location.file,
                files: [],
                version: version,
                info: info ?? .unknown(at: node.location),
                servers: servers,
                tags: cursor.list("tags").compactMap { Tag.read($0, in: context) },
                paths: paths.map { readPaths($0.value, in: context) } ?? [],
                webhooks: webhooks.map { readWebhooks($0, in: context) } ?? [],
                schemas: SchemaTable(),
                securitySchemes: components?.securitySchemes ?? [],
                security: SecurityRequirement.readList(&cursor),
                externalDocumentation: cursor.take("externalDocs").flatMap {
                    ExternalDocumentation.read($0.value, in: context)
                },
                extensions: cursor.extensions
            )
        }
    }

    /// `$self` names the document (OpenAPI 3.2.0 "OpenAPI Object"). References that begin with it lead into the
    /// document; others go by where files are.
    private static func readSelf(_ cursor: inout ObjectCursor) {
        guard cursor.string("$self") != nil, let location = cursor.node["$self"]?.location else { return }
        cursor.context.log.report(
            Diagnostic(
                id: "self-uri",
                severity: .note,
                message: "relative references are resolved against the file's own path, not against '$self'",
                location: location
            )
        )
    }

    /// OpenAPI 3.1.1 §4.8.24.5.
    private static func readDialect(_ cursor: inout ObjectCursor, _ version: SpecificationVersion) {
        guard version >= .v3_1, let member = cursor.take("jsonSchemaDialect") else { return }
        if let text = member.value.stringText {
            SchemaDialect.check(text, at: member.value.location, in: cursor.context)
        } else {
            cursor.context.reportWrongType(member.value, of: "'jsonSchemaDialect'", expected: "a string")
        }
    }

    /// OpenAPI 3.0.3 §4.7.8.
    private static func readPaths(_ node: Node, in context: ReadingContext) -> [PathItem] {
        ObjectCursor.read(node, as: .paths, in: context) { cursor in
            cursor.takeAll().filter { !$0.isExtension }.compactMap { PathItem.read($0, in: context) }
        } ?? []
    }

    /// OpenAPI 3.1.1 §4.8.1: names with a path item each.
    private static func readWebhooks(_ member: Node.Member, in context: ReadingContext) -> [PathItem] {
        guard let members = member.value.objectMembers else {
            context.reportWrongType(member.value, of: "'webhooks'", expected: "an object")
            return []
        }
        return members.compactMap { PathItem.read($0, in: context) }
    }
}

extension Info {
    /// What stands for `info` where it is missing, which is reported.
    static func unknown(at location: SourceLocation) -> Info {
        Info(
            title: "",
            version: "",
            summary: nil,
            description: nil,
            termsOfService: nil,
            contact: nil,
            license: nil,
            location: location,
            extensions: []
        )
    }
}
