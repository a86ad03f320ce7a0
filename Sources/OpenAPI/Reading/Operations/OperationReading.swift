import DocumentTree

extension Operation {
    /// OpenAPI 3.0.3 §4.7.10.
    ///
    /// - Parameter shared: The parameters of the path item, of which the operation's own replace those of the same
    ///   name and place.
    static func read(_ method: Method, sharing shared: [Parameter], in context: ReadingContext) -> Operation? {
        context.operationCount += 1
        guard context.operationCount <= context.limits.operations else {
            if context.operationCount == context.limits.operations + 1 {
                context.log.error(
                    "too-many-operations",
                    "there are more than \(context.limits.operations) operations; the rest is not read",
                    at: method.member.keyLocation
                )
            }
            return nil
        }
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
        if ["GET", "HEAD", "TRACE"].contains(method) {
            // RFC 9110 §9.3: content has no defined meaning there, and intermediaries may refuse it.
            cursor.context.log.warning(
                "body-without-meaning",
                "the body of a \(method) request has no defined meaning; servers and proxies may refuse it",
                at: member.keyLocation
            )
        }
        return RequestBody.resolve(member.value, in: cursor.context)
    }

    private static func readResponses(_ cursor: inout ObjectCursor) -> [Response] {
        let context = cursor.context
        guard let member = cursor.take("responses") else {
            if context.version(at: cursor.location) == .v3_0 {
                cursor.reportMissing("responses")
            } else {
                context.log.warning("no-responses", "the operation describes no response", at: cursor.location)
            }
            return []
        }
        let responses = Response.readAll(member.value, in: context)
        if let members = member.value.objectMembers, !members.contains(where: { !$0.isExtension }) {
            context.log.warning("no-responses", "the operation describes no response", at: member.keyLocation)
        }
        return responses
    }
}
