/// The statements of a struct's initialisers and of its encoding, as source text.
///
/// Decoding sets the properties of the struct itself: optional ones begin as nil, those with a default as that (see
/// ``PropertySubject``), and those that every object must have as a placeholder, since the reader throws where one of their
/// keys is missing. Only for types without a placeholder is there a local variable.
struct StructureCode {
    let plan: StructurePlan
    let name: TypeName
    let speller: TypeSpeller
    let defaults: Defaults
    /// The indentation of the declaration itself.
    let indentation: String

    private var inner: String { indentation + "        " }

    /// The names that the coding functions use themselves.
    private static let helpers: Set<String> = ["reader", "object", "key", "writer"]

    /// `public init(…)`.
    var memberwise: String {
        var parameters = plan.properties.map { property in
            let type = speller.text(property, in: name)
            let value = property.argumentDefault ?? (property.isOptional && !property.isNullRequired ? "nil" : nil)
            return "\(Naming.escaped(property.name)): \(type)" + (value.map { " = \($0)" } ?? "")
        }
        if let additional = plan.additional {
            parameters.append("\(additional.name): [String: \(speller.text(additional.type, in: name))] = [:]")
        }
        var pairs = plan.properties.map { (target: "self.\(stored($0))", value: Naming.escaped($0.name)) }
        if let additional = plan.additional { pairs.append(("self.\(additional.name)", additional.name)) }
        let head = LineFitting.fill("public init(", parameters, ") {", indentation: indentation + "    ")
        return function(head, LineFitting.assignments(pairs, indentation: inner))
    }

    /// The text of a function whose head ends with the opening brace, on one line where it fits there.
    private func function(_ head: String, _ statements: [String]) -> String {
        let own = indentation + "    "
        guard let first = statements.first else { return "\(own)\(head)}\n" }
        let line = "\(own)\(head) \(first) }\n"
        if statements.count == 1, line.utf8.count <= LineFitting.width + 1, !line.dropLast().contains("\n") {
            return line
        }
        return "\(own)\(head)\n" + statements.map { "\(inner)\($0)\n" }.joined() + "\(own)}\n"
    }

    /// The declaration of the key table, or nothing where no key is known.
    var keyTable: String {
        guard !plan.properties.isEmpty else { return "" }
        var arguments = plan.properties.map { Literals.string($0.jsonName) }
        let required = plan.properties.indices.filter { plan.properties[$0].mustBePresent }.map(String.init)
        if let first = required.first { arguments += ["required: \(first)"] + required.dropFirst() }
        let own = indentation + "    "
        let table = LineFitting.call("private static let jsonKeys = JSONKeyTable(", arguments, ")", indentation: own)
        return "\(own)\(table)\n"
    }

    var decoding: String {
        guard !plan.properties.isEmpty else { return decodingWithoutKeys }
        let locals = plan.properties.filter { needsValue($0) && placeholder($0) == nil }
        var text = placeholders
        if !locals.isEmpty {
            let declarations = locals.map { "\(local($0)): \(speller.text($0.type, in: name))?" }
            text += inner + LineFitting.fill("var ", declarations, "", indentation: inner) + "\n"
        }
        text += "\(inner)var object = try reader.beginObject(Self.jsonKeys)\n"
        text += members
        guard !locals.isEmpty else { return text }
        let names = locals.map { "let \(local($0))" }
        text += inner
        text +=
            LineFitting.fill("guard ", names, " else { throw reader.missing(in: object) }", indentation: inner) + "\n"
        let values = LineFitting.assignments(
            locals.map { (target: "self.\(stored($0))", value: local($0)) }, indentation: inner)
        return text + values.map { "\(inner)\($0)\n" }.joined()
    }

    /// The loop over an object's members. The reader passes those that have no property, so that the last property needs
    /// no number, and an only one no `switch`.
    private var members: String {
        let deeper = inner + "    "
        if plan.additional == nil, plan.properties.count == 1 {
            let loop = LineFitting.body(
                of: "while try reader.nextProperty(in: &object) != nil", [assignment(plan.properties[0], deeper)],
                indentation: inner)
            return "\(inner)while try reader.nextProperty(in: &object) != nil \(loop)\n"
        }
        let next = plan.additional == nil ? "nextProperty" : "nextKey"
        var text = "\(inner)while let key = try reader.\(next)(in: &object) {\n\(deeper)switch key {\n"
        for (index, property) in plan.properties.enumerated() {
            let isLast = plan.additional == nil && index == plan.properties.count - 1
            let label = isLast ? "default:" : "case \(index):"
            text +=
                "\(deeper)\(LineFitting.halves(label, assignment(property, deeper + "    "), indentation: deeper))\n"
        }
        if let additional = plan.additional {
            text += "\(deeper)default: try reader.member(of: &\(additional.name))\n"
        }
        return text + "\(deeper)}\n\(inner)}\n"
    }

    private func assignment(_ property: PropertyPlan, _ indentation: String) -> String {
        LineFitting.halves("\(target(property)) =", "try \(reading(property))", indentation: indentation)
    }

    private var decodingWithoutKeys: String {
        guard let additional = plan.additional else { return "\(inner)try reader.skipObject()\n" }
        return "\(inner)\(additional.name) = try \(Reading.value(.dictionary(additional.type), self))\n"
    }

    /// `public func encode(…)`.
    var encoding: String {
        let head = "public func encode(json writer: inout JSONWriter) {"
        guard !plan.properties.isEmpty else {
            return function(head, [plan.additional.map { "writer.value(\(own($0.name)))" } ?? "writer.emptyObject()"])
        }
        var values = plan.properties.map { own(stored($0)) }
        if let additional = plan.additional { values.append("additional: \(own(additional.name))") }
        let arguments = ["Self.jsonKeys"] + values
        let line = "\(indentation)    \(head) writer.object(\(arguments.joined(separator: ", "))) }\n"
        if line.utf8.count <= LineFitting.width + 1 { return line }
        return function(head, [LineFitting.call("writer.object(", arguments, ")", indentation: inner)])
    }

    /// The stored property: a deprecated one, whose every use is a warning, is kept under another name.
    func stored(_ property: PropertyPlan) -> String {
        guard property.isDeprecated else { return property.name }
        var name = "_" + property.name
        while plan.properties.contains(where: { $0.name == name }) { name = "_" + name }
        return name
    }

    // MARK: Decoding

    /// Whether Swift gives the property no value of its own to begin with.
    private func needsValue(_ property: PropertyPlan) -> Bool {
        !property.isOptional && property.decodingDefault == nil
    }

    /// What stands in a property until its member is read, for those types that have such a value.
    private func placeholder(_ property: PropertyPlan) -> String? {
        guard !property.isIndirect else { return nil }
        switch defaults.resolved(property.type) {
        case .string: return "\"\""
        case .int, .int32, .int64, .double, .float: return "0"
        case .bool: return "false"
        case .array, .bytes: return "[]"
        case .dictionary: return "[:]"
        case .json: return ".null"
        case .date: return ".distantPast"
        case .data: return "Data()"
        case .named(let name):
            return defaults.openRawType(of: name).map { ".init(rawValue: \($0 == .string ? "\"\"" : "0"))" }
        case .stream, .part, .sequence, .event, .headed, .void, .optional, .external: return nil
        }
    }

    private var placeholders: String {
        let pairs = plan.properties.filter(needsValue).compactMap { property in
            placeholder(property).map { (target: own(stored(property)), value: $0) }
        }
        return LineFitting.assignments(pairs, indentation: inner).map { "\(inner)\($0)\n" }.joined()
    }

    private func local(_ property: PropertyPlan) -> String {
        guard Self.helpers.contains(property.name) else { return Naming.escaped(property.name) }
        var local = property.name + "Value"
        let taken = Set(plan.properties.map(\.name))
        while taken.contains(local) { local += "Value" }
        return local
    }

    /// A property where the functions' own names are in sight.
    private func own(_ name: String) -> String {
        Self.helpers.contains(name) ? "self.\(name)" : Naming.escaped(name)
    }

    private func target(_ property: PropertyPlan) -> String {
        needsValue(property) && placeholder(property) == nil ? local(property) : own(stored(property))
    }

    private func reading(_ property: PropertyPlan) -> String {
        if property.hasThreeStates { return "reader.value(\(speller.text(property, in: name)).self)" }
        // An explicit null is a value of its own for any JSON value.
        let isAny = defaults.resolved(property.type) == .json
        if needsValue(property) || (isAny && !property.isOptional) { return Reading.value(property.type, self) }
        return Reading.valueIfPresent(property.type, self)
            + (property.decodingDefault.map { " ?? \($0)" } ?? "")
    }
}

extension PropertyPlan {
    /// A member that has to be there, be it as null.
    var isNullRequired: Bool { isRequired && isNullable }

    /// Whether an object without the member is refused.
    var mustBePresent: Bool { isRequired && decodingDefault == nil }
}

/// Calls of `JSONReader`, the one made for a type where there is one.
enum Reading {
    static func value(_ type: SwiftType, _ code: StructureCode) -> String {
        value(type, in: code.name, code.speller, code.defaults)
    }

    static func valueIfPresent(_ type: SwiftType, _ code: StructureCode) -> String {
        // An explicit null is a value of its own here.
        if code.defaults.resolved(type) == .json { return "reader.value(JSONValue.self)" }
        return value(type, in: code.name, code.speller, code.defaults, suffix: "IfPresent")
    }

    static func value(
        _ type: SwiftType, in scope: TypeName?, _ speller: TypeSpeller, _ defaults: Defaults, suffix: String = ""
    ) -> String {
        switch type {
        case .string, .bool, .int, .int32, .int64, .double, .float, .date, .data:
            let method = speller.text(type, in: nil)
            return "reader.\(method.lowercased())\(suffix)()"
        case .array(let element): return "reader.array\(suffix)(\(speller.text(element, in: scope)).self)"
        case .dictionary(let value): return "reader.dictionary\(suffix)(\(speller.text(value, in: scope)).self)"
        default: return "reader.value\(suffix)(\(speller.text(type, in: scope)).self)"
        }
    }
}
