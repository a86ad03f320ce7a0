import DocumentTree

/// A response of Swagger 2.0 ("Response Object"), whose media types are those that the operation produces.
struct SwaggerResponse {
    var description: String
    var headers: [Header]
    var schema: Schema?
    /// Whether the body is a file (`type: file`).
    var isFile: Bool
    var examples: [Node.Member]
    var location: SourceLocation
    var extensions: [Node.Member]

    static func read(_ node: Node, in context: ReadingContext) -> SwaggerResponse? {
        ObjectCursor.read(node, as: .response, in: context) { cursor in
            let description = cursor.text("description")
            if cursor.node["description"] == nil {
                // Only documentation is lost, so this does not stop anybody.
                cursor.reportMissing("description", severity: .warning)
            }
            let schema = cursor.take("schema")?.value
            return SwaggerResponse(
                description: description ?? "",
                headers: Header.readAll(cursor.map("headers"), in: context, read: Header.readSwagger),
                schema: schema.map { Schema.read($0, allowsFile: true, in: context) },
                isFile: schema?["type"]?.stringText == "file",
                examples: cursor.map("examples").filter { !$0.isExtension },
                location: node.location,
                extensions: cursor.extensions
            )
        }
    }

    /// An operation's `responses`, Swagger 2.0 "Responses Object".
    static func readAll(
        _ node: Node,
        _ produces: [SwaggerMediaTypes.Entry],
        in context: ReadingContext
    ) -> [Response] {
        ObjectCursor.read(node, as: .responses, in: context) { cursor in
            cursor.takeAll().filter { !$0.isExtension }.compactMap { member -> Response? in
                let found = context.resolve(
                    member.value, as: .response, memo: context.swaggerResponses, read: SwaggerResponse.read)
                let status = Response.Status.read(member, in: context)
                guard let found, let status else { return nil }
                var response = found.value.response(status, produces, in: context)
                response.componentName = found.componentName
                return response
            }
        } ?? []
    }

    private func response(
        _ status: Response.Status,
        _ produces: [SwaggerMediaTypes.Entry],
        in context: ReadingContext
    ) -> Response {
        Response(
            status: status,
            summary: nil,
            description: description,
            headers: headers,
            content: mediaTypes(produces, in: context).map { type in
                MediaType(
                    name: type.name,
                    schema: schema,
                    encoding: [],
                    examples: examples.filter { $0.key == type.name }.map(\.value),
                    location: type.location,
                    extensions: []
                )
            },
            links: [],
            location: location,
            componentName: nil,
            extensions: extensions
        )
    }
}

extension SwaggerResponse {
    /// The media types of the body: what the operation produces, and what only examples speak of. Without a `schema`
    /// there is no body, unless there are examples of it.
    private func mediaTypes(
        _ produces: [SwaggerMediaTypes.Entry],
        in context: ReadingContext
    ) -> [SwaggerMediaTypes.Entry] {
        let shown = examples.map { SwaggerMediaTypes.Entry(name: $0.key, location: $0.keyLocation) }
        guard let schema else {
            if let first = shown.first {
                context.log.warning(
                    "example-without-schema",
                    "the response has examples but no 'schema'; its body is taken to be anything",
                    at: first.location,
                    help: "describe the body by 'schema'"
                )
            }
            return shown
        }
        if isFile { return fileTypes(produces, at: schema.location) }
        if produces.isEmpty, !shown.isEmpty { return shown }
        let types =
            produces.isEmpty ? SwaggerMediaTypes.assumed("produces", at: schema.location, in: context) : produces
        return types + shown.filter { example in reportUnproduced(example, types, in: context) }
    }

    /// A file is sent as it is, so JSON among what the document produces does not describe it.
    private func fileTypes(
        _ produces: [SwaggerMediaTypes.Entry],
        at location: SourceLocation
    ) -> [SwaggerMediaTypes.Entry] {
        let types = produces.filter { !$0.isJSON }
        return types.isEmpty ? [SwaggerMediaTypes.Entry(name: "*/*", location: location)] : types
    }

    /// "The name of the property MUST be one of the Operation produces values" ("Example Object").
    private func reportUnproduced(
        _ example: SwaggerMediaTypes.Entry,
        _ produces: [SwaggerMediaTypes.Entry],
        in context: ReadingContext
    ) -> Bool {
        if produces.contains(where: { $0.name == example.name }) { return false }
        context.log.warning(
            "unknown-media-type",
            "the operation does not produce '\(example.name.escapedForMessage)', of which this is an example; it is added",
            at: example.location,
            help: "list it in 'produces'"
        )
        return true
    }
}
