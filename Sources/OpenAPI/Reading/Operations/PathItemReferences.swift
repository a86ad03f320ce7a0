import DocumentTree

/// Follows `$ref` of path items, which other than elsewhere may stand beside operations (OpenAPI 3.0.3 §4.7.9.1).
///
/// What the referring path item says itself is kept beside what it refers to. Where both say the same thing the
/// specification leaves the meaning open: then the referring one counts, and the other is reported.
enum PathItemReferences {
    struct Followed {
        /// An object without `$ref`.
        var node: Node
        /// The places that references led through.
        var targets: [SchemaID]
    }

    /// - Returns: nil where a reference leads nowhere or back to where it came from, which is reported.
    static func followed(from node: Node, in context: ReadingContext) -> Followed? {
        var result = Followed(node: node, targets: [])
        while let members = result.node.objectMembers, let member = members.first(where: { $0.key == "$ref" }) {
            guard let text = member.value.stringText else {
                context.reportWrongType(member.value, of: "'$ref'", expected: "a string")
                return nil
            }
            let reference = ReferenceObject(text: text, location: member.value.location)
            guard let target = context.target(of: reference, expecting: .pathItem) else { return nil }
            guard context.pathItems[target.id] == nil, !result.targets.contains(target.id) else {
                context.log.error(
                    "reference-cycle",
                    "the reference '\(text.escapedForMessage)' leads back to a path item that contains it",
                    at: member.value.location
                )
                return nil
            }
            guard context.referenceDepth + result.targets.count < context.limits.referenceNesting else {
                let limit = context.limits.referenceNesting
                context.log.error(
                    "nested-too-deep",
                    "more than \(limit) references lead into one another here",
                    at: member.value.location
                )
                return nil
            }
            result.targets.append(target.id)
            result.node = merge(members.filter { $0.key != "$ref" }, over: target.node, in: context)
        }
        return result
    }

    private static func merge(_ own: [Node.Member], over target: Node, in context: ReadingContext) -> Node {
        guard !own.isEmpty, let members = target.objectMembers else { return target }
        let keys = Set(own.map(\.key))
        for member in own where members.contains(where: { $0.key == member.key }) {
            if member.key == "summary" || member.key == "description" || member.isExtension { continue }
            context.log.warning(
                "conflicting-path-items",
                "'\(member.key.escapedForMessage)' stands here and in the path item that '$ref' leads to; this one counts",
                at: member.keyLocation
            )
        }
        return Node(.mapping(own + members.filter { !keys.contains($0.key) }), at: target.location)
    }
}
