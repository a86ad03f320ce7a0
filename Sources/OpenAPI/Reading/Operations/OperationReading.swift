import DocumentTree

extension Operation {
    /// OpenAPI 3.0.3 §4.7.10.
    ///
    /// - Parameter shared: The parameters of the path item, of which the operation's own replace those of the same
    ///   name and place.
    static func read(_ method: Method, sharing shared: [Parameter], in context: ReadingContext) -> Operation? {
        guard context.countOperation(at: method.member.keyLocation) else { return nil }
        return ObjectCursor.read(method.member.value, as: .operation, in: context) { cursor in
            let operationID = cursor.string("operationId")
            let own = Parameter.readList(cursor.list("parameters"), in: context)
            return Operation(
                method: method.name,
                operationID: operationID,
                operationIDLocation: cursor.node["operationId"]?.location,
                tags: cursor.strings("tags"),
                summary: cursor.text("summary"),
                description: cursor.text("description"),
                externalDocumentation: cursor.take("externalDocs").flatMap {
                    ExternalDocumentation.read($0.value, in: context)
                },
                parameters: Parameter.merge(own, over: shared),
                requestBody: readBody(&cursor, method.name),
                responses: readResponses(&cursor),
                callbacks: Callback.readAll(cursor.map("callbacks"), in: context),
                isDeprecated: cursor.bool("deprecated") ?? false,
                security: SecurityRequirement.readList(&cursor),
                servers: Server.readList(&cursor),
                location: method.member.keyLocation,
                extensions: cursor.extensions
            )
        }
    }

    private static func readBody(_ cursor: inout ObjectCursor, _ method: String) -> RequestBody? {
        guard let member = cursor.take("requestBody") else { return nil }
        reportMeaninglessBody(of: method, at: member.keyLocation, in: cursor.context)
        return RequestBody.resolve(member.value, in: cursor.context)
    }

    /// RFC 9110 §9.3: content has no defined meaning in some requests, and intermediaries may refuse it.
    static func reportMeaninglessBody(of method: String, at location: SourceLocation, in context: ReadingContext) {
        guard ["GET", "HEAD", "TRACE"].contains(method) else { return }
        context.log.warning(
            "body-without-meaning",
            "the body of a \(method) request has no defined meaning; servers and proxies may refuse it",
            at: location
        )
    }

    private static func readResponses(_ cursor: inout ObjectCursor) -> [Response] {
        let context = cursor.context
        guard let member = cursor.take("responses") else {
            if context.version(at: cursor.location) < .v3_1 {
                cursor.reportMissing("responses")
            } else {
                context.log.warning("no-responses", "the operation describes no response", at: cursor.location)
            }
            return []
        }
        reportNoResponses(member, in: context)
        return Response.readAll(member.value, in: context)
    }

    /// At least one response is to be described (OpenAPI 3.0.3 §4.7.16).
    static func reportNoResponses(_ member: Node.Member, in context: ReadingContext) {
        guard let members = member.value.objectMembers, members.allSatisfy(\.isExtension) else { return }
        context.log.warning("no-responses", "the operation describes no response", at: member.keyLocation)
    }
}
