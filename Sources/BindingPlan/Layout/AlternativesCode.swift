/// The statements that choose among alternatives, as source text.
struct AlternativesCode {
    let plan: AlternativesPlan
    let name: TypeName
    let speller: TypeSpeller
    let defaults: Defaults
    let indentation: String
    /// `ScalarParameterValue` or `ParameterValue`, where the type is that of a parameter.
    var parameterProtocol: String?

    private var inner: String { indentation + "        " }

    var unknownCase: String {
        let own = indentation + "    "
        switch plan.unknown {
        case .none:
            guard plan.hasBoth else { return "" }
            let type = Naming.escaped(String(name.simple))
            return "\(own)/// What is two of these at once; three are a pair within a pair.\n"
                + "\(own)indirect case both(\(type), \(type))\n"
        case .json:
            return "\(own)/// A value of a kind that the document does not describe: the discriminator and the whole.\n"
                + "\(own)case unknown(String, JSONValue)\n"
        case .base(let base):
            return "\(own)/// A value of a kind that the document does not describe.\n"
                + "\(own)\(plan.isUnknownIndirect ? "indirect " : "")case unknown(\(unknownType(base)))\n"
        }
    }

    private func unknownType(_ base: SwiftType) -> String { "UnknownSubtype<\(speller.text(base, in: name))>" }

    var decoding: String {
        switch plan.selection {
        case .discriminator(let property): byDiscriminator(property)
        case .kinds: byKind
        }
    }

    var encoding: String {
        var text = "\(inner)switch self {\n"
        for alternative in plan.cases {
            text += line("case .\(alternative.name)(let value):", writing(alternative))
        }
        if plan.hasBoth { text += "\(inner)case .both(let one, let other): writer.both(one, other)\n" }
        switch plan.unknown {
        case .none: break
        case .json: text += "\(inner)case .unknown(_, let value): writer.value(value)\n"
        case .base: text += "\(inner)case .unknown(let value): writer.value(value)\n"
        }
        return text + "\(inner)}\n"
    }

    /// A case of a switch.
    private func line(_ label: String, _ statement: String) -> String {
        inner + LineFitting.halves(label, statement, indentation: inner) + "\n"
    }

    private func writing(_ alternative: AlternativesPlan.Case) -> String {
        guard case .discriminator(let property) = plan.selection, alternative.lacksValue else {
            return "writer.value(value)"
        }
        let kinds = alternative.values.enumerated().map { ($0 == 0 ? "kinds: " : "") + Literals.string($1) }
        let arguments = ["value", "discriminator: \(Literals.string(property))"] + kinds
        return LineFitting.call("writer.value(", arguments, ")", indentation: inner + "    ")
    }

    /// The getters of the properties that all alternatives have.
    var sharedProperties: String {
        let own = indentation + "    "
        var text = ""
        for property in plan.sharedProperties {
            text += "\n" + Documentation.comment(property.documentation, indentation: own)
            let plain = speller.text(property.type, in: name)
            if property.isDeprecated { text += "\(own)@available(*, deprecated)\n" }
            let type = property.hasThreeStates ? "Presence<\(plain)>" : plain
            text += "\(own)public var \(Naming.escaped(property.name)): \(type) {\n"
            text += "\(inner)switch self {\n"
            let member = property.member
            for alternative in plan.cases { text += "\(inner)case .\(alternative.name)(let value): value.\(member)\n" }
            if plan.hasBoth { text += "\(inner)case .both(let value, _): value.\(property.name)\n" }
            if case .base = plan.unknown { text += "\(inner)case .unknown(let value): value.base.\(member)\n" }
            text += "\(inner)}\n\(own)}\n"
        }
        return text
    }

    /// What makes the type a parameter's: its text, and the first alternative that fits a text, strings last.
    var parameterMembers: String {
        guard let parameterProtocol else { return "" }
        let own = indentation + "    "
        let isScalar = parameterProtocol == "ScalarParameterValue"
        let member = isScalar ? "parameterText" : "parameterContent"
        let type = isScalar ? "String" : "ParameterContent"
        var text = ""
        if !isScalar { text += "\n\(own)public static var parameterShape: ParameterShape { .list }\n" }
        text += "\n\(own)public var \(member): \(type) {\n\(inner)switch self {\n"
        for alternative in plan.cases {
            text += "\(inner)case .\(alternative.name)(let value): value.\(member)\n"
        }
        text += "\(inner)}\n\(own)}\n\n\(own)public init?(\(member): \(type)) {\n"
        if !isScalar {
            text += "\(inner)var single = parameterContent\n"
            text += "\(inner)if case .list(let texts) = single, texts.count == 1 { single = .scalar(texts[0]) }\n"
        }
        let ranked = plan.cases.enumerated().sorted { left, right in
            (rank(left.element.type), left.offset) < (rank(right.element.type), right.offset)
        }
        let hasStrings = plan.cases.contains { rank($0.type) == 4 }
        var members = ""
        for (position, alternative) in ranked.map(\.element).enumerated() {
            let value = "\(valueType(alternative.type))(\(member): \(source(alternative.type, isScalar: isScalar)))"
            // Where strings fit too, text such as `007` stays what it is.
            let text = isScalar ? ("value.parameterText", "parameterText") : ("value.parameterContent", "single")
            let isExact = hasStrings && rank(alternative.type) < 3
            let condition = value + (isExact ? ", \(text.0) == \(text.1)" : "")
            members += "\(inner)\(position == 0 ? "" : "} else ")if let value = \(condition) {\n"
            members += "\(inner)    self = .\(alternative.name)(value)\n"
        }
        text += members + "\(inner)} else {\n\(inner)    return nil\n\(inner)}\n\(own)}\n"
        return text + "\n\(own)public static var parameterExpectation: String { \"one of the values described\" }\n"
    }

    private func valueType(_ type: SwiftType) -> String { speller.text(type, in: name) }

    private func source(_ type: SwiftType, isScalar: Bool) -> String {
        if isScalar { return "parameterText" }
        if case .array = defaults.resolved(type) { return "parameterContent" }
        if case .named(let name) = defaults.resolved(type), !defaults.isEnum(name) {
            return "parameterContent"
        }
        return "single"
    }

    /// What is hardest to take for something else first.
    private func rank(_ type: SwiftType) -> Int {
        switch defaults.resolved(type) {
        case .bool: 0
        case .int, .int32, .int64: 1
        case .double, .float: 2
        case .date: 3
        case .array: 6
        case .named(let name) where !defaults.isEnum(name): 5
        default: 4
        }
    }

    private func byDiscriminator(_ property: String) -> String {
        var text = "\(inner)switch try reader.peekString(member: \(Literals.string(property))) {\n"
        for alternative in plan.cases where !alternative.values.isEmpty {
            let values = alternative.values.map(Literals.string)
            let label = LineFitting.fill("case ", values, "", indentation: inner) + ":"
            text += line(label, assignment(alternative, indentation: inner + "    "))
        }
        switch plan.unknown {
        case .base(let base):
            text += line("default:", "self = .unknown(try reader.value(\(unknownType(base)).self))")
        case .json, .none:
            text += "\(inner)case let kind: self = .unknown(kind ?? \"\", try reader.unknown())\n"
        }
        return text + "\(inner)}\n"
    }

    private var byKind: String {
        var text = "\(inner)switch try reader.peekKind() {\n"
        var groups: [(kinds: [JSONKindPlan], cases: [Int])] = []
        for kind in JSONKindPlan.allCases {
            let fitting = plan.order.filter { plan.cases[$0].kinds.contains(kind) }
            guard !fitting.isEmpty else { continue }
            if let index = groups.firstIndex(where: { $0.cases == fitting }) {
                groups[index].kinds.append(kind)
            } else {
                groups.append(([kind], fitting))
            }
        }
        for group in groups {
            text += "\(inner)case \(group.kinds.map { ".\($0.rawValue)" }.joined(separator: ", ")):\n"
            text += tries(group.cases, of: group.kinds)
        }
        let type = Literals.string(name.path)
        return text + line("default:", "throw reader.noAlternative(of: \(type))") + "\(inner)}\n"
    }

    private func tries(_ cases: [Int], of kinds: [JSONKindPlan]) -> String {
        let deeper = inner + "    "
        if cases.count == 1 {
            return "\(deeper)\(assignment(plan.cases[cases[0]], indentation: deeper))\n"
        }
        var arguments = cases.map { "Self.\(plan.cases[$0].name)" }
        if !plan.kindsOfBoth.isDisjoint(with: kinds) { arguments.append("both: Self.both") }
        let head = "self = try reader.alternative("
        return deeper + LineFitting.fill(head, arguments, ")", indentation: deeper) + "\n"
    }

    /// Reads the value as an alternative.
    private func assignment(_ alternative: AlternativesPlan.Case, indentation: String) -> String {
        let value = "try \(reading(alternative.type))"
        return LineFitting.call("self = .\(alternative.name)(", [value], ")", indentation: indentation)
    }

    private func reading(_ type: SwiftType) -> String { Reading.value(type, in: name, speller, defaults) }
}
