/// The statements of a struct's initialisers and of its encoding, as source text.
struct StructureCode {
    let plan: StructurePlan
    let name: TypeName
    let speller: TypeSpeller
    let defaults: Defaults
    /// The indentation of the declaration itself.
    let indentation: String

    private var inner: String { indentation + "        " }

    /// The names that the decoding initialiser uses itself.
    private static let helpers: Set<String> = ["reader", "object", "key", "writer"]

    private func local(_ name: String) -> String {
        guard Self.helpers.contains(name) else { return Naming.escaped(name) }
        var local = name + "Value"
        let taken = Set(plan.properties.map(\.name))
        while taken.contains(local) { local += "Value" }
        return local
    }

    /// `public init(…)` up to its brace.
    var memberwise: String {
        var parameters = plan.properties.map { property in
            let type = speller.text(property.fullType, in: name)
            let value = property.argumentDefault ?? (property.isOptional && !isNullRequired(property) ? "nil" : nil)
            return "\(Naming.escaped(property.name)): \(type)" + (value.map { " = \($0)" } ?? "")
        }
        if let additional = plan.additional {
            parameters.append("\(additional.name): [String: \(speller.text(additional.type, in: name))] = [:]")
        }
        return LineFitting.list("public init(", parameters, ") {", indentation: indentation + "    ")
    }

    /// A member that has to be there, be it as null, is stated.
    private func isNullRequired(_ property: PropertyPlan) -> Bool { property.isRequired && property.isNullable }

    var assignments: String {
        var text = ""
        for property in plan.properties {
            text += "\(inner)self.\(property.name) = \(Naming.escaped(property.name))\n"
        }
        if let additional = plan.additional { text += "\(inner)self.\(additional.name) = \(additional.name)\n" }
        return text
    }

    /// The declaration of the key table, or nothing where no key is known.
    var keyTable: String {
        guard !plan.properties.isEmpty else { return "" }
        let keys = plan.properties.map { Literals.string($0.jsonName) }
        let own = indentation + "    "
        return own + LineFitting.fill("private static let jsonKeys = JSONKeyTable(", keys, ")", indentation: own) + "\n"
    }

    var decoding: String {
        guard !plan.properties.isEmpty else { return decodingWithoutKeys }
        var text = ""
        for property in plan.properties {
            // What is required and may be null is absent in one way and null in another.
            let suffix = isNullRequired(property) ? "?" : ""
            text +=
                "\(inner)var \(local(property.name)): \(speller.text(property.type.asOptional, in: name))\(suffix)\n"
        }
        if let additional = plan.additional {
            text += "\(inner)var \(additional.name): [String: \(speller.text(additional.type, in: name))] = [:]\n"
        }
        let missing = plan.properties.filter {
            $0.decodingDefault == nil && (!$0.isOptional || isNullRequired($0))
        }
        text += "\(inner)\(missing.isEmpty ? "_" : "let object") = try reader.beginObject()\n"
        text += "\(inner)while let key = try reader.nextKey(Self.jsonKeys) {\n\(inner)    switch key {\n"
        for (index, property) in plan.properties.enumerated() {
            text += "\(inner)    case \(index): \(local(property.name)) = try \(reading(property))\n"
        }
        if let additional = plan.additional {
            text +=
                "\(inner)    default: \(additional.name)[reader.key()] = try \(Reading.value(additional.type, self))\n"
        } else {
            text += "\(inner)    default: try reader.skipValue()\n"
        }
        text += "\(inner)    }\n\(inner)}\n"
        for property in missing {
            let label = local(property.name)
            let key = Literals.string(property.jsonName)
            text += "\(inner)guard let \(label) else { throw reader.missing(\(key), in: object) }\n"
        }
        for property in plan.properties {
            let value = local(property.name) + (property.decodingDefault.map { " ?? \($0)" } ?? "")
            text += "\(inner)self.\(property.name) = \(value)\n"
        }
        if let additional = plan.additional { text += "\(inner)self.\(additional.name) = \(additional.name)\n" }
        return text
    }

    private var decodingWithoutKeys: String {
        guard let additional = plan.additional else {
            return """
                \(inner)_ = try reader.beginObject()
                \(inner)while try reader.nextKey() != nil { try reader.skipValue() }

                """
        }
        return """
            \(inner)\(additional.name) = [:]
            \(inner)_ = try reader.beginObject()
            \(inner)while let key = try reader.nextKey() {
            \(inner)    \(additional.name)[key] = try \(Reading.value(additional.type, self))
            \(inner)}

            """
    }

    var encoding: String {
        var text = "\(inner)writer.beginObject()\n"
        for property in plan.properties {
            let method = property.isNullable && property.isRequired ? "nullable" : "member"
            let key = Literals.string(Literals.json(property.jsonName))
            let value = property.name == "writer" ? "self.writer" : Naming.escaped(property.name)
            text += "\(inner)writer.\(method)(\(key), \(value))\n"
        }
        if let additional = plan.additional { text += "\(inner)writer.members(\(additional.name))\n" }
        return text + "\(inner)writer.endObject()\n"
    }

    private func reading(_ property: PropertyPlan) -> String {
        let isPresent = !property.isOptional && property.decodingDefault == nil
        return isPresent ? Reading.value(property.type, self) : Reading.valueIfPresent(property.type, self)
    }
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
