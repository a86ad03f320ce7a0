import JSONText
import RegularExpressions

/// Why a text describes no schema that can be applied.
struct SchemaError: Error, Sendable, CustomStringConvertible {
    let description: String
}

/// Makes nodes of a JSON Schema text (2020-12; `$ref` names one of the schemas of the set). A schema that only states a
/// type may be short, `"string"`, and so may one that only refers to another, `"#Pet"`.
///
/// Keywords that say nothing about which values are valid have no place in such a text, and are passed over.
struct SchemaCompiler {
    let tape: JSONTape
    /// The schemas that `$ref` can name, and their places in the set.
    let names: [String: Int]

    func node(_ index: Int) throws(SchemaError) -> SchemaNode {
        switch tape.entries[index].kind {
        case .bool: return tape.text(index) == "true" ? .anything : .nothing
        case .string: return try shortNode(index)
        case .object: break
        default: throw error("a schema is an object, a string, true or false", index)
        }
        let keywords = Keywords(tape, index)
        var assertions: [Assertion] = []
        for (keyword, value) in keywords.all {
            if let assertion = try assertion(keyword, value, keywords) { assertions.append(assertion) }
        }
        if let rules = try members(keywords) { assertions.append(.members(rules)) }
        guard let stated = keywords["type"] else { return SchemaNode(assertions: assertions) }
        return SchemaNode(types: try types(stated), assertions: assertions)
    }

    private func shortNode(_ index: Int) throws(SchemaError) -> SchemaNode {
        let text = tape.text(index)
        guard text.hasPrefix("#") else { return SchemaNode(types: try types(index)) }
        return SchemaNode(assertions: [.reference(try reference(String(text.dropFirst()), index))])
    }

    private func assertion(
        _ keyword: String, _ value: Int, _ keywords: Keywords
    ) throws(SchemaError) -> Assertion? {
        switch keyword {
        case "$ref": return .reference(try reference(value))
        case "enum": return .values(try copies(tape.elements(value)), keyword: keyword)
        case "const": return .values([try copy(value)], keyword: keyword)
        case "minimum": return .minimum(try number(value), isExclusive: false)
        case "exclusiveMinimum": return .minimum(try number(value), isExclusive: true)
        case "maximum": return .maximum(try number(value), isExclusive: false)
        case "exclusiveMaximum": return .maximum(try number(value), isExclusive: true)
        case "multipleOf":
            let number = try number(value)
            guard number.isDivisor else { throw error("'multipleOf' is positive, of no more than 19 digits", value) }
            return .multipleOf(number)
        case "minLength": return .minLength(try count(value))
        case "maxLength": return .maxLength(try count(value))
        case "pattern": return .pattern(try pattern(value))
        case "minItems": return .minItems(try count(value))
        case "maxItems": return .maxItems(try count(value))
        case "uniqueItems": return tape.text(value) == "true" ? .uniqueItems : nil
        case "items" where keywords["prefixItems"] == nil: return .items(prefix: [], rest: try node(value))
        case "prefixItems": return .items(prefix: try nodes(value), rest: try node(keywords["items"]))
        case "contains":
            let minimum = try count(keywords["minContains"]) ?? 1
            return .contains(try node(value), minimum: minimum, maximum: try count(keywords["maxContains"]))
        case "minProperties": return .minProperties(try count(value))
        case "maxProperties": return .maxProperties(try count(value))
        default: return try composition(keyword, value, keywords)
        }
    }

    private func composition(
        _ keyword: String, _ value: Int, _ keywords: Keywords
    ) throws(SchemaError) -> Assertion? {
        switch keyword {
        case "dependentRequired":
            let entries = try named(value)
            return .allOf(entries.map { SchemaNode(assertions: [requirement($0)]) })
        case "dependentSchemas":
            var schemas: [SchemaNode] = []
            for (name, schema) in try named(value) {
                schemas.append(SchemaNode(assertions: [.dependentSchema(name: name, try node(schema))]))
            }
            return .allOf(schemas)
        case "allOf": return .allOf(try nodes(value))
        case "anyOf": return .anyOf(try nodes(value))
        case "oneOf": return .oneOf(try nodes(value))
        case "discriminator": return try discriminator(value)
        case "not": return .not(try node(value))
        case "if":
            let (then, otherwise) = (try node(keywords["then"]), try node(keywords["else"]))
            return .condition(if: try node(value), then: then ?? .anything, else: otherwise ?? .anything)
        default: return nil
        }
    }

    private func members(_ keywords: Keywords) throws(SchemaError) -> MemberRules? {
        var properties: [(name: String, schema: SchemaNode)] = []
        for (name, schema) in try named(keywords["properties"]) { properties.append((name, try node(schema))) }
        let required = keywords["required"].map { tape.elements($0).map(tape.text) } ?? []
        var patterns: [(pattern: RegularExpression, schema: SchemaNode)] = []
        for (_, schema) in try named(keywords["patternProperties"]) {
            patterns.append((try pattern(schema - 1), try node(schema)))
        }
        let additional = try node(keywords["additionalProperties"])
        let names = try node(keywords["propertyNames"])
        let isEmpty = properties.isEmpty && required.isEmpty && patterns.isEmpty && additional == nil && names == nil
        return isEmpty
            ? nil
            : MemberRules(
                properties: properties, required: required, patterns: patterns, additional: additional, names: names)
    }

    private func discriminator(_ index: Int) throws(SchemaError) -> Assertion {
        guard let property = tape.member("propertyName", of: index), let mapping = tape.member("mapping", of: index)
        else { throw error("a discriminator has a property and a mapping", index) }
        var schemas: [String: SchemaNode] = [:]
        for entry in try named(mapping) {
            schemas[entry.name] = SchemaNode(assertions: [.reference(try reference(entry.value))])
        }
        return .discriminator(
            DiscriminatorRule(
                property: tape.text(property), schemas: schemas,
                isClosed: tape.member("closed", of: index).map(tape.text) == "true"))
    }
}

// MARK: Values of keywords

extension SchemaCompiler {
    /// The members of a schema object.
    struct Keywords {
        let all: [(name: String, value: Int)]

        init(_ tape: JSONTape, _ index: Int) {
            all = tape.keys(index).map { (tape.text($0), $0 + 1) }
        }

        subscript(name: String) -> Int? { all.first { $0.name == name }?.value }
    }

    private func node(_ index: Int?) throws(SchemaError) -> SchemaNode? {
        guard let index else { return nil }
        return try node(index)
    }

    private func nodes(_ index: Int) throws(SchemaError) -> [SchemaNode] {
        var nodes: [SchemaNode] = []
        for element in tape.elements(index) { nodes.append(try node(element)) }
        return nodes
    }

    private func named(_ index: Int) throws(SchemaError) -> [(name: String, value: Int)] {
        guard tape.entries[index].kind == .object else { throw error("an object is expected", index) }
        return Keywords(tape, index).all
    }

    private func named(_ index: Int?) throws(SchemaError) -> [(name: String, value: Int)] {
        guard let index else { return [] }
        return try named(index)
    }

    private func requirement(_ entry: (name: String, value: Int)) -> Assertion {
        .dependentRequired(name: entry.name, required: tape.elements(entry.value).map(tape.text))
    }

    private func reference(_ index: Int) throws(SchemaError) -> Int {
        try reference(tape.text(index), index)
    }

    private func reference(_ name: String, _ index: Int) throws(SchemaError) -> Int {
        guard let place = names[name] else { throw error("there is no such schema", index) }
        return place
    }

    private func types(_ index: Int) throws(SchemaError) -> SchemaTypes {
        var types: SchemaTypes = []
        for element in tape.entries[index].kind == .array ? tape.elements(index) : [index] {
            let name = tape.text(element)
            guard let type = SchemaTypes.named.first(where: { $0.name == name })?.type else {
                throw error("there is no such type", element)
            }
            types.insert(type)
        }
        return types
    }

    private func number(_ index: Int) throws(SchemaError) -> DecimalNumber {
        guard let number = tape.number(index) else { throw error("a number is expected", index) }
        return number
    }

    private func count(_ index: Int) throws(SchemaError) -> Int {
        guard let count = Int(tape.text(index)), count >= 0 else { throw error("a count is expected", index) }
        return count
    }

    private func count(_ index: Int?) throws(SchemaError) -> Int? {
        guard let index else { return nil }
        return try count(index)
    }

    private func pattern(_ index: Int) throws(SchemaError) -> RegularExpression {
        do throws(RegularExpressionError) {
            return try RegularExpression(tape.text(index))
        } catch {
            throw self.error(error.description, index)
        }
    }

    private func copies(_ indices: [Int]) throws(SchemaError) -> [JSONTape] {
        var copies: [JSONTape] = []
        for index in indices { copies.append(try copy(index)) }
        return copies
    }

    /// A value of its own, outside the text of the set.
    private func copy(_ index: Int) throws(SchemaError) -> JSONTape {
        let entry = tape.entries[index]
        let quotes = entry.kind == .string ? 1 : 0
        do throws(JSONDecodingError) {
            return try JSONTape(Array(tape.bytes[(entry.start - quotes)..<(entry.end + quotes)]))
        } catch {
            throw self.error("\(error)", index)
        }
    }

    func error(_ text: String, _ index: Int) -> SchemaError {
        SchemaError(description: "\(tape.pointer(to: index)): \(text)")
    }
}
