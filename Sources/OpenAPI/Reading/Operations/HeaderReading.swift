import DocumentTree

extension Header {
    /// OpenAPI 3.0.3 §4.7.21. The name is the key that leads here, and filled in by ``readAll(_:in:)``.
    static func read(_ node: Node, in context: ReadingContext) -> Header? {
        ObjectCursor.read(node, as: .header, in: context) { cursor in
            for key in ["name", "in"] {
                guard let member = cursor.take(key) else { continue }
                context.log.warning(
                    "unknown-key",
                    "a header object has no key '\(key)'; its name is the key that leads to it",
                    at: member.keyLocation
                )
            }
            let description = cursor.text("description")
            let isRequired = cursor.bool("required") ?? false
            let isDeprecated = cursor.bool("deprecated") ?? false
            _ = cursor.bool("allowEmptyValue")
            let content = Parameter.Content.read(&cursor, for: .header)
            let examples = Example.readAll(&cursor)
            guard let content else { return nil }
            return Header(
                name: "",
                description: description,
                isRequired: isRequired,
                isDeprecated: isDeprecated,
                content: content,
                location: node.location,
                componentName: nil,
                examples: examples,
                extensions: cursor.extensions
            )
        }
    }

    /// The headers of a response or of a part, with their names.
    ///
    /// `Content-Type` is described by `content`, and ignored here (OpenAPI 3.0.3 §4.7.17.1). Names do not depend on
    /// case (RFC 9110 §5.1).
    ///
    /// - Parameter read: Reads one header, in the form that the version has for it.
    static func readAll(
        _ members: [Node.Member],
        in context: ReadingContext,
        read: (Node, ReadingContext) -> Header? = Header.read
    ) -> [Header] {
        var seen: Set<String> = []
        return members.compactMap { member in
            let header = context.resolve(member.value, as: .header, memo: context.headers, read: read)
            FieldName.check(member.key, at: member.keyLocation, in: context)
            let key = member.key.lowercased()
            guard seen.insert(key).inserted else {
                context.log.error(
                    "duplicate-header",
                    "the header '\(member.key.escapedForMessage)' is described twice; names of headers do not depend on case",
                    at: member.keyLocation
                )
                return nil
            }
            if key == "content-type" {
                IgnoredHeaders.report(member.key, at: member.keyLocation, in: context)
                return nil
            }
            guard var resolved = header else { return nil }
            resolved.value.name = member.key
            resolved.value.componentName = resolved.componentName
            if let description = resolved.description { resolved.value.description = description }
            return resolved.value
        }
    }
}

/// Header fields that OpenAPI describes in another way (OpenAPI 3.0.3 §4.7.12.2).
enum IgnoredHeaders {
    /// Whether a header parameter of that name is to be ignored.
    static func contains(_ name: String) -> Bool {
        ["accept", "content-type", "authorization"].contains(name.lowercased())
    }

    static func report(_ name: String, at location: SourceLocation, in context: ReadingContext) {
        let place = name.lowercased() == "authorization" ? "'security'" : "the media types of 'content'"
        report(name, because: "it follows from \(place)", at: location, in: context)
    }

    static func report(
        _ name: String,
        because reason: String,
        at location: SourceLocation,
        in context: ReadingContext
    ) {
        context.log.warning(
            "ignored-header",
            "a description of the header '\(name.escapedForMessage)' is ignored",
            at: location,
            help: reason
        )
    }
}
