import DocumentTree
import Foundation
import OpenAPI

/// Makes a value that a schema describes, as JSON text.
struct SampleValue {
    let schemas: SchemaTable

    /// Nil where the schema is beyond this: some alternatives, and what never ends.
    func text(of component: SchemaTable.Entry) -> String? { text(of: component, choice: nil, depth: 0) }

    /// What a discriminator demands of an object.
    private struct Choice {
        let property: String
        let value: String

        /// - Parameter component: what is chosen.
        init(_ discriminator: Discriminator, _ component: SchemaTable.Entry) {
            property = discriminator.propertyName
            value = discriminator.mapping.first { $0.schema == component.id }?.value ?? component.name
        }
    }

    private func text(of component: SchemaTable.Entry, choice: Choice?, depth: Int) -> String? {
        text(of: component.schema, component, choice: choice, depth: depth)
    }

    private func text(
        of schema: Schema, _ component: SchemaTable.Entry? = nil, choice: Choice? = nil, depth: Int
    ) -> String? {
        guard depth < 12 else { return nil }
        if let reference = schema.reference {
            return schemas[reference].flatMap { text(of: $0, choice: choice, depth: depth + 1) }
        }
        if schema.isOnlyNull { return "null" }
        if let constant = schema.constant { return constant.jsonText }
        if let value = schema.enumValues?.first { return value.jsonText }
        if let first = alternatives(of: schema).first(where: { !$0.isOnlyNull }) {
            guard schema.properties.isEmpty, schema.allOf.isEmpty else { return nil }
            guard let discriminator = schema.discriminator else { return text(of: first, depth: depth + 1) }
            return first.reference.flatMap { schemas[$0] }.flatMap { chosen in
                text(of: chosen, choice: Choice(discriminator, chosen), depth: depth + 1)
            }
        }
        if !schema.allOf.isEmpty || !schema.properties.isEmpty || schema.types == [.object] {
            return members(of: schema, component, choice, depth: depth).map { members in
                "{" + members.map { "\($0.name.jsonQuoted):\($0.text)" }.joined(separator: ",") + "}"
            }
        }
        switch schema.types.first {
        case .array: return array(schema, depth: depth)
        case .boolean: return "true"
        case .integer: return number(schema, whole: true)
        case .number: return number(schema, whole: false)
        case .string: return string(schema)
        case .object, nil: return "{}"
        }
    }

    /// The alternatives, unless they only repeat that an object with properties is an object.
    private func alternatives(of schema: Schema) -> [Schema] {
        let all = schema.oneOf + schema.anyOf
        let repeats = all.allSatisfy { $0.types == [.object] && $0.properties.isEmpty && $0.reference == nil }
        return repeats && !schema.properties.isEmpty ? [] : all
    }

    private func members(
        of schema: Schema, _ component: SchemaTable.Entry?, _ choice: Choice?, depth: Int
    ) -> [(name: String, text: String)]? {
        var object = ObjectMembers(component: component, choices: [choice].compactMap(\.self))
        guard add(schema, to: &object, depth: depth) else { return nil }
        var members: [(name: String, text: String)] = object.choices.filter { isListed($0, in: object) }.map {
            ($0.property, $0.value.jsonQuoted)
        }
        for (name, schema) in object.properties where !members.contains(where: { $0.name == name }) {
            // What is not required need not be there, and deep down is what a recursive schema ends with.
            let isRequired = object.required.contains(name)
            guard isRequired || depth < 4 else { continue }
            guard let text = text(of: schema, depth: depth + 1) else {
                if isRequired { return nil }
                continue
            }
            members.append((name, text))
        }
        let others = object.required.subtracting(members.map(\.name)).sorted()
        return members + others.map { ($0, "\"x\"") }
    }

    /// Whether the property allows what the discriminator demands.
    private func isListed(_ choice: Choice, in object: ObjectMembers) -> Bool {
        guard let property = object.properties.first(where: { $0.name == choice.property })?.schema else { return true }
        let schema = property.reference.flatMap { schemas[$0]?.schema } ?? property
        guard let values = schema.enumValues else { return true }
        return values.contains { $0.jsonText == choice.value.jsonQuoted }
    }

    /// What a schema and all parts of it say about an object.
    private struct ObjectMembers {
        let component: SchemaTable.Entry?
        var choices: [Choice]
        var properties: [(name: String, schema: Schema)] = []
        var required: Set<String> = []
    }

    /// - Returns: false where the schema is beyond this.
    private func add(_ schema: Schema, to object: inout ObjectMembers, depth: Int) -> Bool {
        if let reference = schema.reference {
            guard depth < 12, let entry = schemas[reference] else { return false }
            return add(entry.schema, to: &object, depth: depth + 1)
        }
        guard alternatives(of: schema).isEmpty, schema.types.isEmpty || schema.types == [.object] else { return false }
        if let discriminator = schema.discriminator {
            guard let component = object.component else { return false }
            if !object.choices.contains(where: { $0.property == discriminator.propertyName }) {
                object.choices.append(Choice(discriminator, component))
            }
        }
        for part in schema.allOf {
            guard add(part, to: &object, depth: depth + 1) else { return false }
        }
        for property in schema.properties {
            let others = object.properties.filter { $0.name == property.name }
            // Of what several parts say, the values they list are the narrowest.
            if others.contains(where: { $0.schema.constant != nil || $0.schema.enumValues != nil }) { continue }
            object.properties.removeAll { $0.name == property.name }
            object.properties.append((property.name, property.schema))
        }
        object.required.formUnion(schema.required)
        return true
    }

    private func array(_ schema: Schema, depth: Int) -> String? {
        guard schema.prefixItems.isEmpty else { return nil }
        guard let items = schema.items else { return "[]" }
        guard let element = text(of: items, depth: depth + 1) else { return (schema.minItems ?? 0) > 0 ? nil : "[]" }
        let count = max(1, schema.minItems ?? 1)
        guard count == 1 || (count < 10 && !schema.uniqueItems) else { return nil }
        return "[" + Array(repeating: element, count: count).joined(separator: ",") + "]"
    }

    private func number(_ schema: Schema, whole: Bool) -> String {
        let low = schema.minimum.flatMap { Double($0.value) }
        let high = schema.maximum.flatMap { Double($0.value) }
        let value = low.map { $0 + 1 } ?? high.map { $0 - 1 } ?? (whole ? 7 : 1.5)
        return whole ? String(Int(value)) : String(value)
    }

    private func string(_ schema: Schema) -> String {
        if schema.contentEncoding == "base64" { return "\"AAECAw==\"" }
        // Only its author knows a text that matches.
        if schema.pattern != nil, let example = (schema.examples + [schema.defaultValue].compactMap(\.self)).first,
            case .string = example.value
        {
            return example.jsonText
        }
        return switch schema.format {
        case "date-time": "\"2024-05-06T07:08:09.25Z\""
        case "date": "\"2024-05-06\""
        case "time": "\"07:08:09Z\""
        case "duration": "\"P1DT2H\""
        case "uuid": "\"0c1e7a52-7d0b-4f6e-9c65-2f2a5a3f1b11\""
        case "uri", "url": "\"https://example.com/a?b=c\""
        case "email": "\"a@example.com\""
        case "byte", "binary": "\"AAECAw==\""
        default: text(of: min(max(3, schema.minLength ?? 0), schema.maxLength ?? .max)).jsonQuoted
        }
    }

    /// A text of some length that has to be escaped, and has more bytes than characters.
    private func text(of length: Int) -> String {
        let pattern: [Character] = ["é", "\"", "x"]
        return String((0..<min(length, 10_000)).map { pattern[$0 % 3] })
    }
}

extension Node {
    var jsonText: String {
        switch value {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .decimal(let text): text
        case .string(let text): text.jsonQuoted
        case .sequence(let items): "[" + items.map(\.jsonText).joined(separator: ",") + "]"
        case .mapping(let members):
            "{" + members.map { "\($0.key.jsonQuoted):\($0.value.jsonText)" }.joined(separator: ",") + "}"
        }
    }
}

extension String {
    var jsonQuoted: String {
        var text = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            case "\u{0}"..."\u{1F}": text += String(format: "\\u%04x", scalar.value)
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
