import DocumentTree

extension Operation {
    /// Swagger 2.0, "Operation Object".
    ///
    /// - Parameter shared: The parameters of the path item, of which the operation's own replace those of the same
    ///   name and place.
    static func readSwagger(
        _ method: Method,
        sharing shared: SwaggerParameters,
        _ scope: SwaggerScope,
        in context: ReadingContext
    ) -> Operation? {
        guard context.countOperation(at: method.member.keyLocation) else { return nil }
        return ObjectCursor.read(method.member.value, as: .operation, in: context) { cursor in
            let consumes = SwaggerMediaTypes.read("consumes", &cursor) ?? scope.consumes
            let produces = SwaggerMediaTypes.read("produces", &cursor) ?? scope.produces
            let parameters = SwaggerParameters.read(cursor.list("parameters"), in: context)
                .merged(over: shared, in: context)
            let body = parameters.requestBody(consumes, in: context)
            if let body { reportMeaninglessBody(of: method.name, at: body.location, in: context) }
            return Operation(
                method: method.name,
                operationID: cursor.string("operationId"),
                operationIDLocation: cursor.node["operationId"]?.location,
                tags: cursor.strings("tags"),
                summary: cursor.text("summary"),
                description: cursor.text("description"),
                externalDocumentation: cursor.take("externalDocs").flatMap {
                    ExternalDocumentation.read($0.value, in: context)
                },
                parameters: parameters.parameters,
                requestBody: body,
                responses: readSwaggerResponses(&cursor, produces),
                callbacks: [],
                isDeprecated: cursor.bool("deprecated") ?? false,
                security: SecurityRequirement.readList(&cursor),
                servers: scope.base.servers(of: &cursor),
                location: method.member.keyLocation,
                extensions: cursor.extensions
            )
        }
    }

    private static func readSwaggerResponses(
        _ cursor: inout ObjectCursor,
        _ produces: [SwaggerMediaTypes.Entry]
    ) -> [Response] {
        guard let member = cursor.takeRequired("responses") else { return [] }
        reportNoResponses(member, in: cursor.context)
        return SwaggerResponse.readAll(member.value, produces, in: cursor.context)
    }
}
