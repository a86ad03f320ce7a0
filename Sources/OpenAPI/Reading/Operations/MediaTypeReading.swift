import DocumentTree

extension MediaType {
    /// The entries of a `content` map, OpenAPI 3.0.3 §4.7.14; from 3.2 on they may be references (3.2.0 "Media Type
    /// Object").
    static func readAll(_ members: [Node.Member], in context: ReadingContext) -> [MediaType] {
        members.compactMap { member in
            MediaTypeName.check(member.key, at: member.keyLocation, in: context)
            guard var found = resolved(member.value, in: context) else { return nil }
            found.value.name = member.key
            found.value.location = member.keyLocation
            found.value.componentName = found.componentName
            return found.value
        }
    }

    private static func resolved(_ node: Node, in context: ReadingContext) -> Resolved<MediaType>? {
        if context.version(at: node.location) < .v3_2 { return read(node, in: context).map { Resolved(value: $0) } }
        return context.resolve(node, as: .mediaType, memo: context.mediaTypes, read: read)
    }

    /// The name is the key that leads here, and filled in by ``readAll(_:in:)``.
    static func read(_ node: Node, in context: ReadingContext) -> MediaType? {
        ObjectCursor.read(node, as: .mediaType, in: context) { cursor in
            let schema = cursor.take("schema").map { Schema.read($0.value, in: context) }
            let itemSchema = context.version(at: node.location) == .v3_2 ? readAdditions(&cursor) : nil
            let encoding = cursor.map("encoding").compactMap { Encoding.read($0, in: context) }
            return MediaType(
                name: "",
                schema: schema,
                itemSchema: itemSchema,
                encoding: encoding,
                examples: Example.readAll(&cursor),
                location: node.location,
                extensions: cursor.extensions
            )
        }
    }

    /// What OpenAPI 3.2 adds, which is mostly about the items of a sequence (3.2.0 "Media Type Object").
    private static func readAdditions(_ cursor: inout ObjectCursor) -> Schema? {
        let context = cursor.context
        _ = cursor.text("description")
        Encoding.reportPositional(&cursor)
        return cursor.take("itemSchema").map { Schema.read($0.value, in: context) }
    }
}

extension MediaType.Encoding {
    /// OpenAPI 3.0.3 §4.7.15.
    fileprivate static func read(_ member: Node.Member, in context: ReadingContext) -> Self? {
        ObjectCursor.read(member.value, as: .encoding, in: context) { cursor in
            if context.version(at: member.keyLocation) == .v3_2 { reportPositional(&cursor, nested: ["encoding"]) }
            return Self(
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

    /// Encodings by position, and those inside of others (OpenAPI 3.2.0 "Media Type Object" and "Encoding Object").
    fileprivate static func reportPositional(_ cursor: inout ObjectCursor, nested: [String] = []) {
        for key in ["prefixEncoding", "itemEncoding"] + nested {
            guard let member = cursor.take(key) else { continue }
            cursor.context.log.warning(
                "unsupported-keyword",
                "'\(key)' is not supported here, and has no effect",
                at: member.keyLocation
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
