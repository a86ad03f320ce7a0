/// The statements that choose among alternatives, as source text.
struct AlternativesCode {
    let plan: AlternativesPlan
    let name: TypeName
    let speller: TypeSpeller
    let defaults: Defaults
    let indentation: String

    private var inner: String { indentation + "        " }

    var unknownCase: String {
        let own = indentation + "    "
        switch plan.unknown {
        case .none: return ""
        case .json:
            return "\(own)/// A value of a kind that the document does not describe: the discriminator and the whole.\n"
                + "\(own)case unknown(String, JSONValue)\n"
        case .base(let base):
            return "\(own)/// A value of a kind that the document does not describe.\n"
                + "\(own)\(plan.isUnknownIndirect ? "indirect " : "")case unknown(\(speller.text(base, in: name)))\n"
        }
    }

    var decoding: String {
        switch plan.selection {
        case .discriminator(let property): byDiscriminator(property)
        case .kinds: byKind
        }
    }

    var encoding: String {
        var text = "\(inner)switch self {\n"
        for alternative in plan.cases { text += "\(inner)case .\(alternative.name)(let value): writer.value(value)\n" }
        switch plan.unknown {
        case .none: break
        case .json: text += "\(inner)case .unknown(_, let value): writer.value(value)\n"
        case .base: text += "\(inner)case .unknown(let value): writer.value(value)\n"
        }
        return text + "\(inner)}\n"
    }

    /// The getters of the properties that all alternatives have.
    var sharedProperties: String {
        let own = indentation + "    "
        var text = ""
        for property in plan.sharedProperties {
            text += "\n" + Documentation.comment(property.documentation, indentation: own)
            text += "\(own)public var \(Naming.escaped(property.name)): \(speller.text(property.type, in: name)) {\n"
            text += "\(inner)switch self {\n"
            let member = property.member
            for alternative in plan.cases { text += "\(inner)case .\(alternative.name)(let value): value.\(member)\n" }
            if case .base = plan.unknown { text += "\(inner)case .unknown(let value): value.\(member)\n" }
            text += "\(inner)}\n\(own)}\n"
        }
        return text
    }

    private func byDiscriminator(_ property: String) -> String {
        var text = "\(inner)switch try reader.peekString(member: \(Literals.string(property))) {\n"
        for alternative in plan.cases where !alternative.values.isEmpty {
            let values = alternative.values.map(Literals.string)
            text += inner + LineFitting.fill("case ", values, ": ", indentation: inner)
            text += "self = .\(alternative.name)(try \(reading(alternative.type)))\n"
        }
        switch plan.unknown {
        case .base(let base): text += "\(inner)default: self = .unknown(try \(reading(base)))\n"
        case .json, .none:
            text += "\(inner)case let kind: self = .unknown(kind ?? \"\", try reader.value(JSONValue.self))\n"
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
            text += tries(group.cases)
        }
        let type = Literals.string(name.path)
        return text + "\(inner)default: throw reader.noAlternative(of: \(type))\n\(inner)}\n"
    }

    private func tries(_ cases: [Int]) -> String {
        let deeper = inner + "    "
        var text = cases.count > 1 ? "\(deeper)let mark = reader.mark()\n" : ""
        for index in cases.dropLast() {
            let alternative = plan.cases[index]
            text += """
                \(deeper)do {
                \(deeper)    self = .\(alternative.name)(try \(reading(alternative.type)))
                \(deeper)    return
                \(deeper)} catch {
                \(deeper)    reader.reset(mark)
                \(deeper)}

                """
        }
        guard let last = cases.last else { return text }
        return text + "\(deeper)self = .\(plan.cases[last].name)(try \(reading(plan.cases[last].type)))\n"
    }

    private func reading(_ type: SwiftType) -> String { Reading.value(type, in: name, speller, defaults) }
}
