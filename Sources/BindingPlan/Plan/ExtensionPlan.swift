internal import DocumentTree

/// A specification extension (OpenAPI 3.0.3 §4.9) for templates of one's own.
public struct ExtensionPlan: Sendable {
    /// The whole name: `x-internal`.
    public var name: String
    /// The text of a scalar; anything else as JSON.
    public var value: String

    /// The extensions among an object's members, in the order of the document.
    static func plans(_ members: [Node.Member]) -> [ExtensionPlan] {
        members.map { ExtensionPlan(name: $0.key, value: text($0.value)) }
    }

    private static func text(_ node: Node) -> String {
        if case .string(let text) = node.value { return text }
        return json(node)
    }

    private static func json(_ node: Node) -> String {
        switch node.value {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .decimal(let text): text
        case .string(let text): "\"\(Literals.json(text))\""
        case .sequence(let nodes): "[\(nodes.map(json).joined(separator: ","))]"
        case .mapping(let members):
            "{\(members.map { "\"\(Literals.json($0.key))\":\(json($0.value))" }.joined(separator: ","))}"
        }
    }
}

/// An extension as templates see it.
struct ExtensionSubject: TemplateSubject {
    let plan: ExtensionPlan

    static let members: [TemplateMember] = [
        .text("name", "The whole name, such as `x-internal`."),
        .text("value", "The text of a scalar; anything else as JSON."),
        .text("literal", "The value as a literal of Swift."),
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "name": .text(plan.name)
        case "value": .text(plan.value)
        case "literal": .text(Literals.string(plan.value))
        default: .text("")
        }
    }
}

extension [ExtensionPlan] {
    /// What templates see.
    var subjects: TemplateValue { .list(map(ExtensionSubject.init)) }
}
