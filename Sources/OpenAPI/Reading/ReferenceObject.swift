import DocumentTree

/// An object with `$ref`, OpenAPI 3.0.3 §4.7.23 and 3.1.1 §4.8.23.
struct ReferenceObject {
    var text: String
    /// Where the text was written.
    var location: SourceLocation
    var summary: String?
    var description: String?

    /// What stands in a place that may hold a value or a reference to one.
    enum Written {
        case value
        case reference(ReferenceObject)
        /// A `$ref` that is not a string, which is reported.
        case malformed
    }

    static func read(_ node: Node, in context: ReadingContext) -> Written {
        guard let members = node.objectMembers, let member = members.first(where: { $0.key == "$ref" }) else {
            return .value
        }
        guard let text = member.value.stringText else {
            context.reportWrongType(member.value, of: "'$ref'", expected: "a string")
            return .malformed
        }
        var reference = ReferenceObject(text: text, location: member.value.location)
        for other in members where other.key != "$ref" && !other.isExtension {
            switch other.key {
            case "description": reference.description = other.value.stringText
            case "summary": reference.summary = other.value.stringText
            default: reportIgnored(other, in: context)
            }
        }
        return .reference(reference)
    }

    /// Reports a key that has no effect because it stands beside `$ref`.
    static func reportIgnored(_ member: Node.Member, in context: ReadingContext) {
        context.log.warning(
            "ignored-beside-reference",
            "'\(member.key.escapedForMessage)' has no effect beside '$ref'",
            at: member.keyLocation,
            help: "move it to what the reference leads to"
        )
    }
}
