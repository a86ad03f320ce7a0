import DocumentTree

/// A parameter in the body, Swagger 2.0 "Parameter Object".
struct SwaggerBody {
    /// Which says nothing but what documentation calls it.
    var name: String
    var description: String?
    var isRequired: Bool
    var schema: Schema?
    var location: SourceLocation
    var extensions: [Node.Member]

    func requestBody(_ consumes: [SwaggerMediaTypes.Entry], in context: ReadingContext) -> RequestBody {
        let types = consumes.isEmpty ? SwaggerMediaTypes.assumed("consumes", at: location, in: context) : consumes
        return RequestBody(
            description: description,
            isRequired: isRequired,
            content: types.map { type in
                MediaType(
                    name: type.name,
                    schema: schema,
                    encoding: [],
                    examples: [],
                    location: type.location,
                    extensions: []
                )
            },
            location: location,
            componentName: nil,
            extensions: extensions
        )
    }
}
