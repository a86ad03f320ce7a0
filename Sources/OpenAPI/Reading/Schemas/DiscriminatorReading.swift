import DocumentTree

extension Discriminator {
    /// OpenAPI 3.0.3 §4.7.25; in Swagger 2.0 ("Schema Object") only the name of the property.
    static func read(_ node: Node, in context: ReadingContext) -> Discriminator? {
        let version = context.version(at: node.location)
        if let name = node.stringText {
            if version != .v2_0 {
                context.log.warning(
                    "other-version-keyword",
                    "'discriminator' is an object in \(version.name); the name is understood as in Swagger 2.0",
                    at: node.location,
                    help: "write 'discriminator: {propertyName: \(name.escapedForMessage)}'"
                )
            }
            return Discriminator(propertyName: name, mapping: [], location: node.location)
        }
        if version == .v2_0, node.objectMembers != nil {
            context.log.warning(
                "other-version-keyword",
                "'discriminator' is the name of a property in Swagger 2.0; the object is understood as in OpenAPI 3.0",
                at: node.location,
                help: "write the property's name alone"
            )
        }
        return ObjectCursor.read(node, as: .discriminator, in: context) { cursor in
            let propertyName = cursor.requiredString(
                "propertyName",
                help: "name the property whose value tells the schemas apart"
            )
            let mapping = cursor.map("mapping").compactMap { Mapping.read($0, in: context) }
            if version == .v3_2, let member = cursor.take("defaultMapping") {
                context.log.warning(
                    "unsupported-keyword",
                    "'defaultMapping' is not supported, and has no effect: other values are unknown ones",
                    at: member.keyLocation
                )
            }
            guard let propertyName else { return nil }
            return Discriminator(propertyName: propertyName, mapping: mapping, location: node.location)
        }
    }
}

extension Discriminator.Mapping {
    fileprivate static func read(_ member: Node.Member, in context: ReadingContext) -> Self? {
        guard let text = member.value.stringText else {
            context.reportWrongType(
                member.value, of: "'\(member.key.escapedForMessage)'", expected: "a schema's name or reference")
            return nil
        }
        guard let schema = context.schema(named: text, at: member.value.location) else { return nil }
        return Self(value: member.key, schema: schema, location: member.keyLocation)
    }
}
