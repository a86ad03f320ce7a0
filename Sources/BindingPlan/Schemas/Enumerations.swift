internal import DocumentTree
internal import OpenAPI

/// `enum`, `const`, and the idioms that say the same: a `oneOf` of constants (with a title each), an `anyOf` of a plain
/// string and one with `enum`. All become an open enum: a struct around the raw value that knows the listed values and
/// carries any other. Values that are not all of one simple type have no such struct.
enum Enumerations {
    /// A listed value, with what the document says about it.
    struct Value {
        var value: Node
        var title: String?
        var description: String?
        var isDeprecated = false
    }

    /// The values that `schema` is limited to; nil where it is not limited.
    static func values(of schema: Schema) -> [Value]? {
        if let constant = schema.constant { return [Value(value: constant)] }
        guard let listed = schema.enumValues else { return nil }
        let names = strings(["x-enum-varnames", "x-enumNames", "x-enum-names"], in: schema)
        let descriptions = strings(["x-enum-descriptions", "x-enumDescriptions"], in: schema)
        return listed.enumerated().map { index, value in
            Value(
                value: value, title: names.flatMap { index < $0.count ? $0[index] : nil },
                description: descriptions.flatMap { index < $0.count ? $0[index] : nil })
        }
    }

    /// The values of all `members`, where each is a constant, a list of values or the plain type, written in place.
    static func union(of members: [Schema], types: [JSONType]) -> (values: [Value], type: JSONType)? {
        var values: [Value] = []
        var type: JSONType?
        for member in members {
            guard member.reference == nil, member.allOf.isEmpty, member.oneOf.isEmpty, member.anyOf.isEmpty,
                member.properties.isEmpty, member.format == nil
            else { return nil }
            let own = self.values(of: member)
            let stated = member.types.first ?? types.first ?? own.flatMap { $0.first?.value.value.scalarType }
            guard let stated, stated == .string || stated == .integer, member.types.count <= 1 else { return nil }
            guard type == nil || type == stated else { return nil }
            type = stated
            for var value in own ?? [] {
                guard value.value.value.scalarType == stated else { return nil }
                value.title = member.constant != nil || own?.count == 1 ? member.title ?? value.title : value.title
                value.description = own?.count == 1 ? member.description ?? value.description : value.description
                value.isDeprecated = own?.count == 1 && member.isDeprecated
                if !values.contains(where: { $0.value.value.isSame(as: value.value.value) }) { values.append(value) }
            }
        }
        guard let type, !values.isEmpty else { return nil }
        return (values, type)
    }

    /// The raw type for `values`, or nil where they are of several types or of one that has no open enum.
    static func rawType(of values: [Value], types: [JSONType], format: String?) -> SwiftType? {
        let kinds = Set(values.map { $0.value.value.scalarType })
        if kinds == [.string], types.isEmpty || types.contains(.string) { return .string }
        if kinds == [.integer] {
            if types.isEmpty || types.contains(.integer) { return Scalars.integer(format) }
            return types.contains(.number) ? .double : nil
        }
        if kinds.isSubset(of: [.integer, .number]), types.isEmpty || types.contains(.number) { return .double }
        return nil
    }

    /// The cases for `values`. A list item ``- VALUE: …`` of `description` becomes the documentation of its case; `renamed`
    /// has the name that the configuration gives to a value.
    static func plan(
        _ values: [Value], rawType: SwiftType, listed: [String: [String]], renamed: (String) -> String?
    ) -> EnumPlan {
        var scope = NameScope(reserved: ["rawValue", "knownValues", "allCases", "init"])
        var cases: [EnumPlan.Case] = []
        var seen: Set<String> = []
        let distinct = values.filter { value in
            value.value.value.literal(of: rawType).map { seen.insert($0).inserted } ?? false
        }
        let sources = distinct.map { value in
            let text = value.value.value.text
            return value.title.flatMap { $0.isEmpty ? nil : $0 } ?? (rawType == .string ? text : numberName(text))
        }
        let names = scope.claimAll(sources, configured: distinct.map { renamed($0.value.value.text) }) { source in
            [Naming.member(Naming.lowerCamel(source)), Naming.member(Naming.lowerCamel(source, spellingSymbols: true))]
        }
        for (value, name) in zip(distinct, names) {
            guard let literal = value.value.value.literal(of: rawType) else { continue }
            let text = value.value.value.text
            let documentation = value.description.map { Documentation.lines($0) } ?? listed[text] ?? []
            cases.append(
                EnumPlan.Case(
                    name: name, literal: literal, value: text, isDeprecated: value.isDeprecated,
                    documentation: documentation))
        }
        return EnumPlan(rawType: rawType, cases: cases)
    }

    private static func numberName(_ text: String) -> String {
        text.hasPrefix("-") ? "minus \(text.dropFirst())" : "value \(text)"
    }

    private static func strings(_ names: [String], in schema: Schema) -> [String]? {
        guard let member = schema.extensions.first(where: { names.contains($0.key) }),
            case .sequence(let nodes) = member.value.value
        else { return nil }
        return nodes.map { node in if case .string(let text) = node.value { text } else { "" } }
    }
}

extension Node.Value {
    /// The type of a string or number; nil for everything else.
    var scalarType: JSONType? {
        switch self {
        case .string: .string
        case .integer: .integer
        case .decimal: .number
        case .bool: .boolean
        default: nil
        }
    }

    /// A scalar as plain text.
    var text: String {
        switch self {
        case .string(let text), .decimal(let text): text
        case .integer(let number): String(number)
        case .bool(let flag): String(flag)
        case .null: "null"
        case .sequence, .mapping: ""
        }
    }

    /// The Swift literal of a scalar as a value of `type`; nil where it is none or does not fit.
    func literal(of type: SwiftType) -> String? {
        switch (type, self) {
        case (.string, .string(let text)): Literals.string(text)
        case (.bool, .bool(let flag)): String(flag)
        case (.int, .integer(let number)), (.int64, .integer(let number)): String(number)
        case (.int32, .integer(let number)): Int32(exactly: number).map { String($0) }
        case (.double, .integer(let number)), (.float, .integer(let number)): String(number)
        case (.double, .decimal(let text)): Literals.number(text)
        case (.float, .decimal(let text)): Float(text).flatMap { $0.isFinite ? Literals.number(text) : nil }
        case (.int, .decimal(let text)), (.int64, .decimal(let text)): Literals.integer(text).map { String($0) }
        case (.int32, .decimal(let text)): Literals.integer(text).flatMap { Int32(exactly: $0) }.map { String($0) }
        default: nil
        }
    }
}
