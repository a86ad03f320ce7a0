import DocumentTree

extension Discriminator {
    /// OpenAPI 3.0.3 §4.7.25.
    static func read(_ node: Node, in context: ReadingContext) -> Discriminator? {
        ObjectCursor.read(node, as: .discriminator, in: context) { cursor in
            let propertyName = cursor.requiredString(
                "propertyName",
                help: "name the property whose value tells the schemas apart"
            )
            let mapping = cursor.map("mapping").compactMap { Mapping.read($0, in: context) }
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
