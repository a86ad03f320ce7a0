import DocumentTree

extension Document {
    /// Swagger 2.0, "Swagger Object", brought to the model of OpenAPI 3. Components come first, so that their diagnostics
    /// and schemas stand in their own order.
    ///
    /// - Parameter version: The value of `swagger`, which was looked at already.
    static func readSwagger(_ node: Node, version: String, in context: ReadingContext) -> Document? {
        ObjectCursor.read(node, as: .swaggerDocument, in: context) { cursor in
            _ = cursor.take("swagger")
            let info = cursor.takeRequired("info").flatMap { Info.read($0.value, in: context) }
            let base = SwaggerBase.read(&cursor)
            let consumes = SwaggerMediaTypes.read("consumes", &cursor)
            let produces = SwaggerMediaTypes.read("produces", &cursor)
            let scope = SwaggerScope(base: base, consumes: consumes ?? [], produces: produces ?? [])

            Schema.readComponents(cursor.map("definitions"), in: context)
            for member in cursor.map("parameters") {
                context.readComponent(
                    member, as: .parameter, memo: context.swaggerParameters, read: SwaggerParameter.read)
            }
            for member in cursor.map("responses") {
                context.readComponent(
                    member, as: .response, memo: context.swaggerResponses, read: SwaggerResponse.read)
            }
            let schemes = cursor.map("securityDefinitions").compactMap {
                SecurityScheme.readSwagger($0, in: context)
            }
            let paths = takePaths(&cursor)
            return Document(
                file: node.location.file,
                files: [],
                version: version,
                info: info ?? .unknown(at: node.location),
                servers: base.servers(),
                tags: cursor.list("tags").compactMap { Tag.read($0, in: context) },
                paths: paths.map { readSwaggerPaths($0.value, scope, in: context) } ?? [],
                webhooks: [],
                schemas: SchemaTable(),
                securitySchemes: schemes,
                security: SecurityRequirement.readList(&cursor),
                externalDocumentation: cursor.take("externalDocs").flatMap {
                    ExternalDocumentation.read($0.value, in: context)
                },
                extensions: cursor.extensions
            )
        }
    }

    /// Documents that only hold definitions are in wide use, so they are a warning.
    private static func takePaths(_ cursor: inout ObjectCursor) -> Node.Member? {
        if let paths = cursor.take("paths") { return paths }
        cursor.reportMissing("paths", severity: cursor.node["definitions"] == nil ? .error : .warning)
        return nil
    }

    /// Swagger 2.0, "Paths Object".
    private static func readSwaggerPaths(
        _ node: Node,
        _ scope: SwaggerScope,
        in context: ReadingContext
    ) -> [PathItem] {
        ObjectCursor.read(node, as: .paths, in: context) { cursor in
            cursor.takeAll().filter { !$0.isExtension }.compactMap { member in
                PathItem.read(member, in: context) { PathItem.readSwagger($0, scope, in: context) }
            }
        } ?? []
    }
}
