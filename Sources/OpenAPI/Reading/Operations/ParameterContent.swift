import DocumentTree

extension Parameter.Content {
    /// Whose content it is, which decides the styles that are possible.
    enum Owner {
        case parameter(Parameter.Location)
        case header
    }

    /// `schema` with its style, or `content` with its one media type; exactly one of both must be there
    /// (OpenAPI 3.0.3 §4.7.12.2).
    ///
    /// - Returns: nil where neither is there, which is reported.
    static func read(_ cursor: inout ObjectCursor, for owner: Owner) -> Self? {
        let context = cursor.context
        let style = readStyle(&cursor, owner)
        let explode = cursor.bool("explode") ?? (style == .form)
        let allowReserved = cursor.bool("allowReserved") ?? false
        let schema = cursor.take("schema")
        let content = cursor.take("content")
        if let content, schema != nil {
            context.log.error(
                "schema-and-content",
                "\(cursor.kind.phrase) has either 'schema' or 'content', not both",
                at: content.keyLocation
            )
        }
        if let schema {
            return .schema(
                Schema.read(schema.value, in: context),
                style: style,
                explode: explode,
                allowReserved: allowReserved
            )
        }
        if let content {
            reportIgnored(cursor.node, in: context)
            return readContent(content, in: context)
        }
        context.log.error(
            "missing-key",
            "\(cursor.kind.phrase) must have 'schema' or 'content'",
            at: cursor.location
        )
        return nil
    }

    /// A media type says by itself how a value is written.
    private static func reportIgnored(_ node: Node, in context: ReadingContext) {
        for member in node.objectMembers ?? [] where ["style", "explode", "allowReserved"].contains(member.key) {
            context.log.warning("no-effect", "'\(member.key)' has no effect beside 'content'", at: member.keyLocation)
        }
    }

    private static func readContent(_ member: Node.Member, in context: ReadingContext) -> Self? {
        guard let members = member.value.objectMembers else {
            context.reportWrongType(member.value, of: "'content'", expected: "an object")
            return nil
        }
        let types = MediaType.readAll(members, in: context)
        if members.count != 1 {
            context.log.error(
                "one-media-type",
                "'content' must have exactly one media type here, and has \(members.count)",
                at: member.keyLocation
            )
        }
        return types.first.map { .mediaType($0) }
    }

    private static func readStyle(_ cursor: inout ObjectCursor, _ owner: Owner) -> Parameter.Style {
        guard let member = cursor.take("style") else { return owner.styles[0] }
        let context = cursor.context
        guard let text = member.value.stringText else {
            context.reportWrongType(member.value, of: "'style'", expected: "a string")
            return owner.styles[0]
        }
        if text == "cookie", case .parameter(.cookie) = owner, context.version(at: member.value.location) == .v3_2 {
            // OpenAPI 3.2.0 "Parameter Object": as `form`, but without percent-encoding and with `; ` between pairs.
            context.log.warning(
                "unsupported-style",
                "the style 'cookie' is not supported; 'form' is used, which differs in what it encodes",
                at: member.value.location
            )
            return .form
        }
        guard let style = Parameter.Style(rawValue: text), owner.styles.contains(style) else {
            let styles = owner.styles.map { "'\($0.rawValue)'" }.joined(separator: ", ")
            context.log.error(
                "unknown-style",
                "the style '\(text.escapedForMessage)' is not possible for \(owner.phrase)",
                at: member.value.location,
                help: owner.styles.count == 1 ? "the only style is \(styles)" : "the styles are \(styles)"
            )
            return owner.styles[0]
        }
        return style
    }
}

extension Parameter.Content.Owner {
    /// The possible styles, the default first (OpenAPI 3.0.3 §4.7.12.2 and §4.7.12.3).
    fileprivate var styles: [Parameter.Style] {
        switch self {
        case .parameter(.path): [.simple, .label, .matrix]
        case .parameter(.query): [.form, .spaceDelimited, .pipeDelimited, .deepObject]
        case .parameter(.cookie): [.form]
        case .parameter(.header), .header: [.simple]
        }
    }

    fileprivate var phrase: String {
        switch self {
        case .parameter(let location): "a parameter in '\(location.rawValue)'"
        case .header: "a header"
        }
    }
}
