import DocumentTree

/// One parameter in a form, Swagger 2.0 "Parameter Object".
struct SwaggerFormField {
    var name: String
    var nameLocation: SourceLocation
    var isRequired: Bool
    var value: SwaggerValue
    var location: SourceLocation
}

/// The form parameters of one operation, which OpenAPI 3 describes as one object (OpenAPI 3.0.3 §4.7.14.4, §4.7.14.5).
struct SwaggerForm {
    var fields: [SwaggerFormField]

    private static let urlEncoded = "application/x-www-form-urlencoded"
    private static let multipart = "multipart/form-data"

    func requestBody(_ consumes: [SwaggerMediaTypes.Entry], in context: ReadingContext) -> RequestBody? {
        guard let location = fields.first?.location else { return nil }
        let schema = schema(at: location)
        return RequestBody(
            description: nil,
            isRequired: fields.contains(where: \.isRequired),
            content: mediaTypes(consumes, at: location, in: context).map { type in
                MediaType(
                    name: type.name,
                    schema: schema,
                    encoding: encoding,
                    examples: [],
                    location: type.location,
                    extensions: []
                )
            },
            location: location,
            componentName: nil,
            extensions: []
        )
    }

    private func schema(at location: SourceLocation) -> Schema {
        var schema = Schema(location: location)
        schema.types = [.object]
        schema.properties = fields.map {
            Property(name: $0.name, nameLocation: $0.nameLocation, schema: $0.value.schema)
        }
        schema.required = fields.filter(\.isRequired).map(\.name)
        return schema
    }

    /// Arrays are written as their `collectionFormat` says; everything else by default.
    private var encoding: [MediaType.Encoding] {
        fields.filter { $0.value.schema.types == [.array] }.map { field in
            MediaType.Encoding(
                propertyName: field.name,
                contentType: nil,
                headers: [],
                style: field.value.style.style,
                explode: field.value.style.explode,
                allowReserved: false,
                location: field.location
            )
        }
    }

    /// Those that the operation consumes and that are forms: the two that the specification knows.
    private func mediaTypes(
        _ consumes: [SwaggerMediaTypes.Entry],
        at location: SourceLocation,
        in context: ReadingContext
    ) -> [SwaggerMediaTypes.Entry] {
        let file = fields.first(where: \.value.isFile)
        let usual = file == nil ? Self.urlEncoded : Self.multipart
        let forms = consumes.filter { type in
            let essence = type.name.prefix { $0 != ";" }.lowercased()
            return essence == Self.urlEncoded || essence == Self.multipart
        }
        if !forms.isEmpty { return forms }
        context.log.warning(
            "media-type-of-form",
            "the operation has form parameters, but consumes no form; '\(usual)' is assumed",
            at: (file ?? fields.first)?.location ?? location,
            help: "write 'consumes: [\(usual)]' into the operation"
        )
        return [SwaggerMediaTypes.Entry(name: usual, location: location)]
    }
}
