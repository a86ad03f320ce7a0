import DocumentTree

extension Header {
    /// Swagger 2.0, "Header Object". The name is the key that leads here, and filled in by ``readAll(_:in:read:)``.
    static func readSwagger(_ node: Node, in context: ReadingContext) -> Header? {
        ObjectCursor.read(node, as: .header, in: context) { cursor in
            let description = cursor.text("description")
            guard let value = SwaggerValue.read(&cursor, in: .header) else { return nil }
            return Header(
                name: "",
                description: description,
                isRequired: false,
                isDeprecated: false,
                content: .schema(
                    value.schema,
                    style: value.style.style,
                    explode: value.style.explode,
                    allowReserved: false
                ),
                location: node.location,
                componentName: nil,
                examples: [],
                extensions: cursor.extensions
            )
        }
    }
}
