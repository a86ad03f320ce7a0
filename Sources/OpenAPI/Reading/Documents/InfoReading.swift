import DocumentTree

extension Info {
    /// OpenAPI 3.0.3 §4.7.2.
    static func read(_ node: Node, in context: ReadingContext) -> Info? {
        ObjectCursor.read(node, as: .info, in: context) { cursor in
            let version = context.version(at: node.location)
            return Info(
                title: cursor.requiredString("title") ?? "",
                version: readVersion(&cursor) ?? "",
                summary: version < .v3_1 ? nil : cursor.text("summary"),
                description: cursor.text("description"),
                termsOfService: cursor.text("termsOfService"),
                contact: cursor.take("contact").flatMap { Contact.read($0.value, in: context) },
                license: cursor.take("license").flatMap { License.read($0.value, in: context) },
                location: node.location,
                extensions: cursor.extensions
            )
        }
    }

    /// A version that was written without quotes (`version: 1.0`) is taken by its text, which the tree has kept.
    private static func readVersion(_ cursor: inout ObjectCursor) -> String? {
        guard let member = cursor.takeRequired("version") else { return nil }
        if let text = member.value.stringText ?? member.value.numberText { return text }
        cursor.context.reportWrongType(member.value, of: "'version'", expected: "a string")
        return nil
    }
}

extension Contact {
    /// OpenAPI 3.0.3 §4.7.3.
    static func read(_ node: Node, in context: ReadingContext) -> Contact? {
        ObjectCursor.read(node, as: .contact, in: context) { cursor in
            Contact(name: cursor.text("name"), url: cursor.text("url"), email: cursor.text("email"))
        }
    }
}

extension License {
    /// OpenAPI 3.0.3 §4.7.4, and `identifier` of 3.1.1 §4.8.4.
    static func read(_ node: Node, in context: ReadingContext) -> License? {
        ObjectCursor.read(node, as: .license, in: context) { cursor in
            let version = context.version(at: node.location)
            return License(
                name: cursor.requiredString("name") ?? "",
                url: cursor.text("url"),
                identifier: version < .v3_1 ? nil : cursor.text("identifier")
            )
        }
    }
}

extension ExternalDocumentation {
    /// OpenAPI 3.0.3 §4.7.11.
    static func read(_ node: Node, in context: ReadingContext) -> ExternalDocumentation? {
        ObjectCursor.read(node, as: .externalDocumentation, in: context) { cursor in
            let url = cursor.requiredString("url")
            let description = cursor.text("description")
            return url.map { ExternalDocumentation(url: $0, description: description) }
        }
    }
}

extension Tag {
    /// OpenAPI 3.0.3 §4.7.22, and 3.2.0 "Tag Object".
    static func read(_ node: Node, in context: ReadingContext) -> Tag? {
        ObjectCursor.read(node, as: .tag, in: context) { cursor in
            let isLatest = context.version(at: node.location) == .v3_2
            let name = cursor.requiredString("name")
            let summary = isLatest ? cursor.text("summary") : nil
            let description = cursor.text("description")
            let parent = isLatest ? cursor.string("parent") : nil
            let kind = isLatest ? cursor.string("kind") : nil
            let documentation = cursor.take("externalDocs").flatMap {
                ExternalDocumentation.read($0.value, in: context)
            }
            return name.map {
                Tag(
                    name: $0,
                    summary: summary,
                    description: description,
                    parent: parent,
                    kind: kind,
                    externalDocumentation: documentation,
                    location: node.location,
                    extensions: cursor.extensions
                )
            }
        }
    }
}
