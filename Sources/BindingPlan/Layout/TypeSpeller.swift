/// Writes types as source text. A nested type is written by its own name inside the type around it; any other by its full
/// name, with the module's name in front where something nearer bears the first part of it.
struct TypeSpeller {
    let module: String
    /// The names that are declared directly in each type.
    private let members: [String: Set<Substring>]
    /// Names that the module of the text declares itself, where that is not the API module.
    private let hidden: Set<Substring>

    init(module: String, types: [TypePlan], tags: [TagPlan], failures: [FailurePlan] = [], aliases: [AliasPlan] = []) {
        self.module = module
        var members: [String: Set<Substring>] = [:]
        for type in types {
            if let parent = type.name.parent { members[parent.path, default: []].insert(type.name.simple) }
        }
        for operation in tags.flatMap(\.operations) {
            if let parent = operation.name.parent { members[parent.path, default: []].insert(operation.name.simple) }
            members[operation.name.path, default: []].formUnion(["Input", "Output", "Failure"])
            members["\(operation.name.path).Failure"] = Self.payloads(operation.failures)
        }
        for failure in failures { members[failure.name.path] = Self.payloads(failure.responses) }
        for alias in aliases {
            if let parent = alias.name.parent { members[parent.path, default: []].insert(alias.name.simple) }
        }
        self.members = members
        hidden = []
    }

    private init(module: String, members: [String: Set<Substring>], hidden: Set<Substring>) {
        self.module = module
        self.members = members
        self.hidden = hidden
    }

    private static func payloads(_ responses: [ResponsePlan]) -> Set<Substring> {
        Set(responses.compactMap { $0.payloadName?.simple })
    }

    /// A speller for another module, which declares `names` itself.
    func outside(declaring names: [String]) -> TypeSpeller {
        TypeSpeller(module: module, members: members, hidden: Set(names.map { $0[...] }))
    }

    /// The text of `type` inside the type `scope`; nil is a file's top level.
    func text(_ type: SwiftType, in scope: TypeName?) -> String {
        switch type {
        case .string: "String"
        case .bool: "Bool"
        case .int: "Int"
        case .int32: "Int32"
        case .int64: "Int64"
        case .double: "Double"
        case .float: "Float"
        case .date: "Date"
        case .data: "Data"
        case .json: "JSONValue"
        case .stream: "BodyStream"
        case .bytes: "[UInt8]"
        case .part: "BodyPart"
        case .sequence(.event(let content)): "EventStream<\(text(content, in: scope))>"
        case .sequence(let element): "BodySequence<\(text(element, in: scope))>"
        case .event(let content): "ServerSentEvent<\(text(content, in: scope))>"
        case .headed(let value): "HeadedPart<\(text(value, in: scope))>"
        case .void: "Void"
        case .array(let element): "[\(text(element, in: scope))]"
        case .dictionary(let value): "[String: \(text(value, in: scope))]"
        case .optional(let wrapped): text(wrapped, in: scope) + "?"
        case .named(let name): text(name, in: scope)
        case .external(let type): type.name
        }
    }

    /// The text of a property's type.
    func text(_ property: PropertyPlan, in scope: TypeName?) -> String {
        property.hasThreeStates ? "Presence<\(text(property.type, in: scope))>" : text(property.fullType, in: scope)
    }

    func text(_ name: TypeName, in scope: TypeName?) -> String {
        if let scope, name.parent == scope { return Naming.escaped(String(name.simple)) }
        let first = name.first
        var around = scope
        while let type = around {
            if members[type.path]?.contains(first) == true { return "\(module).\(name.path)" }
            around = type.parent
        }
        return hidden.contains(first) ? "\(module).\(name.path)" : name.path
    }
}
