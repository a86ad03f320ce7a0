import DocumentTree

extension MediaType {
    /// The entries of a `content` map, OpenAPI 3.0.3 §4.7.14.
    static func readAll(_ members: [Node.Member], in context: ReadingContext) -> [MediaType] {
        members.compactMap { member in
            MediaTypeName.check(member, in: context)
            return read(member, in: context)
        }
    }

    private static func read(_ member: Node.Member, in context: ReadingContext) -> MediaType? {
        ObjectCursor.read(member.value, as: .mediaType, in: context) { cursor in
            let schema = cursor.take("schema").map { Schema.read($0.value, in: context) }
            let encoding = cursor.map("encoding").compactMap { Encoding.read($0, in: context) }
            return MediaType(
                name: member.key,
                schema: schema,
                encoding: encoding,
                examples: Example.readAll(&cursor),
                location: member.keyLocation,
                extensions: cursor.extensions
            )
        }
    }
}

extension MediaType.Encoding {
    /// OpenAPI 3.0.3 §4.7.15.
    fileprivate static func read(_ member: Node.Member, in context: ReadingContext) -> Self? {
        ObjectCursor.read(member.value, as: .encoding, in: context) { cursor in
            Self(
                propertyName: member.key,
                contentType: cursor.string("contentType"),
                headers: Header.readAll(cursor.map("headers"), in: context),
                style: readStyle(&cursor),
                explode: cursor.bool("explode"),
                allowReserved: cursor.bool("allowReserved") ?? false,
                location: member.keyLocation
            )
        }
    }

    private static func readStyle(_ cursor: inout ObjectCursor) -> Parameter.Style? {
        guard let member = cursor.take("style") else { return nil }
        let possible: [Parameter.Style] = [.form, .spaceDelimited, .pipeDelimited, .deepObject]
        if let text = member.value.stringText, let style = Parameter.Style(rawValue: text), possible.contains(style) {
            return style
        }
        cursor.context.log.error(
            "unknown-style",
            "the style of an encoding must be one that query parameters have",
            at: member.value.location,
            help: "the styles are 'form', 'spaceDelimited', 'pipeDelimited', 'deepObject'"
        )
        return nil
    }
}
